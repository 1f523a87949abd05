"""What the public JSON takes and gives, from which its OpenAPI description is made."""

import datetime as dt
import re
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, Field

from reports.choices import ItemKind, MeetingKind, MeetingState

LARGEST_PAGE, LARGEST_OFFSET = 100, 100_000
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


# What is asked ------------------------------------------------------------------------------------------------


def _iso_day(value: object) -> object:
    """Refuse the other ways to write a day that a lenient reader would take, such as seconds since 1970."""
    if isinstance(value, str) and not DAY.fullmatch(value):
        raise ValueError("it should be a day like 2009-11-18")
    return value


Day = Annotated[dt.date, BeforeValidator(_iso_day)]


class MeetingQuery(Schema):
    """Which meetings are asked for, and how they are to be sent."""

    body: str = Field(
        "", max_length=50, pattern=r"^[-a-zA-Z0-9_]*$", description="The short name of a body: cabinet."
    )
    year: int | None = Field(None, ge=1900, le=2100, description="The year of the meeting: 2009.")
    since: Day | None = Field(None, alias="from", description="The first day, included: 2009-11-01.")
    until: Day | None = Field(None, alias="to", description="The last day, included: 2009-11-30.")
    limit: int = Field(25, ge=1, le=LARGEST_PAGE, description="How many meetings are sent at most.")
    offset: int = Field(0, ge=0, le=LARGEST_OFFSET, description="How many meetings are passed over first.")
    form: Literal["json", "csv"] = Field(
        "json", alias="format", description="CSV sends every meeting that is asked for, without pages."
    )


class PlanQuery(Schema):
    """The day as at which a plan is summed up."""

    as_at: Day | None = Field(None, description="The day: 2009-11-02. Without it today.")


# What is answered ---------------------------------------------------------------------------------------------


class MeetingOut(Schema):
    """A meeting as a list shows it: flat, one line of the CSV."""

    id: UUID
    body: str = Field(description="The short name of the body.")
    body_name: str
    kind: MeetingKind
    date: dt.date | None
    date_text: str | None = Field(description="What the source says of the day where it gives none.")
    starts: str | None = Field(description="Local time: 14:00.")
    venue: str | None
    state: MeetingState
    edition: int | None = Field(description="The number of the published agenda's latest edition.")
    published_at: dt.datetime | None
    url: str
    html: str


class MeetingPage(Schema):
    """A page of meetings, the latest first."""

    count: int
    next: str | None
    previous: str | None
    results: list[MeetingOut]


class FileOut(Schema):
    """A file behind a paper: a table's figures as CSV, or what cleaning made of an appendix's file."""

    name: str
    media_type: str
    size: int = Field(description="In bytes.")
    url: str


class ItemOut(Schema):
    """An item of a published agenda."""

    number: str | None = Field(description="Null for a heading.")
    kind: ItemKind
    title: str = Field(description="The neutral title, where the item is exempt.")
    part: Literal["open", "exempt"]
    exempt_paragraphs: list[int] = Field(
        description="Of Schedule 12A; also where a part of an open item is exempt."
    )
    is_for_decision: bool
    first_page: int | None = Field(description="In the public pack.")
    last_page: int | None
    html: str | None = Field(description="The open paper as a page; null where there is none.")
    files: list[FileOut]


class PackOut(Schema):
    """The public pack: the agenda and its open papers as one PDF."""

    url: str
    pages: int
    size: int = Field(description="In bytes.")
    sha256: str


class MeetingDetail(MeetingOut):
    """A meeting with its published agenda, which is empty before publication."""

    agenda: list[ItemOut]
    pack: PackOut | None
    papers: str | None = Field(description="All open papers on one page.")
    minutes: str | None = Field(description="The page of the published minutes.")


class Fault(Schema):
    """What is wrong with one parameter."""

    parameter: str
    message: str


class Problem(Schema):
    """Why there is no answer, in a sentence."""

    detail: str
    errors: list[Fault] = []


class Counts(Schema):
    """How many actions have each status; those cancelled and merged are left out."""

    completed: int
    partially_completed: int
    not_completed: int
    not_known: int


class Shares(Schema):
    """Per cent of the total beside them, each rounded by itself; null where there are no actions."""

    completed: str | None
    partially_completed: str | None
    not_completed: str | None
    not_known: str | None


class Counted(Schema):
    """Numbers of actions and their shares."""

    total: int
    counts: Counts
    shares: Shares


class ThemeOut(Counted):
    """A theme of a plan."""

    reference: str
    title: str


class PriorityOut(Counted):
    """A priority of a plan."""

    priority: int


class ThemePriorityOut(Schema):
    """The actions of a theme that have a priority."""

    theme: str = Field(description="The reference of the theme.")
    priority: int
    total: int
    counts: Counts


class PlanSummaryOut(Counted):
    """How far a plan had come at the end of a day."""

    plan: str
    as_at: dt.date
    themes: list[ThemeOut]
    priorities: list[PriorityOut]
    themes_by_priority: list[ThemePriorityOut]
