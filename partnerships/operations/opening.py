"""Making the returns of an agreement, and the rows of outputs in them."""

from childservices.queries.calendar import holidays_for
from partnerships.choices import ReturnState
from partnerships.domain.claim import due_on, quarters_between
from partnerships.domain.reconciliation import divided
from partnerships.models import AgreedMeasure, Agreement, OutputFigure, QuarterlyReturn


def open_returns(agreement: Agreement) -> None:
    """Will make a return for every quarter of an agreement that has none, with an output for each measure.

    As long as no return was sent, the allocation is planned over the quarters in equal parts.
    """
    quarters = quarters_between(agreement.starts_on, agreement.ends_on)
    holidays = holidays_for({quarter.ends_on.year for quarter in quarters} | {agreement.ends_on.year + 1})
    known = {(row.year, row.quarter) for row in agreement.returns.all()}
    QuarterlyReturn.objects.bulk_create(
        QuarterlyReturn(
            agreement=agreement,
            year=quarter.year,
            quarter=quarter.number,
            quarter_ends_on=quarter.ends_on,
            due_on=due_on(quarter, agreement.programme.return_days, holidays),
        )
        for quarter in quarters
        if (quarter.year, quarter.number) not in known
    )
    _plan(agreement)
    for measure in agreement.measures.all():
        open_figures(measure)


def open_figures(measure: AgreedMeasure) -> None:
    """Will make an empty output of a measure in every return of its year that has none."""
    returns = measure.agreement.returns.filter(year=measure.year).exclude(figures__measure=measure)
    OutputFigure.objects.bulk_create(OutputFigure(quarterly_return=each, measure=measure) for each in returns)


def _plan(agreement: Agreement) -> None:
    rows = list(agreement.returns.order_by("year", "quarter"))
    if any(row.state != ReturnState.DRAFT for row in rows):
        return
    for row, part in zip(rows, divided(agreement.allocation, [1] * len(rows)), strict=True):
        row.planned = part
    QuarterlyReturn.objects.bulk_update(rows, ["planned"])
