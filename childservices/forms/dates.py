"""How a date that somebody typed is read: three boxes, or one text such as "18 November 2009"."""

import datetime as dt
import re

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NUMBERS = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")
WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]+)\.?,?[\s-]+(\d{4})", re.IGNORECASE
)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class UnreadableDate(ValueError):
    """Says in one sentence what to type instead."""


def read_date(day: str, month: str, year: str) -> dt.date:
    """Give the date of three boxes, the month by number or name; UnreadableDate says what is missing."""
    boxes = {"day": day.strip(), "month": month.strip(), "year": year.strip()}
    if boxes["day"] and not boxes["month"] and not boxes["year"]:
        return read_date_text(boxes["day"])
    missing = [name for name, text in boxes.items() if not text]
    if missing:
        raise UnreadableDate(f"Enter the {' and the '.join(missing)} too.")
    return _real_date(*boxes.values())


def read_date_text(text: str) -> dt.date:
    """Give the date of 18 November 2009, 18/11/2009 or 2009-11-18; UnreadableDate says what to type."""
    text = " ".join(text.split())
    if found := ISO.fullmatch(text):
        return _real_date(found[3], found[2], found[1])
    if found := NUMBERS.fullmatch(text) or WORDS.fullmatch(text):
        return _real_date(found[1], found[2], found[3])
    raise UnreadableDate("Enter a day, a month and a year, for example 18 November 2009.")


def _real_date(day: str, month: str, year: str) -> dt.date:
    if not (day.isascii() and day.isdigit()):
        raise UnreadableDate("Enter the day as a number from 1 to 31.")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise UnreadableDate("Enter the year with four figures, for example 2009.")
    number = _month_number(month)
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        raise UnreadableDate(
            f"There is no {day} {MONTHS[number - 1].capitalize()} {year}. Enter a real date."
        ) from None


def _month_number(month: str) -> int:
    if month.isascii() and month.isdigit() and 1 <= int(month) <= 12:
        return int(month)
    named = [
        number for number, name in enumerate(MONTHS, 1) if len(month) >= 3 and name.startswith(month.lower())
    ]
    if not named:
        raise UnreadableDate("Enter the month as a number from 1 to 12 or by its name.")
    return named[0]
