"""A council's own spreadsheet: checked row by row, loaded as drafts, and taken back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from childservices.choices import Role
from childservices.models import AuditEvent, User
from childservices.operations.editing import NotAllowed
from indicators.choices import Frequency, ImportState, Unit, ValueState
from indicators.models import Commentary, Indicator, IndicatorValue, StatisticsImport
from indicators.operations.spreadsheet import (
    UnreadableSpreadsheet,
    WrongColumns,
)
from tests.factories import PersonFactory, PostFactory, PostHoldingFactory
from tests.indicators_factories import AreaFactory, IndicatorFactory, ValueFactory
from tests.office_files import claiming_four_gigabytes, with_far_cell, word, workbook
from tests.spreadsheet_files import HEADER, QUARTER, counts, faults, load, sheet, stage
from tests.uploads import plain_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(user_with_role: Any) -> User:
    """A performance officer of the council whose area is marked as its own."""
    AreaFactory()
    found: User = user_with_role(Role.PERFORMANCE_OFFICER)
    return found


# What is right ---------------------------------------------------------------------------------------------------


def test_what_is_right_is_entered_as_drafts(officer: User) -> None:
    IndicatorFactory(reference="NI59")

    row = load(
        officer, sheet(["NI59", QUARTER, "826", "1,128", "73.2%", "", "Two teams were short of staff."])
    )

    value = IndicatorValue.objects.get()
    assert (value.numerator, value.denominator, value.value, value.ends_on, value.state) == (
        Decimal(826), Decimal(1128), Decimal("73.2"), date(2009, 9, 30), "draft",
    )  # fmt: skip
    assert (value.entered_by, value.loaded_from) == (officer, row)
    assert Commentary.objects.get().text == "Two teams were short of staff."
    assert counts(row) == (1, 1, 0, 0, 0)
    verbs = AuditEvent.objects.filter(subject_id=str(row.pk)).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["spreadsheet.checked", "spreadsheet.loaded"]


def test_checking_loads_nothing(officer: User) -> None:
    IndicatorFactory(reference="NI59")

    row = stage(officer, sheet(["NI59", QUARTER, 826, 1128]))

    assert (row.state, counts(row)) == (ImportState.STAGED, (1, 1, 0, 0, 0))
    assert not IndicatorValue.objects.exists()


def test_a_workbook_is_read_like_a_csv_file(officer: User) -> None:
    IndicatorFactory(reference="NI59")
    IndicatorFactory(reference="2025", year_type="calendar", frequency=Frequency.YEAR)
    data = workbook(
        {"Values": [[*HEADER[:5]], ["NI59", QUARTER, 826, 1128, None], [2025, 2008, None, None, 57.6]]}
    )

    row = load(officer, data)

    assert faults(row) == []
    assert [value.value for value in IndicatorValue.objects.order_by("ends_on")] == [Decimal("57.6"), None]


def test_the_same_file_again_changes_nothing(officer: User) -> None:
    IndicatorFactory(reference="NI59")
    data = sheet(["NI59", QUARTER, 826, 1128, "", "", "Explained."])
    load(officer, data)

    again = load(officer, data)

    assert counts(again) == (1, 0, 0, 1, 0)
    assert IndicatorValue.objects.count() == 1


def test_an_approved_figure_is_restated_only_with_a_reason_and_stands_until_then(officer: User) -> None:
    settled = ValueFactory(indicator=IndicatorFactory(reference="NI59"), numerator=826, denominator=1128)

    silent = stage(officer, sheet(["NI59", QUARTER, 830, 1128]))
    told = load(officer, sheet(["NI59", QUARTER, 830, 1128, "", "Four were recorded late."]))

    assert faults(silent) == [(2, "note", "It is approved at 73.2%. Say why it is restated.")]
    assert counts(told) == (1, 0, 1, 0, 0)
    draft = IndicatorValue.objects.get(state=ValueState.DRAFT)
    assert (draft.supersedes, draft.note) == (settled, "Four were recorded late.")
    settled.refresh_from_db()
    assert (settled.state, settled.numerator) == ("approved", 826)


# What is wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (["NI59", QUARTER, 2270, 3940, 57], "value",
         ("2,270 of 3,940 is 57.6%, not 57.0%. Correct one of them, or leave the value empty. "
         "Or say in the note why it stands.")),
        (["NI59", QUARTER, 5, 0], "denominator", "5 cannot be a part of no cases. Correct the denominator."),
        (["NI59", QUARTER, 12, 11], "numerator",
         "The numerator 12 is more than the denominator 11. Correct one of them."),
        (["NI59", QUARTER, "57,6", 100], "numerator",
         "Use the comma for thousands only, such as 1,128, and a point for decimals, such as 57.6."),
        (["Visits", QUARTER, "", "", "12%"], "value",
         "This is no percentage. Type the number without the percent sign."),
        (["NI59", QUARTER, "", "", "57.12345"], "value", "Type at most 4 decimals."),
        (["NI59", QUARTER, "", "", "many"], "value",
         "Type a number, such as 57.6, of at most fifteen digits before the point and six after it."),
        (["NI59", QUARTER], "value", "Type a figure, or take the row out."),
        (["NI59", "2019-20-Q2", 1, 2], "value",
         "Quarter 2 2019/20 has not begun. Check the year, or wait until 1 July 2019."),
        (["NI59", "18 November 2009", 1, 2], "period",
         "“18 November 2009” is no period. Type a label such as 2025, 2009-10, 2009-10-Q2 or 2009-M10."),
        (["NI59", "2009-M10", 1, 2], "period",
         "NI59 is reported by the quarter. Type the label of one, or of a year."),
        (["NI60", QUARTER, 1, 2], "value",
         ("It was retired on 1 April 2009, before this period. Take the figures out, or ask a performance officer to "
         "bring it back.")),
        (["NI61", QUARTER, 1, 2], "reference", "No indicator has the reference “NI61”. Correct it."),
        (["", QUARTER, 1, 2], "reference", "Type a reference."),
        (["ReReferral", QUARTER, 1, 2], "reference",
         "This is a national statistic, whose values nobody types. Take the row out."),
        (["NI59", QUARTER, 1, 2, "", "x" * 501], "note", "Say it in at most 500 characters."),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_sentence_in_its_column(
    officer: User, row: list[Any], column: str, sentence: str
) -> None:
    IndicatorFactory(reference="NI59")
    IndicatorFactory(reference="NI60", retired_on=date(2009, 4, 1))
    IndicatorFactory(reference="Visits", unit=Unit.COUNT)
    IndicatorFactory(reference="ReReferral", is_published_statistic=True)

    staged = stage(officer, sheet(row))

    assert (2, column, sentence) in faults(staged)
    assert counts(staged) == (1, 0, 0, 0, 1)
    assert staged.refused[0]["cells"]["period"] == row[1]


def test_the_second_row_about_one_period_is_refused(officer: User) -> None:
    IndicatorFactory(reference="NI59")

    row = load(officer, sheet(["NI59", QUARTER, 1, 2], [], ["NI59", QUARTER, 1, 2]))

    assert faults(row) == [(4, "reference", "Row 2 is about the same period. Take one of the two out.")]
    assert IndicatorValue.objects.count() == 1


def test_a_denominator_that_counts_other_cases_is_asked_about(officer: User) -> None:
    counted = IndicatorFactory(reference="NI68")
    IndicatorFactory(reference="NI59", counts_the_same_as=counted)

    row = stage(officer, sheet(["NI59", QUARTER, 826, 1127], ["NI68", QUARTER, 1128, 1921]))

    assert [(number, column) for number, column, _ in faults(row)] == [(2, "denominator")]
    assert "numerator of NI68, which counts the same cases, is 1,128" in faults(row)[0][2]


def test_another_draft_or_comment_is_never_overwritten(officer: User) -> None:
    ValueFactory(indicator=IndicatorFactory(reference="NI59"), state="draft", numerator=826, denominator=1128)
    other = IndicatorFactory(reference="NI60")
    load(officer, sheet(["NI60", QUARTER, 1, 2, "", "", "First words."]))
    IndicatorValue.objects.filter(indicator=other).delete()

    row = load(officer, sheet(["NI59", QUARTER, 830, 1128], ["NI60", QUARTER, 1, 2, "", "", "Other words."]))

    assert faults(row) == [
        (2, "value",
         "Another figure is entered for this period and not approved yet. Change it on the page of the period."),
        (3, "comment", "Another comment is written for this period. Change it on the page of the period."),
    ]  # fmt: skip
    assert IndicatorValue.objects.get().numerator == 826


def test_a_manager_loads_their_own_indicators_alone(user_with_role: Any) -> None:
    AreaFactory()
    post, person = PostFactory(), PersonFactory()
    PostHoldingFactory(post=post, person=person)
    manager = user_with_role(Role.OFFICER, person=person)
    IndicatorFactory(reference="Mine", manager=post)
    IndicatorFactory(reference="Theirs")

    row = load(manager, sheet(["Mine", QUARTER, 1, 2], ["Theirs", QUARTER, 1, 2]))

    assert faults(row) == [
        (3, "reference", "Its manager or a performance officer enters its values. Take the row out.")
    ]
    assert IndicatorValue.objects.get().indicator.reference == "Mine"


def test_who_enters_nothing_uploads_nothing(user_with_role: Any) -> None:
    IndicatorFactory()

    with pytest.raises(NotAllowed):
        stage(user_with_role(Role.OFFICER), sheet())


@pytest.mark.parametrize(
    "header",
    [[], ["reference", "value"], ["reference", "period"], [*HEADER, "colour"], [*HEADER, "value"]],
)
def test_the_first_row_names_the_columns(officer: User, header: list[str]) -> None:
    IndicatorFactory()

    with pytest.raises(WrongColumns) as refusal:
        stage(officer, sheet(["x"], header=header))

    assert refusal.value.sentence.startswith(
        "The first row must name the columns, each once: reference, period,"
    )


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.xlsx", b"reference,period\n", "This is no Excel workbook, whatever its name says."),
        ("a.csv", b"", "This file has no rows."),
        ("a.csv", b"\x00\x01", "This is neither an Excel workbook nor a CSV file."),
        ("a.csv", b'"never closed', "This file cannot be read as CSV"),
        ("a.csv", plain_pdf("words") + b"\x00", "This is neither an Excel workbook nor a CSV file."),
        ("a.xlsx", word("<w:p/>"), "This is a Word document, not a spreadsheet."),
        ("a.xlsx", b"PK\x03\x04 cut off", "This file is damaged and cannot be read."),
        ("a.xlsx", claiming_four_gigabytes(), "This file is far larger than it seems when it is unpacked."),
        ("a.xlsx", workbook({"A": [["x"]], "B": [["y"]]}), "This workbook has 2 sheets with values."),
        ("a.xlsx", workbook({"A": []}), "This spreadsheet has no values."),
        ("a.csv", b"a\n" * 100_002, "This file has 100,001 rows. Split it"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(officer: User, name: str, data: bytes, sentence: str) -> None:
    IndicatorFactory()

    with pytest.raises(UnreadableSpreadsheet) as refusal:
        stage(officer, data, name)

    assert refusal.value.sentence.startswith(sentence)
    assert refusal.value.field == "file"
    assert not StatisticsImport.objects.exists()


def test_a_workbook_that_unpacks_beyond_all_bounds_is_stopped(officer: User) -> None:
    IndicatorFactory()

    with pytest.raises(UnreadableSpreadsheet) as refusal:
        stage(officer, with_far_cell(), "a.xlsx")

    assert refusal.value.sentence


def test_old_excel_writes_another_alphabet(officer: User) -> None:
    IndicatorFactory(reference="Café")

    row = load(officer, sheet(["Café", QUARTER, 1, 2]).decode().encode("cp1252"))

    assert counts(row) == (1, 1, 0, 0, 0)


# Many ------------------------------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow(officer: User) -> None:
    references = [IndicatorFactory(reference=f"NI{number}").reference for number in range(30)]
    IndicatorFactory(reference="Warm")
    stage(officer, sheet(["Warm", QUARTER, 1, 2]))

    def asked(rows: list[list[Any]]) -> int:
        with CaptureQueriesContext(connection) as captured:
            stage(officer, sheet(*rows))
        return len(captured)

    one = asked([["NI0", QUARTER, 1, 3]])
    many = asked([[reference, f"2008-09-Q{q}", 1, 3] for reference in references for q in (1, 2, 3, 4)])

    assert many == one


def test_of_many_rows_those_that_are_right_are_kept(officer: User) -> None:
    indicators = [IndicatorFactory(reference=f"M{n}", frequency=Frequency.MONTH) for n in range(10)]
    months = [f"{year}-M{month:02}" for year in range(1990, 2009) for month in range(1, 13)]
    rows = [[one.reference, month, 1, 2, ""] for one in indicators for month in months]
    for row in rows[::100]:
        row[4] = "many"

    loaded = load(officer, sheet(*rows, header=HEADER[:5]))

    assert counts(loaded) == (2280, 2257, 0, 0, 23)
    assert IndicatorValue.objects.count() == 2257
    assert Indicator.objects.count() == 10


def test_beyond_a_thousand_faults_the_rest_is_counted(officer: User) -> None:
    IndicatorFactory(reference="NI59")

    row = stage(officer, sheet(*(["Nothing", QUARTER, 1, 2] for _ in range(1_003))))

    assert (len(row.refused), row.refused_rows) == (1_000, 1_003)
    assert row.notes == ["3 more rows have faults. Correct these first, then upload the file again."]
