"""Comparisons computed from the imported statistics, beside the same worked out from the raw files by other means."""

import csv
import gzip
import json
import shutil
import statistics
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from indicators.models import PublishedValue
from indicators.operations.statistics import import_published

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data" / "published"
VALUES = "lait_values_long.csv.gz"
MEASURES = (
    "ReReferral", "16-17 NEET", "%_3&4yr_olds", "LAC_Convictions", "KS2M_Expected_STD", "CINCease1-2", "CIN",
    "NEW_KS2_RWM_Sen_W/Osta", "Social_Work_Starters", "InfMort", "CINPermExclusion", "KS2R_AVG_Scaled_Score",
    "A3A", "TotalLACFinance", "CPP_Total_Rateper10,000", "Hosp_Adm_Alc_<18yrs", "C&YPExpenditure", "RTA",
)  # fmt: skip
AREAS = ("372", "201", "302", "838", "931", "928", "982", "970")

Raw = Mapping[str, Mapping[str, Mapping[str, str]]]

pytestmark = pytest.mark.django_db


@cache
def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a published file."""
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def raw(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Raw]:
    """The figures of some measures as they stand in the file, by measure, period and area; they are imported too."""
    if not PUBLISHED.is_dir():
        pytest.skip(f"the published statistics are not at {PUBLISHED}")
    folder = tmp_path_factory.mktemp("published")
    for name in ("areas.csv", "statistical_neighbours.csv", "lait_measures.csv", "lait_period_labels.csv"):
        shutil.copy(PUBLISHED / name, folder)
    found: dict[str, dict[str, dict[str, str]]] = {}
    with (
        gzip.open(PUBLISHED / VALUES, "rt", encoding="utf-8", newline="") as file,
        gzip.open(folder / VALUES, "wt", encoding="utf-8", newline="") as kept,
    ):
        reader, writer = csv.reader(file), csv.writer(kept)
        writer.writerow(next(reader))
        for row in reader:
            if row[0] in MEASURES:
                writer.writerow(row)
                found.setdefault(row[0], {}).setdefault(row[3], {})[row[1]] = row[4]
    with django_db_blocker.unblock(), transaction.atomic():
        import_published(directory=folder, by=None, at=datetime(2026, 4, 27, 9, 0, tzinfo=UTC))
        yield found
        transaction.set_rollback(True)


def worked_out(raw: Raw, code: str, period: str, area: str) -> dict[str, Any]:
    """The same comparison by another way: sorted lists, and quartiles of Python's own library."""
    measure = next((row for row in rows_of("lait_measures.csv") if row["measure_code"] == code), None)
    polarity = measure["polarity"] if measure else "-"
    areas = {row["la_code"]: row for row in rows_of("areas.csv")}
    values = {place: Decimal(text) for place, text in raw[code][period].items() if text}
    own = values.get(area)
    peers = sorted(
        value
        for place, value in values.items()
        if areas[place]["level"] == "local_authority" and areas[place]["former"] != "Y"
    )
    is_peer = areas[area]["level"] == "local_authority" and areas[area]["former"] != "Y"
    near = [
        row["neighbour_la_code"]
        for row in rows_of("statistical_neighbours.csv")
        if row["model"] == "2025-05" and row["la_code"] == area
    ]
    known = [values[place] for place in near if place in values]
    found: dict[str, Any] = {"value": own, "ranked": len(peers), "neighbour_n": len(known)}
    found["neighbour_mean"] = statistics.mean(known) if known else None
    found["england"] = values.get("970")
    found["rank"] = None
    if own is not None and is_peer and polarity in {"High", "Low"}:
        in_order = peers if polarity == "Low" else peers[::-1]
        found["rank"] = in_order.index(own) + 1
    if polarity in {"High", "Low"} and known:
        found["best"] = min(known) if polarity == "Low" else max(known)
    return found | bands(peers, own if is_peer else None, polarity, measure)


def bands(
    peers: list[Decimal], own: Decimal | None, polarity: str, measure: Mapping[str, str] | None
) -> dict[str, Any]:
    """Quartiles by the library's inclusive method, and the band by counting the cuts below a value."""
    if measure is not None and measure["no_quartile"] == "N":
        return {"cuts": None, "band": None}
    cuts = statistics.quantiles(peers, n=4, method="inclusive")
    place = sum(own > cut for cut in cuts) if own is not None else None
    letters = {"Low": "ABCD", "High": "DCBA"}.get(polarity)
    return {"cuts": cuts, "band": letters[place] if letters and place is not None else None}


def asked(client: Client, code: str, **query: str) -> Any:
    """What the public JSON answers."""
    response = client.get(reverse("api:indicator_comparison", args=[code]), query)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def number(text: str | None) -> Decimal | None:
    """The figure of a text."""
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("code", MEASURES)
def test_every_area_compares_as_worked_out_by_other_means(client: Client, raw: Raw, code: str) -> None:
    measured = [period for period, values in raw[code].items() if any(values.values())]
    for period in (max(measured), min(measured)):
        for area in AREAS:
            expected = worked_out(raw, code, period, area)

            answer = asked(client, code, area=area, period=period, model="2025-05")

            where = (code, period, area)
            assert (where, number(answer["value"])) == (where, expected["value"])
            assert (where, answer["rank"], answer["ranked"]) == (where, expected["rank"], expected["ranked"])
            assert (where, answer["neighbour_n"]) == (where, expected["neighbour_n"])
            assert close(answer["neighbour_mean"], expected["neighbour_mean"]), where
            assert (where, number(answer["england"])) == (where, expected["england"])
            assert (where, answer["band"]) == (where, expected["band"])
            cuts = answer["quartiles"]
            shown = cuts and [cuts[name] for name in ("p25", "p50", "p75")]
            assert (shown is None) == (expected["cuts"] is None), where
            assert all(map(close, shown or [], expected["cuts"] or [])), where
            best = answer["best_neighbour"]
            assert (where, number(best and best["value"])) == (where, expected.get("best"))


def close(text: str | None, value: Decimal | None) -> bool:
    """Whether a figure that was computed is the same to ten decimals."""
    if text is None or value is None:
        return text is value
    return abs(Decimal(text) - Decimal(value)) <= Decimal("0.0000000001")


def test_re_referrals_of_rotherham(client: Client, raw: Raw) -> None:
    answer = asked(client, "ReReferral", area="372", period="2025", model="2025-05")

    told = (
        "value", "previous", "change", "neighbour_mean", "neighbour_n", "rank", "ranked", "band", "quartiles",
        "best_neighbour", "neighbour_note",
    )  # fmt: skip
    assert {name: answer[name] for name in told} == {
        "value": "19.6",
        "previous": {"period": "2024", "value": "17.7", "consecutive": True},
        "change": "1.9",
        "neighbour_mean": "20.5100",
        "neighbour_n": 10,
        "rank": 67,
        "ranked": 153,
        "band": "B",
        "quartiles": {"p25": "16.9000", "p50": "20.0000", "p75": "23.0000"},
        "best_neighbour": {"area": "390", "value": "13.9"},
        "neighbour_note": None,
    }


def test_tests_at_eleven_were_not_held_for_two_years(client: Client, raw: Raw) -> None:
    answer = asked(client, "KS2M_Expected_STD", area="372", period="2022", model="2025-05")

    before = Decimal(raw["KS2M_Expected_STD"]["2019"]["372"])
    assert answer["previous"] == {"period": "2019", "value": f"{before}", "consecutive": False}
    assert Decimal(answer["change"]) == Decimal(raw["KS2M_Expected_STD"]["2022"]["372"]) - before


def test_the_older_list_of_neighbours_gives_another_mean(client: Client, raw: Raw) -> None:
    newer = asked(client, "ReReferral", area="372", period="2025", model="2025-05")
    older = asked(client, "ReReferral", area="372", period="2025", model="2021-04")

    assert [one["area"] for one in newer["neighbours"]] != [one["area"] for one in older["neighbours"]]
    assert newer["neighbour_mean"] != older["neighbour_mean"]
    assert newer["rank"] == older["rank"] == 67


def test_a_borough_of_london_is_compared_with_london_where_its_part_of_it_has_no_figure(
    client: Client, raw: Raw
) -> None:
    without = [
        (code, period)
        for code, periods in raw.items()
        for period, values in periods.items()
        if not values.get("988") and values.get("986")
    ]
    code, period = without[0]

    answer = asked(client, code, area="302", period=period, model="2025-05")

    assert (answer["region_name"], Decimal(answer["region"])) == ("London", Decimal(raw[code][period]["986"]))


def test_every_figure_is_kept_digit_by_digit(raw: Raw) -> None:
    longest = max(
        ((text, code, period, area)
         for code, periods in raw.items() for period, values in periods.items() for area, text in values.items()),
        key=lambda one: len(one[0]),
    )  # fmt: skip
    text, code, period, area = longest

    row = PublishedValue.objects.get(indicator__reference=code, period__label=period, area__code=area)

    assert len(text) > 17
    assert f"{row.value:f}" == text
