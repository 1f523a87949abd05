"""Rotherham beside others in the published statistics of 2025, as worked out apart from this program."""

import csv
import gzip
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.domain.comparator import (
    AreaValue,
    Change,
    Comparison,
    NeighbourMean,
    Previous,
    Quartiles,
    change,
    compare,
)

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data" / "published"

Values = Mapping[tuple[str, str], Mapping[str, Decimal | None]]


def read(name: str) -> list[dict[str, str]]:
    """The rows of a published file."""
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def published() -> Values:
    """Values by area, of the (measure, period)s that were worked out apart from this program."""
    if not PUBLISHED.is_dir():
        pytest.skip(f"the published statistics are not at {PUBLISHED}")
    found: dict[tuple[str, str], dict[str, Decimal | None]] = {
        ("ReReferral", "2024"): {},
        ("ReReferral", "2025"): {},
        ("16-17 NEET", "2025"): {},
        ("%_3&4yr_olds", "2025"): {},
        ("LAC_Convictions", "2025"): {},
        ("KS2M_Expected_STD", "2025"): {},
        ("CINCease1-2", "2025"): {},
    }
    with gzip.open(PUBLISHED / "lait_values_long.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for code, area, _, period, value, _ in csv.reader(file):
            if (code, period) in found:
                found[code, period][area] = Decimal(value) if value else None
    return found


@pytest.fixture(scope="module")
def rotherham(published: Values) -> Callable[[str, str], Comparison]:
    """Compare Rotherham in 2025, by (measure, polarity), with its neighbours of May 2025."""
    authorities = [row["la_code"] for row in read("areas.csv") if row["level"] == "local_authority"]
    neighbours = [
        row["neighbour_la_code"]
        for row in read("statistical_neighbours.csv")
        if row["model"] == "2025-05" and row["la_code"] == "372"
    ]
    return lambda measure, polarity: compare(
        published[measure, "2025"],
        area="372",
        neighbours=neighbours,
        local_authorities=authorities,
        polarity=polarity,
    )


def cut(p25: str, p50: str, p75: str) -> Quartiles:
    """Three cuts."""
    return Quartiles(Decimal(p25), Decimal(p50), Decimal(p75))


def test_re_referrals(rotherham: Callable[[str, str], Comparison]) -> None:
    assert rotherham("ReReferral", "low") == Comparison(
        value=Decimal("19.6"),
        neighbours=NeighbourMean(Decimal("20.51"), 10),
        rank=67,
        ranked=153,
        quartiles=cut("16.9", "20.0", "23.0"),
        band="B",
        top_quartile=Decimal("16.9"),
        best_neighbour=AreaValue("390", Decimal("13.9")),
    )


def test_re_referrals_changed(published: Values) -> None:
    values = {period: published["ReReferral", period]["372"] for period in ("2024", "2025")}

    assert change(values, period="2025", published={"2024": 2024, "2025": 2025}) == Change(
        Previous("2024", Decimal("17.7"), is_consecutive=True), Decimal("1.9")
    )


def test_young_people_not_in_education_stand_on_the_upper_cut(
    rotherham: Callable[[str, str], Comparison],
) -> None:
    assert rotherham("16-17 NEET", "low") == Comparison(
        value=Decimal("4.4"),
        neighbours=NeighbourMean(Decimal("4.38"), 10),
        rank=115,
        ranked=153,
        quartiles=cut("2.2", "3.4", "4.4"),
        band="C",
        top_quartile=Decimal("2.2"),
        best_neighbour=AreaValue("332", Decimal("2.4")),
    )


def test_nursery_places_stand_on_the_upper_cut_where_high_is_good(
    rotherham: Callable[[str, str], Comparison],
) -> None:
    assert rotherham("%_3&4yr_olds", "high") == Comparison(
        value=Decimal("97.2"),
        neighbours=NeighbourMean(Decimal("96.17"), 10),
        rank=38,
        ranked=153,
        quartiles=cut("90.5", "94.2", "97.2"),
        band="B",
        top_quartile=Decimal("97.2"),
        best_neighbour=AreaValue("390", Decimal("102.4")),
    )


def test_convictions_were_published_by_few(rotherham: Callable[[str, str], Comparison]) -> None:
    answer = rotherham("LAC_Convictions", "low")

    assert answer.neighbours == NeighbourMean(Decimal(24) / 7, 7)
    assert answer.neighbours.is_flagged
    assert (answer.rank, answer.ranked, answer.band) == (34, 92, "B")
    assert answer.quartiles == cut("0", "2", "4")
    assert answer.best_neighbour == AreaValue("384", Decimal(0))


def test_arithmetic_at_eleven_stands_on_the_lower_cut_with_seventeen_others(
    rotherham: Callable[[str, str], Comparison],
) -> None:
    assert rotherham("KS2M_Expected_STD", "high") == Comparison(
        value=Decimal(72),
        neighbours=NeighbourMean(Decimal("75.2"), 10),
        rank=109,
        ranked=151,
        quartiles=cut("72", "74", "77"),
        band="D",
        top_quartile=Decimal(77),
        best_neighbour=AreaValue("370", Decimal(77)),
    )


def test_short_times_in_need_are_neither_good_nor_bad(rotherham: Callable[[str, str], Comparison]) -> None:
    assert rotherham("CINCease1-2", "-") == Comparison(
        value=Decimal("15.8"),
        neighbours=NeighbourMean(Decimal("14.3"), 10),
        rank=None,
        ranked=150,
        quartiles=cut("10.625", "13.5", "15.8"),
        band=None,
        top_quartile=None,
        best_neighbour=None,
    )
