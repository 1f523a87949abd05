"""Files in the Department for Education's open-data layout, loaded as the administration maps their columns."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from indicators.models import ColumnMapping, Indicator, PublishedValue
from tests.indicators_factories import IndicatorFactory
from tests.statistics_folder import Folder, counts, reasons

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with every file that is known by name."""
    return Folder(tmp_path)


def mapping(**changed: Any) -> ColumnMapping:
    """What the administration says of the made file."""
    indicator = Indicator.objects.filter(reference="Ended").first() or IndicatorFactory(
        reference="Ended", is_published_statistic=True
    )
    usual = {
        "name": "Ended",
        "file_pattern": "plans_*.csv",
        "column": "ended",
        "filters": {"category": "All"},
    }
    return ColumnMapping.objects.create(indicator=indicator, **usual | changed)


def row(
    level: str = "Local authority", old: str = "372", new: str = "E08000018", figure: str = "12", **other: str
) -> list[str]:
    """A row of the made file."""
    cells = {"country_code": "E92000001", "region_code": "E12000003", "category": "All", **other}
    place = [cells["country_code"], "England", cells["region_code"], "Yorkshire", old, new, "Some name"]
    when = [cells.get("time_period", "2025"), cells.get("time_identifier", "Reporting year")]
    return [*when, level, *place, cells["category"], figure]


def test_a_file_in_the_layout_is_loaded_as_its_mapping_says(folder: Folder) -> None:
    mapping()
    folder.open_data(
        row(), row(old="", new="E09000003", figure="c"), row("Regional", "", "", "low"), row("National", "", "", "900"),
        row(figure="3", category="Girls"), row(figure="11", time_period="202425", time_identifier="Financial year Q2"),
    )  # fmt: skip

    found = folder.load()

    figures = PublishedValue.objects.filter(indicator__reference="Ended").select_related("area", "period")
    assert {(one.area.code, one.period.label): (one.value, one.flag) for one in figures} == {
        ("372", "2025"): (Decimal(12), ""),
        ("302", "2025"): (None, "c"),
        ("982", "2025"): (None, "low"),
        ("970", "2025"): (Decimal(900), ""),
        ("372", "2024-25-Q2"): (Decimal(11), ""),
    }
    assert found["refused"] == []
    assert counts(folder.load()) == (21, 0, 0, 20)


def test_rows_of_the_layout_that_cannot_be_placed_are_refused(folder: Folder) -> None:
    mapping()
    folder.open_data(
        row(old="314 / 318", new=""), row(old="999", new=""), row(new="E09000003"), row("School", "372"),
        row(time_identifier="Week 1"), row(), row(figure="13"), row(old="302", new="", figure=".."),
    )  # fmt: skip

    found = folder.load()

    name = "plans_2025.csv"
    assert reasons(found) == [
        (name, 2, "“314 / 318” is a combined return of several areas."),
        (name, 3, "“999” is the code of no area."),
        (name, 4, "“372” and “E09000003” are codes of different areas."),
        (name, 5, "“School” is no level that is kept here."),
        (name, 6, "“2025” with “Week 1” is no period that is known here."),
        (name, 8, "ended: this area and period stand in the file already. Add a filter to the mapping."),
        (name, 9, "ended: “..” is no figure and none of the codes c z x u k low."),
    ]


def test_a_file_without_a_mapping_is_named_and_left(folder: Folder) -> None:
    mapping(file_pattern="others_*.csv")
    folder.open_data(row())
    folder.write("notes.csv", ["a"], [["b"]])
    (folder.path / "scan.csv").write_bytes(b"\xff\xfe\x00")

    found = folder.load()

    assert (
        "plans_2025.csv: Nothing is loaded: the administration has no column mapping for this file."
        in found["notes"]
    )
    assert "notes.csv" not in {one["file"] for one in found["files"]}


def test_a_mapping_that_names_no_column_stops_its_file_alone(folder: Folder) -> None:
    mapping(column="began")
    folder.open_data(row())

    with pytest.raises(
        CommandError, match=r"plans_2025\.csv has no column began\. Add it, or take the file out\."
    ):
        folder.load()

    assert PublishedValue.objects.count() == 3
