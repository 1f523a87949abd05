"""A folder of made statistics in the layouts in which they are published."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command

AREA_COLUMNS = "la_code area_name region ons_code level former".split()
AREAS = [
    ["372", "Rotherham", "Yorkshire", "E08000018", "local_authority", ""],
    ["302", "Barnet", "Outer London", "E09000003", "local_authority", ""],
    ["909", "Cumbria", "Yorkshire", "", "local_authority", "Y"],
    ["982", "Yorkshire", "NA", "", "region", ""],
    ["986", "London", "NA", "", "region", ""],
    ["988", "London (Outer)", "NA", "", "region", ""],
    ["970", "England", "NA", "", "national", ""],
]
NEIGHBOUR_COLUMNS = "model la_code rank neighbour_la_code closeness".split()
NEIGHBOURS = [["2025-05", "372", "1", "302", "Close"], ["2025-05", "372", "2", "909", "Not close"]]
MEASURE_COLUMNS = (
    "measure_code title polarity unit_label dps year_type no_quartile owner source_url description methodology"
).split()
MEASURES = [
    [
        "Plans/ended%",
        "Plans that ended",
        "High",
        "% of plans",
        "NA",
        "Financial Year",
        "NA",
        "Office",
        "",
        "Said",
        "How",
    ]
]
LABEL_COLUMNS = "period start_year end_year n_years".split()
LABELS = [["2025", "2025", "2025", "1"], ["2014-16", "2014", "2016", "3"]]
VALUE_COLUMNS = "measure_code la_code area_name period value flag".split()
VALUES = [
    ["Plans/ended%", "372", "Rotherham", "2025", "57.60", ""],
    ["Plans/ended%", "302", "Barnet", "2025", "14825549524.0000019073", ""],
    ["Plans/ended%", "970", "England", "2025", "", "missing"],
]
OPEN_COLUMNS = (
    "time_period time_identifier geographic_level country_code country_name region_code region_name old_la_code "
    "new_la_code la_name category ended"
).split()


class Folder:
    """A folder of made statistics, one file of which can be written anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("areas.csv", AREA_COLUMNS, AREAS)
        self.write("statistical_neighbours.csv", NEIGHBOUR_COLUMNS, NEIGHBOURS)
        self.write("lait_measures.csv", MEASURE_COLUMNS, MEASURES)
        self.write("lait_period_labels.csv", LABEL_COLUMNS, LABELS)
        self.values(*VALUES)

    def write(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        with (self.path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])

    def values(self, *rows: Sequence[str]) -> None:
        self.write("lait_values_long.csv", VALUE_COLUMNS, rows)

    def open_data(self, *rows: Sequence[str], name: str = "plans_2025.csv") -> None:
        self.write(name, OPEN_COLUMNS, rows)

    def load(self) -> dict[str, Any]:
        """What the command prints."""
        printed = io.StringIO()
        call_command("import_published", str(self.path), json=True, stdout=printed, stderr=io.StringIO())
        assert printed.getvalue().count("\n") == 1
        found: dict[str, Any] = json.loads(printed.getvalue())
        return found


def counts(found: dict[str, Any]) -> tuple[int, int, int, int]:
    """How many rows were read, new, changed, and as before."""
    return found["read"], found["created"], found["updated"], found["unchanged"]


def reasons(found: dict[str, Any]) -> list[tuple[str, int, str]]:
    """Every refused row."""
    return [(row["file"], row["row"], row["reason"]) for row in found["refused"]]
