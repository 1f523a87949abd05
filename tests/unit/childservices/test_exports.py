"""Tables as CSV: harmless in a spreadsheet, exact for a program."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import python_calamine
from django.http import StreamingHttpResponse
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from childservices.exports import csv_cell, csv_response, spreadsheet


def body_of(response: StreamingHttpResponse) -> bytes:
    """The whole file that a reader downloads."""
    return b"".join(response)  # type: ignore[arg-type]


class TestCells:
    @pytest.mark.parametrize(
        ("value", "cell"),
        [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+44 151", "'+44 151"),
            ("+441514960000", "'+441514960000"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("-1+1", "'-1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("＝1", "'＝1"),
            (mark_safe("=1"), "'=1"),
            ("-", "'-"),
        ],
    )
    def test_text_that_would_be_calculated_is_made_harmless(self, value: str, cell: str) -> None:
        assert csv_cell(value) == cell

    @pytest.mark.parametrize(
        ("value", "cell"),
        [
            (-5, "-5"),
            (Decimal("-3.20"), "-3.20"),
            (Decimal("1E+3"), "1000"),
            (-0.5, "-0.5"),
            ("-3.20", "-3.20"),
            ("-1,234.50", "-1,234.50"),
            ("-4%", "-4%"),
            ("58.56", "58.56"),
        ],
    )
    def test_numbers_stay_numbers(self, value: Any, cell: str) -> None:
        assert csv_cell(value) == cell

    @pytest.mark.parametrize(
        ("value", "cell"),
        [
            (None, ""),
            (True, "yes"),
            (False, "no"),
            (dt.date(2009, 11, 18), "2009-11-18"),
            (dt.datetime(2009, 7, 1, 16, 0, tzinfo=dt.UTC), "2009-07-01 17:00+01:00"),
            (dt.datetime(2009, 7, 1, 16, 0), "2009-07-01 16:00"),  # noqa: DTZ001
            ("a = b", "a = b"),
            ("", ""),
        ],
    )
    def test_other_values(self, value: Any, cell: str) -> None:
        assert csv_cell(value) == cell

    @given(st.text())
    def test_no_text_begins_as_a_formula_unless_it_is_a_negative_number(self, text: str) -> None:
        cell = csv_cell(text)

        assert cell in (text, f"'{text}")
        if cell[:1] in {"=", "+", "@", "\t", "\r", "\n"}:
            pytest.fail(f"{cell!r} would be calculated")


class TestResponse:
    def test_a_file_for_a_spreadsheet(self) -> None:
        response = csv_response(
            "Attendance 2009.csv", ["Member", "Share"], [["Chair", Decimal("58.56")], ["£", None]]
        )

        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="Attendance 2009.csv"'
        assert body_of(response) == "\ufeffMember,Share\r\nChair,58.56\r\n£,\r\n".encode()

    def test_a_file_for_a_program_has_no_byte_order_mark(self) -> None:
        response = csv_response("meetings", ["number"], [[1]], for_spreadsheet=False)

        assert response["Content-Disposition"] == 'attachment; filename="meetings.csv"'
        assert body_of(response) == b"number\r\n1\r\n"

    @pytest.mark.parametrize(
        ("filename", "disposition"),
        [
            ("Bórd & Co", "attachment; filename*=utf-8''B%C3%B3rd%20%26%20Co.csv"),
            ('a"b\r\nSet-Cookie: x', 'attachment; filename="a-b-Set-Cookie- x.csv"'),
            ("../../etc/passwd", 'attachment; filename="etc-passwd.csv"'),
            ("", 'attachment; filename="table.csv"'),
        ],
    )
    def test_the_file_name_is_safe_in_the_header(self, filename: str, disposition: str) -> None:
        assert csv_response(filename, [], [])["Content-Disposition"] == disposition

    def test_headings_are_made_harmless_too(self) -> None:
        assert body_of(csv_response("x", ["=1"], [], for_spreadsheet=False)) == b"'=1\r\n"

    def test_rows_are_taken_only_as_the_reader_takes_them(self) -> None:
        taken = []

        def rows() -> Iterator[list[int]]:
            for number in range(1000):
                taken.append(number)
                yield [number]

        pieces = iter(csv_response("x", ["n"], rows(), for_spreadsheet=False))
        next(pieces), next(pieces)

        assert 0 < len(taken) < 1000

    @given(
        st.lists(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
    )
    def test_what_was_written_can_be_read_back(self, rows: list[list[str]]) -> None:
        text = body_of(csv_response("x", ["a", "b"], rows, for_spreadsheet=False)).decode()

        read = list(csv.reader(io.StringIO(text, newline="")))
        assert read == [["a", "b"], *([csv_cell(value) for value in row] for row in rows)]


def test_a_spreadsheet_holds_numbers_as_numbers_and_text_as_text() -> None:
    rows = [["=1+1", Decimal("4900.50"), None, True, dt.date(2026, 4, 1)], ["<&>\x00", 3, "", 2.5, "é"]]

    book = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO(spreadsheet("Grants & more", ["a", "b", "c", "d", "e"], rows))
    )

    assert book.get_sheet_by_name("Grants & more").to_python() == [
        ["a", "b", "c", "d", "e"],
        ["=1+1", 4900.5, "", "True", "2026-04-01"],
        ["<&>", 3.0, "", 2.5, "é"],
    ]
