"""Scoring: an option by every criterion, or an assessment by every dimension, at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from childservices.domain.refusals import EditConflict
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, change_row
from reports.domain.appraisal.evidence import UnreadableEvidence, read_evidence
from reports.models import AppraisalOption, DimensionScore, OptionScore, SelfAssessment
from reports.operations.scrutiny import REFUSED
from reports.permissions import can_keep_reviews


@dataclass(frozen=True)
class Scored:
    """What was typed for one criterion or dimension; no score where it is open."""

    score: int | None
    evidence: str
    gap: str = ""


@transaction.atomic
def score_option(
    *, option: AppraisalOption, expected: int, scores: Mapping[UUID, Scored], by: User, at: datetime
) -> None:
    """Will keep how an option does by each criterion, by the criterion's key, with the evidence for it.

    Raises:
        EditConflict: somebody else scored or changed the option; `current` holds what now stands.
        Invalid: a score is out of bounds, or a line of evidence has no sign.
    """
    _refuse_unless_keeper(by)
    titles = dict(option.appraisal.criteria.values_list("pk", "title"))
    _refuse_unknown(scores, titles)
    for key, typed in scores.items():
        _refuse_out_of_bounds(typed, option.appraisal.maximum, key)
        _refuse_unreadable(typed, key)
    _count_the_change(
        option, expected, option.scores.all(), key_name="criterion_id", fields=("score", "evidence")
    )
    for key, typed in scores.items():
        OptionScore.objects.update_or_create(
            option=option, criterion_id=key, defaults={"score": typed.score, "evidence": typed.evidence}
        )
    detail = {titles[key]: typed.score for key, typed in scores.items()}
    record_event(verb="option_scored", subject=option, by=by, at=at, detail=detail)


@transaction.atomic
def score_assessment(
    *, assessment: SelfAssessment, expected: int, scores: Mapping[UUID, Scored], by: User, at: datetime
) -> None:
    """Will keep how each dimension was seen on the day, by the dimension's key, what shows it and what is missing.

    Raises:
        EditConflict: somebody else scored or changed the assessment; `current` holds what now stands.
        Invalid: a score is out of bounds.
    """
    _refuse_unless_keeper(by)
    titles = dict(assessment.framework.dimensions.values_list("pk", "title"))
    _refuse_unknown(scores, titles)
    for key, typed in scores.items():
        _refuse_out_of_bounds(typed, assessment.framework.maximum, key)
    fields = ("score", "evidence", "gap")
    _count_the_change(assessment, expected, assessment.scores.all(), key_name="dimension_id", fields=fields)
    for key, typed in scores.items():
        DimensionScore.objects.update_or_create(
            assessment=assessment,
            dimension_id=key,
            defaults={"score": typed.score, "evidence": typed.evidence, "gap": typed.gap},
        )
    detail = {titles[key]: typed.score for key, typed in scores.items()}
    record_event(verb="assessment_scored", subject=assessment, by=by, at=at, detail=detail)


def _refuse_unless_keeper(user: User) -> None:
    if not can_keep_reviews(user):
        raise NotAllowed(REFUSED)


def _refuse_unknown(scores: Mapping[UUID, Scored], titles: Mapping[UUID, str]) -> None:
    if not scores.keys() <= titles.keys():
        raise Invalid(
            "Somebody took a row away while you were scoring. Copy your text and open the page again."
        )


def _refuse_out_of_bounds(typed: Scored, maximum: int, key: UUID) -> None:
    if typed.score is not None and not 0 <= typed.score <= maximum:
        raise Invalid(f"Enter a score from 0 to {maximum}, or leave it empty.", field=f"score-{key}")


def _refuse_unreadable(typed: Scored, key: UUID) -> None:
    try:
        read_evidence(typed.evidence)
    except UnreadableEvidence as error:
        raise Invalid(str(error), field=f"evidence-{key}") from error


def _count_the_change(row: Any, expected: int, kept: Any, *, key_name: str, fields: Sequence[str]) -> None:
    """Count one change of the row, or refuse with the scores that somebody else kept meanwhile."""
    try:
        change_row(row, expected=expected, values={})
    except EditConflict as conflict:
        now = {
            f"{field}-{getattr(one, key_name)}": str(getattr(one, field)) for one in kept for field in fields
        }
        current = {**conflict.current, **now} if conflict.current else {}
        raise EditConflict(conflict.sentence, current=current) from conflict
