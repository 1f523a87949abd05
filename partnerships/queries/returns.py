"""A return with what stands beside it: the quarter before, its questions and its evidence."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from partnerships.models import OutputFigure, QuarterlyReturn


def figures_of(row: QuarterlyReturn) -> Sequence[OutputFigure]:
    """The outputs of a return in the order in which they were agreed."""
    return list(row.figures.select_related("measure").order_by("measure__number"))


def figures_before(row: QuarterlyReturn) -> Mapping[UUID, OutputFigure]:
    """The same measures a quarter earlier, by measure; those of the year before by their place in the list."""
    before = row.period.previous()
    figures = OutputFigure.objects.filter(
        quarterly_return__agreement=row.agreement_id,
        quarterly_return__year=before.year,
        quarterly_return__quarter=before.number,
    ).select_related("measure")
    if before.year == row.year:
        return {figure.measure_id: figure for figure in figures}
    by_title = {figure.measure.title: figure for figure in figures}
    return {
        figure.measure_id: by_title[figure.measure.title]
        for figure in figures_of(row)
        if figure.measure.title in by_title
    }
