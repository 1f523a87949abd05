"""The shape of what needs a person: desks, one for each kind of work, with what lies on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import get_current_timezone

from reports.choices import ReportState

MEETINGS, PAPERS = 10, 25
"""How many meetings and how many papers a desk lists at most."""
NEW = timedelta(days=21)
"""How long a paper is new, and how long failed work is told of."""
COLOURS = {
    ReportState.DRAFT: "grey",
    ReportState.RETURNED: "red",
    ReportState.DEFERRED: "orange",
    ReportState.SUBMITTED: "blue",
    ReportState.CLEARED: "teal",
    ReportState.ACCEPTED: "green",
    ReportState.PUBLISHED: "green",
    ReportState.WITHDRAWN: "grey",
}


@dataclass(frozen=True)
class Need:
    """One thing that waits for a person, or that they may want to open."""

    name: str
    href: str
    hint: str = ""
    status: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Desk:
    """One kind of work that a person's role brings, with what lies before them."""

    title: str
    needs: Sequence[Need]
    nothing: str
    """What is said when nothing waits."""
    more_href: str = ""
    """Where the rest is, when there is more than is listed."""


def desk_of(title: str, needs: Collection[Need], nothing: str, *, limit: int, more_href: str) -> Desk:
    """Lay out at most so many needs, with the way to the rest."""
    listed = list(needs)
    return Desk(title, listed[:limit], nothing, more_href if len(listed) > limit else "")


def day_text(day: date) -> str:
    """Give a day as 18 November 2009."""
    return f"{day.day} {day:%B %Y}"


def local_day(moment: datetime) -> str:
    """Give the local day of a moment as 18 November 2009."""
    return day_text(moment.astimezone(get_current_timezone()).date())
