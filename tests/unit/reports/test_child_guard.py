"""What the guard says may identify a child, and what it lets pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.block import Block
from reports.domain.child_guard import ADVICE, Sign, guard_table, guard_text, is_nhs_number
from reports.domain.figure_check.fact import Table
from tests.unit.reports.source_papers import source_papers

AREAS = ["Brookside", "Upper Mill ", ""]


def seen(text: str) -> list[tuple[str, str]]:
    """The sign and the words of every flag of one paragraph."""
    return [(flag.kind.value, flag.place.quote) for flag in guard_text([Block("b-1", text)], areas=AREAS)]


@pytest.mark.parametrize(
    ("text", "sign", "quote"),
    [
        ("A boy, Robin, aged 7, was placed.", Sign.NAME_AND_AGE, "Robin, aged 7"),
        ("They met Robin Marsh (aged seven).", Sign.NAME_AND_AGE, "Robin Marsh (aged seven"),
        ("Robin is 7.", Sign.NAME_AND_AGE, "Robin is 7"),
        ("Robin, who was aged 15 then, left.", Sign.NAME_AND_AGE, "Robin, who was aged 15"),
        ("Robin turned 16 years old.", Sign.NAME_AND_AGE, "Robin turned 16 years old"),
        ("Robin, 14, attends a school.", Sign.NAME_AND_AGE, "Robin, 14, attends"),
        ("We met 7-year-old Robin.", Sign.NAME_AND_AGE, "7-year-old Robin"),
        ("We met the six year old boy Robin.", Sign.NAME_AND_AGE, "six year old boy Robin"),
        ("His sister Jo-Ann (9) was placed.", Sign.NAME_AND_AGE, "Jo-Ann (9)"),
        ("He was born on 4 May 2006 here.", Sign.BIRTH_DATE, "born on 4 May 2006"),
        ("DOB: 04/05/2006", Sign.BIRTH_DATE, "DOB: 04/05/2006"),
        ("The family lives at 12 Oak Tree Road now.", Sign.ADDRESS, "12 Oak Tree Road"),
        ("It is near AB1 2DE.", Sign.ADDRESS, "AB1 2DE"),
        ("Her number is 943 476 5919.", Sign.NHS_NUMBER, "943 476 5919"),
        ("Her number is 9434765919.", Sign.NHS_NUMBER, "9434765919"),
        ("In Brookside 3 looked after children moved.", Sign.SMALL_COUNT, "3 looked after children"),
        ("In this ward two young people were excluded.", Sign.SMALL_COUNT, "two young people"),
        ("In upper mill 2 of 11 pupils were absent.", Sign.SMALL_COUNT, "2 of 11 pupils"),
    ],
)
def test_what_may_identify_a_child(text: str, sign: Sign, quote: str) -> None:
    flags = guard_text([Block("b-1", text)], areas=AREAS)

    assert [(flag.kind, flag.place.quote, flag.reason) for flag in flags] == [(sign, quote, ADVICE[sign])]
    assert flags[0].place.offset == text.index(quote)


@pytest.mark.parametrize(
    "text",
    [
        "Children aged 7 are in Year 2.",
        "Boys in Millford aged 15-17 were asked.",
        "Pupils aged 5 and over, and Girls aged 11 to 15.",
        "Robin is 7.5% over target.",
        "Robin wrote the report.",
        "Staying Safe (5) has most indicators.",
        "The centre was born out of need on 4 May 2006 or so, it is said by some.",
        "In 2003 High Court rulings changed this.",
        "Call 01234 567890.",
        "The number 943 476 5918 has no right check digit.",
        "Costs were £9,434,765,919.",
        "In Brookside 6 children moved.",
        "In Brookside 0 children moved.",
        "In Brookside 3% of children moved.",
        "In Brookside 3 centres opened.",
        "In the borough 3 children moved. Brookside has a centre.",
        "In Brookside children aged 3 get a place.",
    ],
)
def test_what_identifies_nobody(text: str) -> None:
    assert seen(text) == []


def test_without_named_areas_a_ward_is_still_small() -> None:
    block = Block("b-1", "In Brookside 3 children moved. In one ward 4 children moved.")

    assert [flag.place.quote for flag in guard_text([block])] == ["4 children"]


def test_the_reason_repeats_nothing_of_the_child() -> None:
    (flag,) = guard_text([Block("b-1", "A boy, Robin, aged 7, was placed.")])

    assert "Robin" not in flag.reason
    assert "Robin" not in flag.key


def test_flags_of_a_block_come_in_the_order_of_its_words() -> None:
    text = "At AB1 2DE lived Robin, aged 7, born on 4 May 2006; 3 children of the ward knew 943 476 5919."

    assert [sign for sign, _ in seen(text)] == [
        "address",
        "name_and_age",
        "birth_date",
        "small_count",
        "nhs_number",
    ]


def table(*rows: list[str], first: str = "Area", second: str = "Children in need") -> Table:
    """A table of one figure for each row."""
    return Table("t-1", "By place", [{"label": first}, {"label": second}], rows)


def test_small_counts_of_children_by_area_are_flagged_in_their_cells() -> None:
    by_name = table(["Brookside", "3"], ["Upper Mill", "12"], ["Borough", "4"])
    by_ward = table(["One", "3"], ["Two", "12"], ["Three", "n/a"], first="Ward")

    assert [(one.place.row, one.place.column) for one in guard_table(by_name, areas=AREAS)] == [(1, 2)]
    assert [(one.place.row, one.place.column) for one in guard_table(by_ward)] == [(1, 2)]
    assert guard_table(table(["Brookside", "3"], second="Centres"), areas=AREAS) == []


@given(st.integers(min_value=0, max_value=999_999_999))
def test_at_most_one_check_digit_is_right(number: int) -> None:
    assert sum(is_nhs_number(f"{number:09}{digit}") for digit in range(10)) <= 1


def test_the_sources_raise_hardly_a_false_alarm() -> None:
    papers = source_papers()
    flags = [flag for paper in papers for flag in guard_text(paper.blocks)]
    tables = [flag for paper in papers for one in paper.tables for flag in guard_table(one)]

    assert {flag.kind for flag in flags} == {Sign.ADDRESS}  # the postcodes of public bodies in letters
    assert (len(flags), len(tables)) == (9, 0)
