"""The screens of spreadsheets: upload, look, load, take back; with the same rows as CSV."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from childservices.choices import Role
from childservices.operations.jobs import enqueue_job
from indicators.forms.spreadsheet import LARGEST
from indicators.models import IndicatorValue, StatisticsImport
from tests.indicators_factories import AreaFactory, IndicatorFactory
from tests.screens import source, words

NOW = "2009-10-20T09:00:00Z"
RIGHT = "NI59,2009-10-Q2,826,1128,,,"
WRONG = "NI61,2009-10-Q2,1,<b>2</b>,,,"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_october")]


@pytest.fixture
def _october() -> Any:
    """The day on which quarter two is entered."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(client_with_role: Any) -> Client:
    """The browser of a performance officer of a council with one indicator."""
    AreaFactory()
    IndicatorFactory(reference="NI59")
    client: Client = client_with_role(Role.PERFORMANCE_OFFICER)
    return client


def upload(client: Client, *lines: str, name: str = "values.csv", data: bytes = b"") -> Any:
    """Send a file and follow to where that leads."""
    text = "\n".join(["reference,period,numerator,denominator,value,note,comment", *lines])
    file = SimpleUploadedFile(name, data or text.encode())
    return client.post(reverse("spreadsheet_new"), {"file": file}, follow=True)


def lines_of(response: Any) -> list[list[str]]:
    """The lines of a CSV file."""
    return list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))


def test_from_upload_to_drafts_and_back(officer: Client) -> None:
    page = upload(officer, RIGHT, WRONG)
    row = StatisticsImport.objects.get()

    assert "Nothing is loaded yet" in words(page)
    assert "Load 1 value as a draft" in words(page)
    loaded = officer.post(reverse("spreadsheet_confirm", args=[row.pk]), follow=True)
    assert "1 value is entered as a draft, to be submitted and approved." in words(loaded)
    assert IndicatorValue.objects.count() == 1
    asked = officer.get(reverse("spreadsheet_undo", args=[row.pk]))
    assert "Take back the drafts" in words(asked)
    undone = officer.post(reverse("spreadsheet_undo", args=[row.pk]), follow=True)
    assert "are taken back" in words(undone)
    assert not IndicatorValue.objects.exists()


def test_very_many_values_are_loaded_in_the_background(officer: Client, run_jobs: Callable[[], int]) -> None:
    labels = [f"{year}-{(year + 1) % 100:02}-Q{q}" for year in range(1100, 1602) for q in (1, 2, 3, 4)]
    page = upload(officer, *(f"NI59,{label},1,2,,," for label in labels))
    row = StatisticsImport.objects.get()

    waiting = officer.post(reverse("spreadsheet_confirm", args=[row.pk]), follow=True)
    assert "Loading a spreadsheet" in words(waiting)
    assert not IndicatorValue.objects.exists()
    run_jobs()

    assert "2008 values as drafts" in words(page)
    assert IndicatorValue.objects.count() == 2008
    assert "Loaded on" in words(officer.get(row.get_absolute_url()))


def test_work_that_nobody_asked_for_enters_nothing(officer: Client, run_jobs: Callable[[], int]) -> None:
    upload(officer, RIGHT)
    parameters = {"spreadsheet": str(StatisticsImport.objects.get().pk)}
    job = enqueue_job(
        kind="load_spreadsheet", parameters=parameters, by=None, at=datetime(2009, 10, 20, 9, 0, tzinfo=UTC)
    )

    run_jobs()

    job.refresh_from_db()
    assert job.state == "failed"
    assert not IndicatorValue.objects.exists()


def test_what_is_wrong_stands_beside_its_cell(officer: Client) -> None:
    page = upload(officer, RIGHT, WRONG)

    assert 'NI61<p class="govuk-error-message">' in source(page)
    assert "&lt;b&gt;2&lt;/b&gt;" in source(page)
    assert "No indicator has the reference “NI61”. Correct it." in words(page)
    assert lines_of(officer.get(page.request["PATH_INFO"], {"format": "csv"})) == [
        ["Row", "Column", "Typed", "What to do"],
        ["3", "reference", "NI61", "No indicator has the reference “NI61”. Correct it."],
    ]


def test_where_nothing_is_right_nothing_is_offered(officer: Client) -> None:
    page = upload(officer, WRONG)

    assert "There is nothing to load." in words(page)
    assert reverse("spreadsheet_confirm", args=[StatisticsImport.objects.get().pk]) not in source(page)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.xlsx", b"no workbook", "This is no Excel workbook, whatever its name says."),
        ("a.csv", b"colour\nred", "The first row must name the columns"),
        ("a.csv", b"x" * (LARGEST + 1), "“a.csv” is 10.0 MB. Split it into files of less than 10 MB."),
    ],
)
def test_a_file_that_is_refused_is_said_beside_the_field(
    officer: Client, name: str, data: bytes, sentence: str
) -> None:
    page = upload(officer, name=name, data=data)

    assert page.status_code == 200
    assert sentence in words(page)
    assert page.context["form"].errors["file"]


def test_a_file_must_be_chosen(officer: Client) -> None:
    page = officer.post(reverse("spreadsheet_new"))

    assert "Choose a spreadsheet." in words(page)


def test_the_columns_come_with_ones_own_indicators(officer: Client) -> None:
    assert lines_of(officer.get(reverse("spreadsheet_template"))) == [
        ["reference", "period", "numerator", "denominator", "value", "note", "comment"],
        ["NI59", "", "", "", "", "", ""],
    ]


def test_the_list_is_there_as_csv(officer: Client) -> None:
    upload(officer, RIGHT, WRONG)

    assert "values.csv" in words(officer.get(reverse("spreadsheet_list")))
    assert lines_of(officer.get(reverse("spreadsheet_list"), {"format": "csv"}))[1:] == [
        ["values.csv", "Checked, waits to be confirmed", "2", "1", "0", "0", "1", "2009-10-20 10:00+01:00"]
    ]


def test_the_number_of_queries_does_not_grow(officer: Client) -> None:
    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            officer.get(name)
        return len(captured)

    page = upload(officer, WRONG)
    first = [asked(reverse("spreadsheet_list")), asked(page.request["PATH_INFO"])]
    for _ in range(29):
        page = upload(officer, *[WRONG] * 30)

    assert [asked(reverse("spreadsheet_list")), asked(page.request["PATH_INFO"])] == first


def test_others_neither_upload_nor_see(officer: Client, client_with_role: Any) -> None:
    page = upload(officer, RIGHT)
    other = client_with_role(Role.OFFICER)

    assert other.get(reverse("spreadsheet_list")).status_code == 403
    assert other.get(reverse("spreadsheet_new")).status_code == 403
    assert other.get(page.request["PATH_INFO"]).status_code == 404
    assert (
        officer.get(reverse("spreadsheet_confirm", args=[StatisticsImport.objects.get().pk])).status_code
        == 405
    )
