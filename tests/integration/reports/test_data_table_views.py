"""The pages of a table of figures: pasted, uploaded, previewed, mended row by row, downloaded, removed."""

import csv
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent
from reports.choices import ReportState
from reports.models import Appendix, DataTable, Report, Section
from tests.conftest import SignedInClient
from tests.papers import EXEMPT, Office, user_in
from tests.screens import MOST_QUERIES, counted_queries, value_of, words

FIGURES = "Year,Arrivals\n2007/08,310\n2008/09,404\n"
SENT = {
    "caption": "Arrivals by year",
    "contents": FIGURES,
    "header_lines": "1",
    "row_headers": "1",
    "totals": "0",
}


@pytest.fixture
def officer(office: Office) -> SignedInClient:
    return SignedInClient(office.officer)


@pytest.fixture
def report(office: Office) -> Report:
    return office.report()


@pytest.fixture
def section(report: Report) -> Section:
    return report.sections.get(heading__key="finance")


@pytest.fixture
def table(office: Office, report: Report) -> DataTable:
    return office.appendix(report).tables.get()


def add_url(section: Section) -> str:
    return reverse("data_table_add", args=["section", section.pk])


def url(table: DataTable, name: str = "data_table_edit") -> str:
    return reverse(name, args=[table.pk])


class TestAdding:
    def test_from_pasted_text(self, section: Section, officer: SignedInClient) -> None:
        answer = officer.post(add_url(section), SENT, follow=True)

        table = section.tables.get()
        assert answer.redirect_chain == [(f"/reports/sections/{section.pk}/#tables", 302)]
        assert (table.key, table.position) == ("arrivals-by-year", 1)
        assert table.columns == [
            {"label": "Year", "group": "", "numeric": False},
            {"label": "Arrivals", "group": "", "numeric": True},
        ]
        assert table.rows == [["2007/08", "310"], ["2008/09", "404"]]
        assert "[table arrivals-by-year] Arrivals by year" in words(answer)

    def test_from_cells_of_a_spreadsheet_with_groups(self, section: Section, officer: SignedInClient) -> None:
        pasted = "\tBoys\tBoys\tGirls\nYear\tNumber\tShare\tNumber\n2008\t12\t40%\t18\n"

        officer.post(add_url(section), SENT | {"contents": pasted, "header_lines": "2"})

        columns = section.tables.get().columns
        assert [(column["group"], column["label"]) for column in columns] == [
            ("", "Year"), ("Boys", "Number"), ("Boys", "Share"), ("Girls", "Number"),
        ]  # fmt: skip

    def test_from_an_uploaded_file_in_place_of_the_box(
        self, section: Section, officer: SignedInClient
    ) -> None:
        file = SimpleUploadedFile(
            "t.csv", "\ufeffProvider;Spend\n".replace(";", ",").encode() + b'"A, Ltd",\xc2\xa35\n'
        )

        officer.post(add_url(section), SENT | {"upload": file})

        assert section.tables.get().rows == [["A, Ltd", "£5"]]

    def test_to_an_appendix_with_every_field(
        self, office: Office, report: Report, officer: SignedInClient
    ) -> None:
        appendix = office.appendix(report)
        sent = SENT | {
            "key": "arrivals-2009", "source": "Admissions", "as_at_day": "30", "as_at_month": "9", "as_at_year": "2009",
            "note": "Rounded.", "is_grouped": "on", "is_landscape": "on", "totals": "1",
        }  # fmt: skip

        officer.post(reverse("data_table_add", args=["appendix", appendix.pk]), sent)

        table = appendix.tables.get(key="arrivals-2009")
        assert (table.source, f"{table.as_at}", table.note, table.totals) == (
            "Admissions",
            "2009-09-30",
            "Rounded.",
            1,
        )
        assert (table.is_grouped, table.is_landscape, table.position) == (True, True, 2)

    def test_rows_that_do_not_fit_are_told_beside_them(
        self, section: Section, officer: SignedInClient
    ) -> None:
        response = officer.post(
            add_url(section), SENT | {"contents": "Year,Arrivals\n2007/08\n2008/09,404\n"}
        )

        assert "1 Row 1 has 1 cells. Give it 2, one for each column. 2007/08" in words(response)
        assert "2 Fits 2008/09 404" in words(response)
        assert section.tables.count() == 0

    def test_rows_of_an_upload_that_do_not_fit_are_put_into_the_box(
        self, section: Section, officer: SignedInClient
    ) -> None:
        file = SimpleUploadedFile("t.csv", b"Year,Arrivals\n2007/08\n")

        response = officer.post(add_url(section), SENT | {"contents": "", "upload": file})

        assert value_of(response, "contents") == "Year,Arrivals\n2007/08\n"

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"contents": ""}, "Enter the headings, and below them a line for each row of the table."),
            ({"contents": "Year,,A\n1,2,3"}, "Column 2 has no heading. Write what stands in it."),
            ({"contents": 'A,B\n"1,2\n'}, "A quotation mark is out of place, or a cell is too long."),
            ({"row_headers": "3"}, "The table has 2 columns. Choose no more than these."),
            ({"totals": "3"}, "The table has 2 rows. Choose no more than these."),
            ({"caption": ""}, "Fill in “Caption”."),
            ({"key": "Bad Key"}, "Use small letters, figures and hyphens, for example arrivals-2009."),
            (
                {"caption": "£", "key": ""},
                "Use small letters, figures and hyphens, for example arrivals-2009.",
            ),
            ({"as_at_day": "31", "as_at_month": "9", "as_at_year": "2009"}, "There is no 31 September 2009."),
        ],
    )
    def test_says_what_to_do(
        self, section: Section, officer: SignedInClient, changed: dict[str, str], sentence: str
    ) -> None:
        response = officer.post(add_url(section), SENT | changed)

        assert sentence in words(response)
        assert section.tables.count() == 0

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"PK\x03\x04\x00\x00", "This is not a text file. Save the table as CSV"),
            (b"Year\n" + b"1\n" * 600_000, "The file is larger than 1 MB."),
        ],
    )
    def test_refuses_files_that_are_no_table(
        self, section: Section, officer: SignedInClient, data: bytes, sentence: str
    ) -> None:
        response = officer.post(add_url(section), SENT | {"upload": SimpleUploadedFile("t.csv", data)})

        assert sentence in words(response)

    def test_refuses_a_name_that_is_taken(self, section: Section, officer: SignedInClient) -> None:
        officer.post(add_url(section), SENT)

        response = officer.post(add_url(section), SENT)

        assert "There is a table “arrivals-by-year” here already. Choose another name." in words(response)
        assert section.tables.count() == 1

    def test_has_no_other_places(self, section: Section, officer: SignedInClient) -> None:
        assert officer.get(reverse("data_table_add", args=["report", section.report_id])).status_code == 404
        assert officer.get(reverse("data_table_add", args=["section", uuid4()])).status_code == 404


class TestChanging:
    def test_shows_the_contents_as_csv_and_the_table_as_it_stands(
        self, table: DataTable, officer: SignedInClient
    ) -> None:
        response = officer.get(url(table))

        assert value_of(response, "contents") == FIGURES
        assert "The table as it stands" in words(response)

    def test_saves_and_keeps_its_name_and_its_kinds_of_columns(
        self, table: DataTable, officer: SignedInClient
    ) -> None:
        DataTable.objects.update(
            columns=[{"label": "Year", "group": "", "numeric": True}, *table.columns[1:]]
        )

        officer.post(
            url(table), SENT | {"contents": "Year,Arrivals\nnone yet,5\n", "key": "other", "expected": 1}
        )

        table.refresh_from_db()
        assert (table.key, table.rows, table.edit_number) == ("arrivals", [["none yet", "5"]], 2)
        assert table.columns[0]["numeric"] is True

    def test_previews_without_saving(self, table: DataTable, officer: SignedInClient) -> None:
        sent = SENT | {"contents": "Year,Arrivals\n2009/10,99\n", "preview": "1", "expected": 1}

        response = officer.post(url(table), sent)

        table.refresh_from_db()
        assert "As it will look (not saved yet) Arrivals by year Year Arrivals 2009/10 99" in words(response)
        assert table.rows == [["2007/08", "310"], ["2008/09", "404"]]

    def test_by_two_people_is_shown_side_by_side(self, table: DataTable, officer: SignedInClient) -> None:
        officer.post(url(table), SENT | {"contents": "Year,Arrivals\n2009/10,11\n", "expected": 1})

        response = officer.post(url(table), SENT | {"contents": "Year,Arrivals\n2009/10,22\n", "expected": 1})

        assert response.status_code == 409
        assert "Year,Arrivals 2009/10,22" in words(response)
        assert "Year,Arrivals 2009/10,11" in words(response)
        assert value_of(response, "contents") == "Year,Arrivals\n2009/10,22\n"

    def test_by_two_people_keeps_whichever_is_chosen(self, table: DataTable, officer: SignedInClient) -> None:
        officer.post(url(table), SENT | {"contents": "Year,Arrivals\n2009/10,11\n", "expected": 1})
        mine = SENT | {"contents": "Year,Arrivals\n2009/10,22\n", "as_at_day": "1 May 2009", "expected": 1}
        conflict = officer.post(url(table), mine)
        typed = dict(conflict.context["conflict"]["typed"])

        officer.post(url(table), typed | {"keep": "mine", "expected": value_of(conflict, "expected")})

        table.refresh_from_db()
        assert (table.rows, f"{table.as_at}") == ([["2009/10", "22"]], "2009-05-01")

    def test_when_it_was_removed_meanwhile_gives_back_what_was_typed(
        self, table: DataTable, officer: SignedInClient
    ) -> None:
        officer.post(url(table, "data_table_remove"))

        response = officer.post(url(table), SENT | {"expected": 1})

        assert response.status_code == 409
        assert "Year,Arrivals" in words(response)

    def test_when_the_report_was_published_meanwhile_keeps_what_was_typed(
        self, table: DataTable, officer: SignedInClient
    ) -> None:
        Report.objects.update(state=ReportState.PUBLISHED)

        response = officer.post(url(table), SENT | {"contents": "Year\n2009\n", "expected": 1})

        assert response.status_code == 403
        assert value_of(response, "contents") == "Year\n2009\n"

    def test_takes_no_more_queries_for_thirty_rows_than_for_one(
        self, table: DataTable, officer: SignedInClient
    ) -> None:
        with counted_queries() as one:
            officer.get(url(table))
        DataTable.objects.update(rows=[["2008", str(number)] for number in range(30)])
        with counted_queries() as thirty:
            officer.get(url(table))

        assert len(one) == len(thirty) <= MOST_QUERIES


class TestRemoving:
    def test_asks_and_then_removes(self, table: DataTable, officer: SignedInClient) -> None:
        asked = officer.get(url(table, "data_table_remove"))
        answer = officer.post(url(table, "data_table_remove"), follow=True)

        assert "“Arrivals by year” is removed with all its figures." in words(asked)
        assert "Take the line with its name out of the text too." in words(answer)
        assert DataTable.objects.count() == 0


class TestCsv:
    def test_holds_the_headings_with_their_groups_and_is_harmless_in_a_spreadsheet(
        self, table: DataTable, officer: SignedInClient
    ) -> None:
        DataTable.objects.update(
            columns=[{"label": "Year"}, {"label": "Number", "group": "Boys"}], rows=[["=2+3", "404"]]
        )

        answer = officer.get(url(table, "draft_table_csv"))

        rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
        assert rows == [["Year", "Boys: Number"], ["'=2+3", "404"]]
        assert 'filename="arrivals.csv"' in answer.headers["Content-Disposition"]

    def test_comes_back_as_it_was_when_it_is_uploaded_again(
        self, table: DataTable, officer: SignedInClient
    ) -> None:
        rows = [["2007/08", "-"], ["+ later", "404"]]
        DataTable.objects.update(rows=rows)
        data = b"".join(officer.get(url(table, "draft_table_csv")))

        officer.post(url(table), SENT | {"upload": SimpleUploadedFile("t.csv", data), "expected": 1})

        table.refresh_from_db()
        assert table.rows == rows

    def test_is_as_closed_as_what_holds_the_table(
        self, office: Office, table: DataTable, officer: SignedInClient
    ) -> None:
        Appendix.objects.update(neutral_title="Business matter", **EXEMPT)
        stranger = SignedInClient(user_in(Role.OFFICER))
        names = ("draft_table_csv", "data_table_edit", "data_table_remove")

        closed = [stranger.get(url(table, name)).status_code for name in names]
        opened = [officer.get(url(table, name)).status_code for name in names]

        assert (closed, opened) == ([403, 403, 403], [200, 200, 200])
        assert SignedInClient(office.member).get(url(table, "draft_table_csv")).status_code == 404
        seen = AuditEvent.objects.filter(verb="exempt_seen").values_list("label", "by")
        assert list(seen) == [("Appendix 1 of report 2009/0001", officer.user.pk)] * 3
