"""Tables of figures: what the operations refuse whoever calls them, and what they leave in order."""

from typing import Any

import pytest

from childservices.domain.refusals import EditConflict
from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from reports.choices import ReportState
from reports.models import Appendix, DataTable, Report
from reports.operations import add_data_table, change_data_table, remove_data_table
from tests.papers import AT, Office

VALUES: dict[str, Any] = {
    "key": "places",
    "caption": "Places",
    "columns": [{"label": "Ward", "group": "", "numeric": False}],
    "rows": [["Maltby"]],
}


@pytest.fixture
def appendix(office: Office) -> Appendix:
    return office.appendix(office.report())


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"rows": [["Maltby", "1"]]}, "contents", "Row 1 has 2 cells. Give it 1, one for each column."),
        ({"columns": [{"label": ""}]}, "contents", "Column 1 has no heading. Write what stands in it."),
        ({"row_headers": 2}, "row_headers", "More columns name the row than the table has. Choose fewer."),
        ({"totals": 2}, "totals", "More rows are totals than the table has. Choose fewer."),
        ({"key": "arrivals"}, "key", "There is a table “arrivals” here already. Choose another name."),
    ],
)
def test_a_table_that_could_not_be_read_is_refused(
    office: Office, appendix: Appendix, changed: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_data_table(holder=appendix, values=VALUES | changed, by=office.officer, at=AT)

    assert (refused.value.field, refused.value.sentence) == (field, sentence)
    assert DataTable.objects.count() == 1


def test_a_table_joins_at_the_end_and_touches_the_report(office: Office, appendix: Appendix) -> None:
    Report.objects.update(changed_by=office.clerk)

    table = add_data_table(holder=appendix, values=VALUES, by=office.officer, at=AT)

    assert (table.position, table.appendix) == (2, appendix)
    assert Report.objects.get().changed_by == office.officer
    event = AuditEvent.objects.get(verb="data_table_added")
    assert event.label == "Table 2 in appendix 1 of report 2009/0001"


def test_a_stale_change_is_a_conflict_and_changes_nothing(office: Office, appendix: Appendix) -> None:
    table = appendix.tables.get()
    change_data_table(table=table, expected=1, values={"caption": "Theirs"}, by=office.officer, at=AT)

    with pytest.raises(EditConflict):
        change_data_table(table=table, expected=1, values={"caption": "Mine"}, by=office.clerk, at=AT)

    table.refresh_from_db()
    assert (table.caption, table.edit_number) == ("Theirs", 2)


def test_removing_a_table_closes_the_gap(office: Office, appendix: Appendix) -> None:
    first = appendix.tables.get()
    second = add_data_table(holder=appendix, values=VALUES, by=office.officer, at=AT)

    remove_data_table(table=first, by=office.officer, at=AT)

    second.refresh_from_db()
    assert second.position == 1


def test_a_published_report_keeps_its_tables(office: Office, appendix: Appendix) -> None:
    Report.objects.update(state=ReportState.PUBLISHED)
    table = DataTable.objects.select_related("appendix__report").get()

    for attempt in (
        lambda: add_data_table(holder=table.holder, values=VALUES, by=office.officer, at=AT),
        lambda: change_data_table(table=table, expected=1, values=VALUES, by=office.officer, at=AT),
        lambda: remove_data_table(table=table, by=office.officer, at=AT),
    ):
        with pytest.raises(NotAllowed):
            attempt()

    assert DataTable.objects.get().caption == "Arrivals by year"
