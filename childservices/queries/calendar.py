"""The council's calendar: England's bank holidays and the days on which its own offices are closed."""

import datetime as dt
from collections.abc import Iterable, Mapping

import holidays

from childservices.models import OfficeClosure


def holidays_for(years: Iterable[int]) -> Mapping[dt.date, str]:
    """List the days of these years that are not working days beside weekends, with the reason in plain words.

    An office closure entered by an administrator is named with its own reason, also on a bank holiday.
    """
    wanted = sorted(set(years))
    england = holidays.country_holidays("GB", subdiv="ENG", years=wanted)
    closures = OfficeClosure.objects.filter(on__year__in=wanted).values_list("on", "reason")
    named = {day: name.replace(" (observed)", " (substitute day)") for day, name in england.items()}
    return named | dict(closures)


def holidays_around(day: dt.date) -> Mapping[dt.date, str]:
    """List the holidays that a date counted from a day may meet: those of three years."""
    return holidays_for(range(day.year - 1, day.year + 2))
