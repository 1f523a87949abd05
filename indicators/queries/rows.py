"""The tables of an indicator: a row for each figure, and for each target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.choices import TargetKind, TargetLevel
from indicators.domain.judgement import judge
from indicators.domain.mark import DisplayMap, Mark, rating_mark
from indicators.domain.special_cause import OUTSIDE_LIMIT, SHIFT, TREND, TWO_OF_THREE
from indicators.domain.target_in_force import target_in_force
from indicators.queries.page import IndicatorPage
from indicators.queries.series import SeriesPoint

CAUSES = {
    OUTSIDE_LIMIT: "Outside the limits",
    SHIFT: "Part of a shift",
    TREND: "Part of a trend",
    TWO_OF_THREE: "Two of three near a limit",
}
BETTER = {True: "better", False: "worse", None: "changed"}


@dataclass(frozen=True)
class ValueRow:
    """One figure with everything that is said of it."""

    period: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: str
    target: str
    mark: Mark | None
    reason: str
    special_cause: str
    printed: str
    note: str


@dataclass(frozen=True)
class TargetRow:
    """A target in words, and when it is in force."""

    words: str
    level: str
    starts_on: date
    ends_on: date


def value_rows(page: IndicatorPage) -> Sequence[ValueRow]:
    """Give the figures, the latest first."""
    chart = page.charted.chart
    causes = {} if chart is None else {point.period: point for point in chart.points}

    def cause(point: SeriesPoint) -> str:
        found = causes.get(point.label) if point.is_regular else None
        if found is None or found.special_cause is None:
            return ""
        return f"{CAUSES[found.special_cause]}: {BETTER[found.improvement]}"

    return [_row(page, point, cause(point)) for point in reversed(page.points)]


def target_rows(page: IndicatorPage) -> Sequence[TargetRow]:
    """Give the targets, the latest first."""
    measure = page.indicator.measure
    return [
        TargetRow(
            target.text or target.words(measure) or TargetKind(target.kind.value).label,
            TargetLevel(target.level.value).label,
            target.starts_on,
            target.ends_on,
        )
        for target in reversed(page.targets)
    ]


def _row(page: IndicatorPage, point: SeriesPoint, cause: str) -> ValueRow:
    words, mark, reason = _judged(page, point)
    return ValueRow(
        period=point.title,
        numerator=_plain(point.held.numerator),
        denominator=_plain(point.held.denominator),
        value=point.text,
        target=words,
        mark=mark,
        reason=reason,
        special_cause=cause,
        printed=point.row.printed if point.row else "",
        note=" ".join(part for part in (_provisional(point), point.row.note if point.row else "") if part),
    )


def _judged(page: IndicatorPage, point: SeriesPoint) -> tuple[str, Mark | None, str]:
    """The target of the point's period in words, the mark, and why there is none."""
    if point.period is None or not page.targets:
        return "", None, ""
    measure = page.indicator.measure
    in_force = target_in_force(page.targets, point.period)
    words = "" if in_force.target is None else in_force.target.words(measure)
    label = f" ({in_force.label})" if words and in_force.label else ""
    if point.is_hidden:
        return f"{words}{label}", None, ""
    judgement = judge(measure, point.held, in_force, period=point.period)
    if judgement.rating is None:
        return f"{words}{label}", None, judgement.reason
    return f"{words}{label}", rating_mark(judgement.rating, DisplayMap(page.indicator.display_map)), ""


def _provisional(point: SeriesPoint) -> str:
    return "Provisional." if point.row is not None and point.row.is_provisional else ""


def _plain(figure: Decimal | None) -> Decimal | None:
    """A count without the noughts that the database keeps behind its point."""
    if figure is None:
        return None
    return figure.quantize(Decimal(1)) if figure == figure.to_integral_value() else figure.normalize()
