"""Meetings of the demonstration with their agendas and minutes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.richtext import sanitise
from reports.choices import Classification, MeetingKind, MeetingState
from reports.models import (
    AgendaItem,
    Attendance,
    Body,
    ItemReport,
    Meeting,
    Minute,
    Minutes,
    Report,
    Resolution,
)
from reports.operations.demonstration.identity import person_of, stable_id


@transaction.atomic
def load_meeting(*, row: Mapping[str, Any], on: date | None, by: User, at: datetime) -> Meeting:
    """Will make a meeting of a body with its agenda, unless the body already has it."""
    body = Body.objects.get(slug=row["body"])
    existing = Meeting.objects.filter(body=body, on=on, kind=row.get("kind", MeetingKind.ORDINARY)).first()
    if existing is not None:
        return existing
    meeting = Meeting.objects.create(
        pk=stable_id("meeting", body.slug, on, row.get("kind", MeetingKind.ORDINARY)),
        body=body,
        kind=row.get("kind", MeetingKind.ORDINARY),
        on=on,
        date_text=row.get("date_text", ""),
        starts=time.fromisoformat(row["start"]) if row.get("start") else None,
        venue=row.get("venue") or "",
        state=row.get("state", MeetingState.PLANNED),
        changed_at=at,
        changed_by=by,
    )
    for position, item in enumerate(row.get("agenda", ()), start=1):
        _add_item(meeting, position, item)
    record_event(verb="demonstration_meeting_loaded", subject=meeting, by=by, at=at)
    return meeting


def _add_item(meeting: Meeting, position: int, row: Mapping[str, Any]) -> None:
    earlier = row.get("minutes_of")
    item = AgendaItem.objects.create(
        pk=stable_id("item", meeting.pk, position),
        meeting=meeting,
        position=position,
        kind=row["kind"],
        title=row["title"],
        neutral_title=row.get("neutral_title", ""),
        classification=row.get("part", Classification.OPEN),
        exempt_paragraph=row.get("exempt_paragraph"),
        exempt_reason=row.get("exempt_reason", ""),
        is_contract_negotiation=row.get("is_contract_negotiation", False),
        is_for_decision=row.get("decision", False),
        presenter=row.get("presenter", ""),
        minutes_of=Meeting.objects.get(body=meeting.body, on=earlier) if earlier else None,
    )
    for place, slug in enumerate(row.get("reports", ()), start=1):
        ItemReport.objects.create(item=item, report=Report.objects.get(slug=slug), position=place)


@transaction.atomic
def load_minutes(*, meeting: Meeting, row: Mapping[str, Any], by: User, at: datetime) -> Minutes:
    """Will make the minutes of a meeting with attendance and resolutions, unless they are there already."""
    existing = Minutes.objects.filter(meeting=meeting).first()
    if existing is not None:
        return existing
    minutes = Minutes.objects.create(
        pk=stable_id("minutes", meeting.pk), meeting=meeting, state=row.get("status", "unconfirmed")
    )
    for position, present in enumerate(row.get("attendance", ()), start=1):
        Attendance.objects.create(
            meeting=meeting,
            person=person_of(present["post"]),
            kind=present["kind"],
            capacity=present.get("capacity", ""),
            position=position,
        )
    for entry in row["minutes"]:
        _add_minute(minutes, entry)
    record_event(verb="demonstration_minutes_loaded", subject=minutes, by=by, at=at)
    return minutes


def _add_minute(minutes: Minutes, row: Mapping[str, Any]) -> None:
    minute = Minute.objects.create(
        pk=stable_id("minute", minutes.pk, row["number"]),
        minutes=minutes,
        number=row["number"],
        title=row["title"],
        neutral_title=row.get("neutral_title", ""),
        public_summary=row.get("public_summary", ""),
        body=sanitise(row["text"]),
        declarations=row.get("declarations", ""),
        classification=row.get("part", Classification.OPEN),
        exempt_paragraph=row.get("exempt_paragraph"),
        exempt_reason=row.get("exempt_reason", ""),
        is_contract_negotiation=row.get("is_contract_negotiation", False),
    )
    _add_resolutions(minute, row.get("resolutions", ()))


def _add_resolutions(minute: Minute, rows: Sequence[Mapping[str, Any]]) -> None:
    for number, row in enumerate(rows, start=1):
        Resolution.objects.create(
            pk=stable_id("resolution", minute.pk, number),
            minute=minute,
            number=number,
            verb=row.get("verb", ""),
            text=row["text"].removeprefix("That "),
            owner=row.get("owner", ""),
            target_bodies=row.get("target_bodies", []),
            due_text=row.get("due_text", ""),
            due_on=row.get("due_on"),
        )
