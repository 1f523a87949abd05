"""Loading published statistics: what is taken up, what is refused and why, and that a second time changes nothing."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from childservices.choices import Role
from childservices.models import AuditEvent
from childservices.operations.editing import NotAllowed
from indicators.choices import Polarity
from indicators.models import (
    Area,
    Indicator,
    Neighbour,
    NeighbourModel,
    PublishedPeriod,
    PublishedValue,
    StatisticsImport,
)
from indicators.operations.statistics import import_published, values
from tests.indicators_factories import AreaFactory, IndicatorFactory
from tests.statistics_folder import (
    AREA_COLUMNS,
    AREAS,
    LABEL_COLUMNS,
    LABELS,
    MEASURE_COLUMNS,
    MEASURES,
    NEIGHBOUR_COLUMNS,
    NEIGHBOURS,
    VALUES,
    Folder,
    counts,
    reasons,
)

CORRECT = "Correct the period, or leave the row out."

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with every file that is known by name."""
    return Folder(tmp_path)


def test_everything_is_taken_up(folder: Folder) -> None:
    found = folder.load()

    assert counts(found) == (15, 15, 0, 0)
    assert found["refused"] == []
    measure = Indicator.objects.get(reference="Plans/ended%")
    assert (measure.polarity, measure.decimals, measure.is_published_statistic) == (Polarity.HIGH, 1, True)
    figures = {row.area.code: (row.value, row.flag) for row in PublishedValue.objects.select_related("area")}
    assert figures == {
        "372": (Decimal("57.60"), ""),
        "302": (Decimal("14825549524.0000019073"), ""),
        "970": (None, "x"),
    }
    assert found["notes"] == [
        "lait_values_long.csv: 1 row has no figure and no reason. It is kept as not available (x)."
    ]


def test_areas_lie_in_regions_and_former_ones_are_marked(folder: Folder) -> None:
    folder.load()

    lies_in = {area.code: area.region and area.region.code for area in Area.objects.select_related("region")}
    assert lies_in == {
        "372": "982", "302": "988", "909": "982", "982": None, "986": None, "988": "986", "970": None,
    }  # fmt: skip
    assert list(Area.objects.filter(is_former=True).values_list("code", flat=True)) == ["909"]
    assert Area.objects.get(code="970").ons_code == "E92000001"


def test_a_second_time_changes_nothing_and_says_so(folder: Folder) -> None:
    folder.load()

    again = folder.load()

    assert counts(again) == (15, 0, 0, 15)
    assert AuditEvent.objects.filter(verb="statistics.imported").count() == 10  # five files, twice
    assert StatisticsImport.objects.filter(file_name="areas.csv").count() == 2


def test_what_was_loaded_is_kept_with_its_hash_and_licence(folder: Folder) -> None:
    folder.load()

    row = StatisticsImport.objects.get(file_name="lait_values_long.csv")
    event = AuditEvent.objects.get(subject_id=str(row.pk))
    assert (row.licence, row.state, row.read, row.created) == (
        "Open Government Licence v3.0", "confirmed", 3, 3,
    )  # fmt: skip
    assert len(row.sha256) == 64
    assert event.detail["created"] == 3
    assert event.detail["sha256"] == row.sha256


def test_a_new_edition_changes_what_differs_and_keeps_what_it_no_longer_has(folder: Folder) -> None:
    folder.load()
    folder.values(["Plans/ended%", "372", "Rotherham", "2025", "58.1", ""])

    found = folder.load()

    values = next(one for one in found["files"] if one["file"] == "lait_values_long.csv")
    assert values == {
        "file": "lait_values_long.csv", "read": 1, "created": 0, "updated": 1, "unchanged": 0, "kept": 2,
    }  # fmt: skip
    assert PublishedValue.objects.get(area__code="372").value == Decimal("58.1")
    assert PublishedValue.objects.count() == 3


def test_a_changed_list_of_neighbours_takes_the_place_of_the_old_one(folder: Folder) -> None:
    folder.load()
    swapped = [["2025-05", "372", "1", "909", "Close"], ["2025-05", "372", "2", "302", "Close"]]
    folder.write("statistical_neighbours.csv", NEIGHBOUR_COLUMNS, swapped)

    found = folder.load()

    assert (found["created"], found["updated"]) == (0, 2)
    in_order = Neighbour.objects.order_by("rank").values_list("neighbour__code", flat=True)
    assert list(in_order) == ["909", "302"]
    assert NeighbourModel.objects.get().title == "Statistical neighbours, May 2025"


def test_renamed_areas_are_changed_and_our_own_stays_our_own(folder: Folder) -> None:
    AreaFactory(code="372", name="Old name")

    found = folder.load()

    own = Area.objects.get(is_own=True)
    assert (own.code, own.name) == ("372", "Rotherham")
    assert found["updated"] == 1


def test_rows_that_cannot_be_kept_are_refused_with_their_reason(folder: Folder) -> None:
    IndicatorFactory(reference="NI59")
    folder.values(
        VALUES[0],
        VALUES[0],
        ["Plans/ended%", "999", "Nowhere", "2025", "1", ""],
        ["Plans/ended%", "302", "Barnet", "some day", "1", ""],
        ["Plans/ended%", "302", "Barnet", "2025", "1,128", ""],
        ["NI59", "302", "Barnet", "2025", "73", ""],
        ["", "302", "Barnet", "2025", "73", ""],
        ["Plans/ended%"],
    )

    found = folder.load()

    name = "lait_values_long.csv"
    rules = values.NO_CODE
    assert sorted(reasons(found), key=lambda row: row[1]) == [
        (name, 3, "Plans/ended% has a figure for area 372 and 2025 already."),
        (name, 4, "No area has the code “999”."),
        (name, 5, "“some day” is no label of a period."),
        (name, 6, "“1,128” is no figure."),
        (name, 7, rules),
        (name, 8, rules),
        (name, 9, "No area has the code “”."),
    ]
    assert PublishedValue.objects.count() == 1


def test_a_measure_that_nobody_describes_is_taken_up_under_its_code(folder: Folder) -> None:
    folder.values(
        ["Unknown", "372", "Rotherham", "2014-16", "3", ""],
        ["Unknown", "372", "Rotherham", "2017-19", "4", ""],
    )

    found = folder.load()

    made = Indicator.objects.get(reference="Unknown")
    assert (made.title, made.polarity) == ("Unknown", Polarity.NONE)
    (note,) = found["notes"]
    assert note.startswith("lait_values_long.csv: Unknown: no measure is described under this code.")
    assert PublishedPeriod.objects.get(label="2017-19").years == 3


def test_wrong_reference_rows_are_refused(folder: Folder) -> None:
    folder.write("areas.csv", AREA_COLUMNS, [*AREAS, ["37", "Half a code", "NA", "", "local_authority", ""]])
    folder.write(
        "statistical_neighbours.csv",
        NEIGHBOUR_COLUMNS,
        [*NEIGHBOURS, NEIGHBOURS[0], ["May", "1", "2", "3", ""]],
    )
    folder.write("lait_measures.csv", MEASURE_COLUMNS, [*MEASURES, MEASURES[0]])
    folder.write(
        "lait_period_labels.csv",
        LABEL_COLUMNS,
        [*LABELS, ["0", "0", "0", "1"], ["2026", "2025", "2026", "1"]],
    )

    found = folder.load()

    assert reasons(found) == [
        ("areas.csv", 9, "An area needs a code of three digits, a name, and a level that is known here."),
        ("statistical_neighbours.csv", 4, "Area 372 has a neighbour of rank 1 already."),
        ("statistical_neighbours.csv", 5, "“May”, “1”, “3”: give a year and month, and codes of areas."),
        ("lait_measures.csv", 3, "“Plans/ended%” has no title, stands twice, or is an indicator of our own."),
        ("lait_period_labels.csv", 4, f"“0” is no label of published statistics. {CORRECT}"),
        ("lait_period_labels.csv", 5, "“2026” runs from 2026 to 2026, not 2025 to 2026."),
    ]  # fmt: skip


# Doors -----------------------------------------------------------------------------------------------------------


def test_a_folder_without_statistics_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no file of published statistics"):
        call_command("import_published", str(tmp_path))


def test_a_file_that_is_no_text_is_refused_and_those_before_it_stay(folder: Folder) -> None:
    (folder.path / "lait_measures.csv").write_bytes(b"\xff\xfe\x00PK")

    with pytest.raises(CommandError, match=r"lait_measures\.csv cannot be read as a CSV file in UTF-8"):
        folder.load()

    assert Area.objects.count() == 7
    assert not Indicator.objects.exists()


def test_without_json_it_says_the_same_in_sentences(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.values(["Plans/ended%", "999", "Nowhere", "2025", "1", ""])

    call_command("import_published", str(folder.path))

    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "13 rows read: 12 new, 0 changed, 0 as before, 1 refused.",
        "  lait_values_long.csv, row 2: No area has the code “999”.",
    ]
    assert told.err.splitlines()[:2] == [
        "areas.csv: reading",
        "areas.csv: 7 rows read, 7 new, 0 changed, 0 as before, 0 refused",
    ]


def test_only_performance_officers_and_administrators_load(
    folder: Folder, user_with_role: Any, at: Any
) -> None:
    with pytest.raises(NotAllowed, match="Only performance officers and administrators load statistics"):
        import_published(directory=folder.path, by=user_with_role(Role.OFFICER), at=at)

    tallies = import_published(directory=folder.path, by=user_with_role(Role.PERFORMANCE_OFFICER), at=at)
    assert sum(tally.created for tally in tallies) == 15
