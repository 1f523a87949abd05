"""Whether a measure is met for the year, beside every row of 2008/09."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.domain.measure import (
    MeasureKind,
    Outcome,
    QuarterFigure,
    Tally,
    YearVerdict,
    is_met_by_totals,
    tally,
    verdict_for_year,
)
from tests.unit.partnerships.seeds import figure, needs_seeds, seed_rows

SHARES = st.decimals(min_value=1, max_value=100, places=1)


def quarters(*pairs: tuple[object, object]) -> list[QuarterFigure]:
    return [QuarterFigure(*(None if one is None else Decimal(str(one)) for one in pair)) for pair in pairs]


def of_seed(row: dict[str, str]) -> YearVerdict:
    kind = MeasureKind.PERCENT if row["measure_unit"].startswith("percent") else MeasureKind.COUNT
    found = [QuarterFigure(figure(row[f"q{n}_forecast"]), figure(row[f"q{n}_actual"])) for n in range(1, 5)]
    return verdict_for_year(kind, found)


@needs_seeds
def test_the_three_figures_of_2008_stand_beside_each_other() -> None:
    rows, providers = seed_rows("provider_outputs.csv"), seed_rows("providers.csv")
    printed = [
        (int(row["measures_achieved_printed"]), int(row["measures_total_printed"])) for row in providers[:20]
    ]
    totals = [is_met_by_totals(figure(row["total_forecast"]), figure(row["total_actual"])) for row in rows]

    found = tally(len(rows), [of_seed(row).outcome for row in rows])

    assert (sum(met for met, _ in printed), sum(agreed for _, agreed in printed)) == (87, 105)
    assert (sum(totals), len(totals)) == (88, 106)
    assert found == Tally(agreed=106, assessed=105, met=86)


@needs_seeds
def test_only_two_rows_are_judged_otherwise_than_their_printed_totals_say() -> None:
    differing = {
        (row["provider_no"], row["output_no"])
        for row in seed_rows("provider_outputs.csv")
        if is_met_by_totals(figure(row["total_forecast"]), figure(row["total_actual"]))
        != (of_seed(row).outcome == Outcome.MET)
    }

    assert differing == {("2", "6"), ("14", "2")}


@pytest.mark.parametrize(
    ("kind", "pairs", "outcome", "forecast", "actual"),
    [
        (MeasureKind.COUNT, [(None, 2), (None, 6), (15, 7)], Outcome.MET, 15, 15),
        (MeasureKind.COUNT, [(12, 24), (12, 20), (12, 2)], Outcome.MET, 36, 46),
        (MeasureKind.COUNT, [(None, 209), (None, 54)], Outcome.NOT_ASSESSED, 0, 263),
        (MeasureKind.COUNT, [(12, None)], Outcome.NOT_ASSESSED, 12, None),
        (MeasureKind.MONEY, [("10.50", "10.49")], Outcome.MISSED, "10.50", "10.49"),
        (MeasureKind.PERCENT, [(100, 80), (100, 100), (None, 100)], Outcome.MISSED, 100, 90),
        (MeasureKind.PERCENT, [(0, 0), (25, 0), (25, 50)], Outcome.MET, 25, 25),
        (MeasureKind.PERCENT, [(50, None)], Outcome.NOT_ASSESSED, None, None),
        (MeasureKind.YES_NO, [(1, 1), (1, 0)], Outcome.MISSED, 2, 1),
        (MeasureKind.YES_NO, [(1, 1), (0, None)], Outcome.MET, 1, 1),
        (MeasureKind.YES_NO, [(None, None)], Outcome.NOT_ASSESSED, None, None),
    ],
)
def test_a_year_by_hand(
    kind: MeasureKind, pairs: list[tuple[object, object]], outcome: Outcome, forecast: object, actual: object
) -> None:
    found = verdict_for_year(kind, quarters(*pairs))

    expected = [None if one is None else Decimal(str(one)) for one in (forecast, actual)]
    assert (found.outcome, [found.forecast, found.actual]) == (outcome, expected)


def test_a_percentage_whose_cohort_is_known_counts_everybody_alike() -> None:
    cohorts = [QuarterFigure(Decimal(50), Decimal(100), Decimal(1), Decimal(1))]
    cohorts += [QuarterFigure(Decimal(50), Decimal(40), Decimal(40), Decimal(100))]

    found = verdict_for_year(MeasureKind.PERCENT, cohorts)

    assert (found.outcome, round(found.actual or 0, 2)) == (Outcome.MISSED, Decimal("40.59"))
    assert found.basis == "Share of the whole cohort"


@given(st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=4))
def test_no_percentage_is_ever_summed(pairs: list[tuple[Decimal, Decimal]]) -> None:
    found = verdict_for_year(MeasureKind.PERCENT, [QuarterFigure(*pair) for pair in pairs])

    assert found.actual is not None
    assert min(actual for _, actual in pairs) <= found.actual <= max(actual for _, actual in pairs)


@given(st.integers(min_value=0, max_value=200), st.lists(st.sampled_from(Outcome)))
def test_what_was_agreed_never_drifts_with_what_is_reported(agreed: int, outcomes: list[Outcome]) -> None:
    found = tally(agreed, outcomes)

    assert found.agreed == agreed
    assert 0 <= found.met <= found.assessed <= len(outcomes)
