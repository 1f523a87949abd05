"""How a typed date is read, and what is said when it cannot be."""

from datetime import date

import pytest

from childservices.forms.dates import UnreadableDate, read_date, read_date_text


@pytest.mark.parametrize(
    "text",
    [
        "18 November 2009",
        "18th November 2009",
        "Wednesday 18 November 2009",
        "Wednesday, 18 Nov 2009",
        "18 nov. 2009",
        "18/11/2009",
        "18.11.2009",
        "18-11-2009",
        "2009-11-18",
        "  18   November  2009 ",
    ],
)
def test_a_date_in_one_text_is_read_as_people_write_it(text: str) -> None:
    assert read_date_text(text) == date(2009, 11, 18)


@pytest.mark.parametrize("month", ["11", "November", "nov", "NOV"])
def test_the_month_in_its_box_is_a_number_or_a_name(month: str) -> None:
    assert read_date("18", month, "2009") == date(2009, 11, 18)


def test_the_first_box_takes_a_whole_date() -> None:
    assert read_date("18 November 2009", "", "") == date(2009, 11, 18)


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("", "11", "2009"), "Enter the day too."),
        (("18", "", "2009"), "Enter the month too."),
        (("18", "11", ""), "Enter the year too."),
        (("", "", "2009"), "Enter the day and the month too."),
        (("31", "11", "2009"), "There is no 31 November 2009. Enter a real date."),
        (("29", "2", "2009"), "There is no 29 February 2009. Enter a real date."),
        (("18", "13", "2009"), "Enter the month as a number from 1 to 12 or by its name."),
        (("18", "Ju", "2009"), "Enter the month as a number from 1 to 12 or by its name."),
        (("x", "11", "2009"), "Enter the day as a number from 1 to 31."),
        (("٣", "11", "2009"), "Enter the day as a number from 1 to 31."),
        (("18", "11", "09"), "Enter the year with four figures, for example 2009."),
        (("18", "", ""), "Enter a day, a month and a year, for example 18 November 2009."),
        (("next Tuesday", "", ""), "Enter a day, a month and a year, for example 18 November 2009."),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_type(
    boxes: tuple[str, str, str], sentence: str
) -> None:
    with pytest.raises(UnreadableDate) as refused:
        read_date(*boxes)

    assert str(refused.value) == sentence
