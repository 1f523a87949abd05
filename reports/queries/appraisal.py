"""Everything that the page of an appraisal shows: the matrix with totals and ranks, and what could change them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reports.domain.appraisal.evidence import unsupported
from reports.domain.appraisal.ranking import (
    ONE,
    Criterion,
    Matrix,
    Option,
    Ranked,
    number_text,
    printed_difference,
    rank_by_printed,
)
from reports.domain.appraisal.sensitivity import Change, finding, sensitivity
from reports.models import Appraisal, AppraisalCriterion, AppraisalOption, OptionScore

WARMTHS = 5


@dataclass(frozen=True)
class Cell:
    """One score of the matrix; `warmth` goes from 0 to 5, and is empty where there is no score."""

    criterion: AppraisalCriterion
    kept: OptionScore | None
    score: int | None
    warmth: int | None
    remark: str


@dataclass(frozen=True)
class Row:
    """One option with its scores, its total and where it stands."""

    option: AppraisalOption
    cells: Sequence[Cell]
    ranked: Ranked
    total: str
    difference: str

    @property
    def rank(self) -> str:
        """The rank in words: 2 equal where options tie, empty while a criterion is open."""
        if self.ranked.rank is None:
            return ""
        return f"{self.ranked.rank} equal" if self.ranked.is_tied else str(self.ranked.rank)


@dataclass(frozen=True)
class AppraisalSheet:
    """An appraisal as it stands: criteria, rows, and the sentences that a reader needs."""

    appraisal: Appraisal
    criteria: Sequence[AppraisalCriterion]
    rows: Sequence[Row]
    matrix: Matrix

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every single change that was tried, and who would be first after it."""
        return sensitivity(self.matrix)

    @property
    def altering(self) -> Sequence[Change]:
        """The changes that alter the first place."""
        return [change for change in self.changes if change.alters_first]

    @property
    def finding(self) -> str:
        """What the ranking hangs on, in a sentence."""
        return finding(self.changes)

    @property
    def maximum(self) -> str:
        """The highest total that there can be."""
        return number_text(self.matrix.highest_total)

    @property
    def is_weighted(self) -> bool:
        """Whether some criterion counts more or less than another."""
        return any(criterion.weight is not None for criterion in self.criteria)

    @property
    def remarks(self) -> Sequence[str]:
        """What does not fit, a sentence each: printed totals, scores without support, and notes on the source."""
        found = [f"{row.option}. {row.difference}" for row in self.rows if row.difference]
        found += [
            f"{row.option}, {cell.criterion.title}. {cell.remark}"
            for row in self.rows
            for cell in row.cells
            if cell.remark
        ]
        return [*found, *self._moved_ranks(), *self.appraisal.source_notes]

    def _moved_ranks(self) -> Sequence[str]:
        """Say which ranks would be others by the printed totals, where every option has one."""
        printed = {row.ranked.option.key: row.option.printed_total for row in self.rows}
        totals = {key: total for key, total in printed.items() if total is not None}
        if len(totals) < len(self.rows) or self.is_weighted:
            return []
        by_printed = rank_by_printed(totals)
        moved = [row for row in self.rows if row.ranked.rank not in {None, by_printed[row.ranked.option.key]}]
        return [
            f"{row.option}. By the printed totals its rank would be {by_printed[row.ranked.option.key]}; "
            f"by the sums it is {row.rank}."
            for row in moved
        ]


def appraisal_sheet(appraisal: Appraisal) -> AppraisalSheet:
    """Gather an appraisal with all its scores, in a number of queries that does not grow."""
    criteria = list(appraisal.criteria.order_by("position"))
    options = list(appraisal.options.order_by("number"))
    kept = {
        (score.option_id, score.criterion_id): score
        for score in OptionScore.objects.filter(option__appraisal=appraisal)
    }
    matrix = Matrix(
        tuple(
            Criterion(str(one.pk), one.title, ONE if one.weight is None else one.weight) for one in criteria
        ),
        tuple(
            Option(
                str(option.pk),
                option.title,
                {
                    str(criterion.pk): score.score
                    for criterion in criteria
                    if (score := kept.get((option.pk, criterion.pk))) and score.score is not None
                },
            )
            for option in options
        ),
        appraisal.maximum,
    )
    rows = [
        _row(option, ranked, [(one, kept.get((option.pk, one.pk))) for one in criteria], matrix)
        for option, ranked in zip(options, matrix.ranking(), strict=True)
    ]
    return AppraisalSheet(appraisal, criteria, rows, matrix)


def _row(
    option: AppraisalOption,
    ranked: Ranked,
    scores: Sequence[tuple[AppraisalCriterion, OptionScore | None]],
    matrix: Matrix,
) -> Row:
    cells = [_cell(criterion, score, matrix.maximum) for criterion, score in scores]
    difference = printed_difference(option.printed_total, ranked.total, matrix.highest_total)
    return Row(option, cells, ranked, number_text(ranked.total), difference)


def _cell(criterion: AppraisalCriterion, kept: OptionScore | None, maximum: int) -> Cell:
    if kept is None or kept.score is None:
        return Cell(criterion, kept, None, None, "")
    warmth = int((Decimal(kept.score) * WARMTHS / maximum).to_integral_value())
    return Cell(criterion, kept, kept.score, warmth, unsupported(kept.score, maximum, kept.points))
