"""What the charts of an agreement show."""

from collections.abc import Sequence

from partnerships.domain.chart import Group, grouped_bars
from partnerships.domain.claim import pounds
from partnerships.models import QuarterlyReturn
from partnerships.queries.agreement import MeasureYear


def measure_chart(row: MeasureYear) -> Sequence[Group]:
    """Forecast and actual of a measure, quarter by quarter."""
    unit = "%" if row.measure.kind == "percent" else ""
    return grouped_bars(
        [
            (
                f"Quarter {number}",
                [
                    (f"{words} {value.normalize():f}{unit}" if value is not None else f"{words} none", value)
                    for words, value in (("Forecast", figure.forecast), ("Actual", figure.actual))
                ],
            )
            for number, figure in row.quarters.items()
        ]
    )


def claims_chart(returns: Sequence[QuarterlyReturn]) -> Sequence[Group]:
    """Planned spend and claim of each quarter in which either is known."""
    return grouped_bars(
        [
            (
                each.period.title,
                [
                    (f"{words} {pounds(value)}" if value is not None else f"{words} none", value)
                    for words, value in (("Planned", each.planned), ("Claimed", each.claimed))
                ],
            )
            for each in returns
            if each.planned is not None or each.claimed is not None
        ]
    )
