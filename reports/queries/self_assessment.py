"""Self-assessments of one framework beside each other, the earliest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.domain.self_assessment import WORDS, Scored, count_scored, movement
from reports.models import Dimension, DimensionScore, Framework, SelfAssessment


@dataclass(frozen=True)
class DimensionRow:
    """A dimension with its score in each assessment, None where there is none, and how the last one moved."""

    dimension: Dimension
    scores: Sequence[DimensionScore | None]
    moved: str

    @property
    def latest(self) -> DimensionScore | None:
        """What was said last."""
        return self.scores[-1] if self.scores else None


@dataclass(frozen=True)
class FrameworkPage:
    """A framework with its dimensions and every assessment against them."""

    assessments: Sequence[tuple[SelfAssessment, Scored]]
    rows: Sequence[DimensionRow]


def framework_page(framework: Framework) -> FrameworkPage:
    """Gather a framework with all its assessments, in a number of queries that does not grow."""
    assessments = list(framework.assessments.order_by("on"))
    dimensions = list(framework.dimensions.order_by("position"))
    kept = {
        (score.assessment_id, score.dimension_id): score
        for score in DimensionScore.objects.filter(assessment__framework=framework)
    }
    rows = [
        _row(dimension, [kept.get((one.pk, dimension.pk)) for one in assessments]) for dimension in dimensions
    ]
    counted = [
        (one, count_scored([_score(row.scores[number]) for row in rows]))
        for number, one in enumerate(assessments)
    ]
    return FrameworkPage(counted, rows)


def _row(dimension: Dimension, scores: Sequence[DimensionScore | None]) -> DimensionRow:
    return DimensionRow(dimension, scores, WORDS[movement([_score(score) for score in scores])])


def _score(kept: DimensionScore | None) -> int | None:
    return kept.score if kept else None
