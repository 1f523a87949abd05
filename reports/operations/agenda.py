"""Meetings and their agendas, as the clerk prepares them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from childservices.domain.refusals import EditConflict
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, change_row, check_row, renumber
from reports.choices import Classification, ItemKind
from reports.domain.agenda import moved
from reports.models import AgendaItem, Body, ItemReport, Meeting, Report
from reports.permissions import can_build_agenda


@transaction.atomic
def create_meeting(*, body: Body, values: Mapping[str, Any], by: User, at: datetime) -> Meeting:
    """Will plan a meeting of a body, with its standing items and last ordinary minutes already on the agenda."""
    _refuse_unless_clerk(by)
    meeting = Meeting(body=body, changed_at=at, changed_by=by, **values)
    if Meeting.objects.filter(body=body, on=meeting.on, kind=meeting.kind).exists():
        raise Invalid("The body already meets on that day. Choose another day.", field="on")
    check_row(meeting)
    meeting.save(force_insert=True)
    for standing in body.standing_items.order_by("position"):
        _append(meeting, kind=standing.kind, title=standing.title, classification=Classification.OPEN)
    last = Meeting.objects.before(meeting).filter(minutes__isnull=False, kind="ordinary").first()
    if last is not None:
        title = f"Minutes of the previous meeting held on {last.day_text}"
        _append(
            meeting,
            kind=ItemKind.MINUTES,
            title=title,
            classification=Classification.OPEN,
            minutes_of=last,
            is_for_decision=True,
        )
    record_event(verb="meeting_planned", subject=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> Meeting:
    """Will change the day, time, venue or kind of a meeting that nobody else has changed since it was read."""
    _refuse_unless_clerk(by)
    change_row(meeting, expected=expected, values=dict(values) | {"changed_at": at, "changed_by": by})
    record_event(verb="meeting_changed", subject=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def add_item(*, meeting: Meeting, values: Mapping[str, Any], by: User, at: datetime) -> AgendaItem:
    """Will put another item at the end of the part of the agenda, open or exempt, that it belongs to."""
    _refuse_unless_clerk(by)
    item = _append(meeting, **values)
    _settle_order(meeting)
    _touch(meeting, by=by, at=at)
    record_event(verb="agenda_item_added", subject=item, by=by, at=at)
    return item


@transaction.atomic
def change_item(
    *, item: AgendaItem, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> AgendaItem:
    """Will change an agenda item that nobody else has changed since it was read."""
    _refuse_unless_clerk(by)
    for name, value in values.items():
        setattr(item, name, value)
    _check_neutral_title(item)
    change_row(item, expected=expected, values=values)
    _settle_order(item.meeting)
    _touch(item.meeting, by=by, at=at)
    record_event(verb="agenda_item_changed", subject=item, by=by, at=at)
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, places: int, by: User, at: datetime) -> None:
    """Will move an item up (negative) or down; exempt items stay behind the open ones."""
    _refuse_unless_clerk(by)
    order = _order(item.meeting)
    if item.pk not in order:
        raise EditConflict("Somebody removed this item while you were looking at it.", current={})
    renumber(item.meeting.items.all(), list(moved(order, item.pk, places=places)))
    _settle_order(item.meeting)
    _touch(item.meeting, by=by, at=at)
    record_event(verb="agenda_item_moved", subject=item, by=by, at=at)


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User, at: datetime) -> None:
    """Will take an item off the agenda; its reports stay and can be put on another."""
    _refuse_unless_clerk(by)
    meeting = item.meeting
    record_event(verb="agenda_item_removed", subject=item, by=by, at=at)
    item.delete()
    renumber(meeting.items.all(), _order(meeting))
    _touch(meeting, by=by, at=at)


@transaction.atomic
def place_report(*, item: AgendaItem, report: Report, by: User, at: datetime) -> None:
    """Will put a report under an agenda item, after those that are there."""
    _refuse_unless_clerk(by)
    last = item.item_reports.aggregate(last=Max("position"))["last"] or 0
    _, is_new = ItemReport.objects.get_or_create(item=item, report=report, defaults={"position": last + 1})
    if is_new:
        _touch(item.meeting, by=by, at=at)
        record_event(verb="report_placed", subject=report, by=by, at=at, detail={"item": str(item.pk)})


@transaction.atomic
def remove_report_from_item(*, item: AgendaItem, report: Report, by: User, at: datetime) -> None:
    """Will take a report off an agenda item."""
    _refuse_unless_clerk(by)
    item.item_reports.filter(report=report).delete()
    _touch(item.meeting, by=by, at=at)
    record_event(verb="report_taken_off", subject=report, by=by, at=at, detail={"item": str(item.pk)})


def _append(meeting: Meeting, **values: Any) -> AgendaItem:
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(meeting=meeting, position=last + 1, **values)
    _check_neutral_title(item)
    check_row(item)
    item.save(force_insert=True)
    return item


def _order(meeting: Meeting) -> list[UUID]:
    return list(meeting.items.order_by("position").values_list("pk", flat=True))


def _settle_order(meeting: Meeting) -> None:
    rows = meeting.items.order_by("position").values_list("pk", "classification")
    exempt_last = sorted(rows, key=lambda row: row[1] == Classification.EXEMPT)
    renumber(meeting.items.all(), [key for key, _ in exempt_last])


def _check_neutral_title(item: AgendaItem) -> None:
    if item.is_exempt and not item.neutral_title.strip():
        raise Invalid(
            "Enter a neutral title: the public sees it in place of the real one.", field="neutral_title"
        )


def _touch(meeting: Meeting, *, by: User, at: datetime) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(changed_at=at, changed_by=by)


def _refuse_unless_clerk(by: User) -> None:
    if not can_build_agenda(by):
        raise NotAllowed("Only democratic services prepare meetings and agendas.")
