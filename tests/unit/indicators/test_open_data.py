"""The department's open-data layout: periods, figures and codes."""

import pytest

from indicators.domain.open_data import (
    OpenDataPeriod,
    UnknownLayout,
    read_figure,
    read_open_data_period,
    series_place,
)


@pytest.mark.parametrize(
    ("period", "identifier", "expected"),
    [
        ("2025", "Reporting year", OpenDataPeriod("2025", 2025, 2025)),
        ("2024", "Calendar year", OpenDataPeriod("2024", 2024, 2024)),
        ("202425", "Financial year", OpenDataPeriod("2024-25", 2024, 2025)),
        ("199900", "Tax year", OpenDataPeriod("1999-00", 1999, 2000)),
        ("202425", "Academic year", OpenDataPeriod("2024/25", 2024, 2025)),
        ("202425", "Financial year Q2", OpenDataPeriod("2024-25-Q2", 2024, 2025, 2)),
        ("2024", "Calendar year Q4", OpenDataPeriod("2024-Q4", 2024, 2024, 4)),
        ("202425", "Spring term", OpenDataPeriod("2024/25-T2", 2024, 2025, 2)),
        ("2024", "October", OpenDataPeriod("2024-M10", 2024, 2024, 10)),
    ],
)
def test_a_period_is_read(period: str, identifier: str, expected: OpenDataPeriod) -> None:
    assert read_open_data_period(period, identifier) == expected


@pytest.mark.parametrize(
    ("period", "identifier"),
    [
        ("2025", "Financial year"),
        ("202426", "Financial year"),
        ("202425", "Reporting year"),
        ("202425", "Financial year Q5"),
        ("2024", "Calendar year Q5"),
        ("2024", "Week 12"),
        ("2024", "Autumn term"),
        ("next year", "Calendar year"),
        ("2024", ""),
    ],
)
def test_what_is_no_period_is_refused_with_what_stood_there(period: str, identifier: str) -> None:
    with pytest.raises(UnknownLayout) as refusal:
        read_open_data_period(period, identifier)

    assert refusal.value.sentence == f"“{period}” with “{identifier}” is no period that is known here."


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        (("2024", 2024, 0), ("2025", 2025, 0), ""),
        (("2013/14-15/16", 2016, 0), ("2014/15-16/17", 2017, 0), ""),
        (("2023-24-Q4", 2024, 4), ("2024-25-Q1", 2025, 1), "Q"),
        (("2023/24-T3", 2024, 3), ("2024/25-T1", 2025, 1), "T"),
        (("2023-M12", 2023, 12), ("2024-M01", 2024, 1), "M"),
    ],
)
def test_periods_that_follow_each_other_differ_by_one(
    earlier: tuple[str, int, int], later: tuple[str, int, int], kind: str
) -> None:
    before, after = series_place(*earlier), series_place(*later)

    assert (before[0], after[0]) == (kind, kind)
    assert after[1] - before[1] == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19.6", ("19.6", "")),
        ("-0.13", ("-0.13", "")),
        ("14825549524.0000019073", ("14825549524.0000019073", "")),
        ("c", (None, "c")),
        ("low", (None, "low")),
        ("", (None, "x")),
    ],
)
def test_a_figure_keeps_its_digits_and_a_missing_one_its_code(
    text: str, expected: tuple[str | None, str]
) -> None:
    assert read_figure(text) == expected


@pytest.mark.parametrize("text", ["..", "1,128", "19.6%", "NaN", "1e5", "٣"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(UnknownLayout) as refusal:
        read_figure(text)

    assert refusal.value.sentence == f"“{text}” is no figure and none of the codes c z x u k low."
