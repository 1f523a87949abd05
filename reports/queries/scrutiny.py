"""Everything that the page of a scrutiny review shows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.choices import ReviewPointKind
from reports.domain.scrutiny import Answer, answer_of, outside_review, response_due, weekday_difference
from reports.models import (
    Appraisal,
    Framework,
    Review,
    ReviewPoint,
    ReviewRecommendation,
    ReviewSession,
    ReviewVisit,
)


@dataclass(frozen=True)
class VisitRow:
    """A visit with what does not fit about its day."""

    visit: ReviewVisit
    remark: str


@dataclass(frozen=True)
class RecommendationRow:
    """A recommendation with how far it is answered."""

    recommendation: ReviewRecommendation
    answer: Answer


@dataclass(frozen=True)
class ReviewPage:
    """A review with its parts in their order."""

    points: Mapping[ReviewPointKind, Sequence[ReviewPoint]]
    sessions: Sequence[ReviewSession]
    visits: Sequence[VisitRow]
    recommendations: Sequence[RecommendationRow]
    frameworks: Sequence[Framework]
    appraisal: Appraisal | None
    """The options that it appraises, if whoever asks may read them."""
    due_on: dt.date | None

    @property
    def remarks(self) -> Sequence[str]:
        """What does not fit about the visits, a sentence each."""
        return [f"{row.visit.authority}: {row.remark}" for row in self.visits if row.remark]


def review_page(review: Review, user: Any, *, on: dt.date) -> ReviewPage:
    """Gather a review as it stands on a day, in a number of queries that does not grow."""
    points: dict[ReviewPointKind, list[ReviewPoint]] = {kind: [] for kind in ReviewPointKind}
    for point in review.points.order_by("position"):
        points[ReviewPointKind(point.kind)].append(point)
    return ReviewPage(
        points=points,
        sessions=list(review.sessions.order_by("on", "position")),
        visits=[VisitRow(visit, _about(visit, review)) for visit in review.visits.order_by("on", "position")],
        recommendations=[
            RecommendationRow(one, answer_of(sent_on=review.sent_on, responded_on=one.responded_on, on=on))
            for one in review.recommendations.order_by("position")
        ],
        frameworks=list(Framework.objects.visible_to(user).filter(review=review).order_by("title")),
        appraisal=Appraisal.objects.readable(user, review.appraisal_id),
        due_on=response_due(review.sent_on) if review.sent_on else None,
    )


def _about(visit: ReviewVisit, review: Review) -> str:
    days = {"starts_on": review.starts_on, "ends_on": review.ends_on}
    said = (weekday_difference(visit.printed_weekday, visit.on), outside_review(visit.on, **days))
    return " ".join(sentence for sentence in said if sentence)
