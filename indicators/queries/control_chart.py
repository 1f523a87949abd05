"""The control chart of an indicator: its limits and special causes, or why it has none."""

from collections.abc import Sequence
from dataclasses import dataclass

from childservices.domain.refusals import Refusal
from indicators.domain.control_chart import ControlChart, assurance, control_chart
from indicators.domain.measure import Aggregation
from indicators.domain.period import MONTHS, Frequency
from indicators.domain.target import Target
from indicators.domain.target_in_force import target_in_force
from indicators.models import Indicator
from indicators.queries.series import SeriesPoint, regular

YEAR = 12


@dataclass(frozen=True)
class Charted:
    """A control chart and what it says of the target; without a chart, the reason."""

    chart: ControlChart | None
    assurance: str | None = None
    reason: str = ""


def charted(indicator: Indicator, points: Sequence[SeriesPoint], targets: Sequence[Target]) -> Charted:
    """Draw an indicator's control chart from its regular points; the target is that of the last of them."""
    series = regular(points)
    try:
        chart = control_chart(
            [(point.label, point.value) for point in series],
            polarity=indicator.polarity,
            is_cumulative=indicator.aggregation == Aggregation.CUMULATIVE,
            months_covered=_months_covered(indicator, series),
            months_apart=_months_apart(indicator),
        )
    except Refusal as refusal:
        return Charted(None, reason=refusal.sentence)
    return Charted(chart, _assurance(indicator, chart, series, targets))


def _months_apart(indicator: Indicator) -> int:
    return YEAR if indicator.is_published_statistic else MONTHS[Frequency(indicator.frequency)]


def _months_covered(indicator: Indicator, series: Sequence[SeriesPoint]) -> int:
    """How long a time each value speaks of: 0 for a picture of one day, unless a published label says more."""
    longest = max((point.months for point in series), default=0)
    if indicator.aggregation == Aggregation.ROLLING:
        return indicator.rolling * _months_apart(indicator)
    if indicator.aggregation == Aggregation.SNAPSHOT:
        return longest if indicator.is_published_statistic and longest > YEAR else 0
    return longest


def _assurance(
    indicator: Indicator, chart: ControlChart, series: Sequence[SeriesPoint], targets: Sequence[Target]
) -> str | None:
    period = series[-1].period if series else None
    if chart.limits is None or period is None:
        return None
    found = target_in_force(targets, period).target
    if found is None:
        return None
    at_least, at_most = found.ends(indicator.measure)
    return assurance(chart.limits, at_least=at_least, at_most=at_most)
