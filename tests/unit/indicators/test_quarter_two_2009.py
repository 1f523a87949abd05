"""The values that the papers of November 2009 print, from typing to the candidates for clinics."""

from decimal import Decimal

import pytest

from indicators.domain.clinic import Standing, candidates
from indicators.domain.judgement import Judgement, Rating, judge
from indicators.domain.measure import Measure, Polarity
from indicators.domain.target import Target, TargetKind, TargetLevel
from indicators.domain.target_in_force import target_in_force
from indicators.domain.travel import Direction, Travel, TravelBasis, travel
from indicators.domain.value import Value
from tests.unit.indicators.measures import NI59, NI65, D, measure, parts, period, target, value

QUARTER_TWO = period("2009-10-Q2")
BASIS = TravelBasis.LAST_OUTTURN

NI60, NI64, NI66 = measure("NI60"), measure("NI64", polarity=Polarity.LOW), measure("NI66")
NI113A = measure("NI113a")


def year_end(typed: str, kind: TargetKind = TargetKind.AT_LEAST) -> Target:
    """A target for March 2010."""
    return target(kind, typed, level=TargetLevel.YEAR_END)


PRINTED: list[tuple[Measure, Value, Value | None, list[Target]]] = [
    (NI59, parts(826, 1128), parts(1767, 2270, "77.8"), [year_end("80")]),
    (NI60, value("63.7"), parts(276, 325, "84.9"), [year_end("86.5")]),
    (NI64, value("2.0"), value("4.8"), []),
    (NI65, value("6.0"), parts(34, 322, "10.6"), [year_end("7", TargetKind.AT_MOST)]),
    (NI66, value("95.8"), value("85.4"), []),
    (NI113A, value("7.1"), None, [target(typed="8.9")]),
]
"""Measure, value of quarter two, outturn of 2008/09 and targets."""


def judged(what: Measure, held: Value, targets: list[Target]) -> Judgement:
    """Judge a value of quarter two."""
    return judge(what, held, target_in_force(targets, QUARTER_TWO), period=QUARTER_TWO)


def gone(what: Measure, held: Value, earlier: Value | None, targets: list[Target]) -> Travel:
    """Hold a value of quarter two against the outturn."""
    is_on_target = judged(what, held, targets).is_on_target
    return travel(what, held, earlier, basis=BASIS, is_on_target=is_on_target)


def test_judgements() -> None:
    found = {what.reference: judged(what, held, targets) for what, held, _, targets in PRINTED}

    assert {
        reference: (one.rating, one.gap, one.label or one.reason) for reference, one in found.items()
    } == {
        "NI59": (Rating.BELOW, D("-6.8"), "year-end target"),
        "NI60": (Rating.BELOW, D("-22.8"), "year-end target"),
        "NI64": (None, None, "No target is set for this period."),
        "NI65": (Rating.EXCEEDS, D("1.0"), "year-end target"),
        "NI66": (None, None, "No target is set for this period."),
        "NI113a": (Rating.BELOW, D("-1.8"), ""),
    }


@pytest.mark.parametrize(
    ("row", "direction", "difference"),
    [
        (0, Direction.DECLINED_OFF_TARGET, D("-4.6")),
        (1, Direction.DECLINED_OFF_TARGET, D("-21.2")),
        (2, Direction.IMPROVED, D("-2.8")),
        (3, Direction.IMPROVED, D("-4.6")),
        (4, Direction.IMPROVED, D("10.4")),
        (5, None, None),
    ],
)
def test_directions_since_the_outturn(
    row: int, direction: Direction | None, difference: Decimal | None
) -> None:
    going = gone(*PRINTED[row])

    assert (going.direction, going.difference) == (direction, difference)


def test_assessments_are_candidates_when_the_year_before_is_the_basis() -> None:
    standings = [
        Standing(
            what.reference,
            is_on_target=judged(what, held, targets).is_on_target,
            has_declined=gone(what, held, earlier, targets).has_declined,
        )
        for what, held, earlier, targets in PRINTED
    ]

    assert [one.reference for one in candidates(standings)] == ["NI59", "NI60"]
