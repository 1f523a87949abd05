"""Thresholds of monthly scorecards: an indicator's own limits for green and amber, in place of a target."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.domain.judgement import Judgement, Rating
from indicators.domain.measure import Measure, Polarity
from indicators.domain.value import Value, read


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where a value is green and from where it is amber, in the measure's unit; the rest is red."""

    green: Decimal
    amber: Decimal


def judge_by_thresholds(measure: Measure, value: Value, thresholds: Thresholds) -> Judgement:
    """Judge a value by thresholds: green is met, red is below; the gap is the distance to green."""
    reading = read(measure, value)
    if reading.value is None:
        return Judgement(None, reading.reason)
    judged = measure.judged(reading.value)
    if measure.polarity not in {Polarity.HIGH, Polarity.LOW}:
        return Judgement(None, "Thresholds need a direction. Choose high or low.", judged)
    to_green, to_amber = _gaps(measure, thresholds, judged)
    if to_green > to_amber:
        return Judgement(
            None, "The threshold for amber is better than the one for green. Exchange them.", judged
        )
    if to_green >= 0:
        return Judgement(Rating.MET, "", judged, to_green)
    return Judgement(Rating.AMBER if to_amber >= 0 else Rating.BELOW, "", judged, to_green)


def _gaps(measure: Measure, thresholds: Thresholds, judged: Decimal) -> tuple[Decimal, Decimal]:
    if measure.polarity is Polarity.HIGH:
        return judged - thresholds.green, judged - thresholds.amber
    return thresholds.green - judged, thresholds.amber - judged
