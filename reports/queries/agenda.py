"""What stands in the way of an agenda's publication, and what changed since its packs were made."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from reports.choices import ItemKind, ReportState
from reports.models import AgendaItem, Meeting, Report
from reports.queries.marks import Mark, marks_of

READY = frozenset({ReportState.ACCEPTED, ReportState.PUBLISHED})
WAITS_FOR = {
    ReportState.DRAFT: "Ask for report {} to be submitted: it is a draft. Or take it off the agenda.",
    ReportState.RETURNED: "Ask for report {} to be submitted again: it was returned. Or take it off the agenda.",
    ReportState.SUBMITTED: "Accept report {}, which is submitted, or take it off the agenda.",
}
"""What a clerk can do about a report that is on its way; one that is not can only be taken off."""
TAKE_OFF = "Take report {}, which is {}, off the agenda."


def agenda_items(meetings: Collection[Meeting]) -> Mapping[UUID, Sequence[AgendaItem]]:
    """The items of each meeting in their order with their reports, in three queries for any number of meetings."""
    by_meeting = {meeting.pk: meeting for meeting in meetings}
    items: dict[UUID, list[AgendaItem]] = {key: [] for key in by_meeting}
    rows = AgendaItem.objects.filter(meeting__in=by_meeting).order_by("position")
    reports = Prefetch("item_reports__report", queryset=Report.objects.with_openness())
    for item in rows.prefetch_related(reports):
        item.meeting = by_meeting[item.meeting_id]
        items[item.meeting_id].append(item)
    return items


def reports_under(items: Collection[AgendaItem]) -> Sequence[Report]:
    """The reports under agenda items that were read with them, each once, by reference."""
    found = {link.report_id: link.report for item in items for link in item.item_reports.all()}
    return sorted(found.values(), key=lambda report: (report.year, report.number))


def reports_of(meeting: Meeting) -> Sequence[Report]:
    """The reports on a meeting's agenda, each once, by reference."""
    return reports_under(agenda_items([meeting])[meeting.pk])


def readiness(meeting: Meeting) -> Sequence[str]:
    """Say in a sentence each what must be done before the agenda can be published; nothing when it is ready."""
    return blocks_of(agenda_items([meeting]))[meeting.pk]


def blocks_of(items: Mapping[UUID, Sequence[AgendaItem]]) -> Mapping[UUID, Sequence[str]]:
    """Say for each meeting what must be done before its agenda can be published, in one more query for all."""
    reports = {link.report_id for rows in items.values() for item in rows for link in item.item_reports.all()}
    unclassified: dict[UUID, list[Mark]] = defaultdict(list)
    for mark in marks_of(reports):
        if mark.is_unclassified:
            unclassified[mark.report].append(mark)
    return {meeting: _blocks(rows, unclassified) for meeting, rows in items.items()}


def _blocks(items: Sequence[AgendaItem], unclassified: Mapping[UUID, Sequence[Mark]]) -> Sequence[str]:
    reports = reports_under(items)
    sentences = [] if items else ["Add the first item to the agenda."]
    sentences += [
        f"Say whether agenda item {item.position} is open or exempt."
        for item in items
        if not item.is_open and not item.is_exempt
    ]
    sentences += [
        f"Put a report under “{item.open_title}”, or change its kind."
        for item in items
        if item.kind == ItemKind.REPORT and not item.item_reports.all()
    ]
    sentences += [
        WAITS_FOR.get(ReportState(report.state), TAKE_OFF).format(
            report.reference, report.get_state_display().lower()
        )
        for report in reports
        if report.state not in READY
    ]
    sentences += [
        f"Say whether {mark.name} of report {report.reference} is open or exempt."
        for report in reports
        for mark in unclassified.get(report.pk, ())
    ]
    return sentences


def changed_since(meeting: Meeting, reports: Collection[Report], *, moment: datetime) -> Sequence[str]:
    """Name what has changed since a moment: the agenda, and the reports under it by reference."""
    names = ["the agenda"] if meeting.changed_at > moment else []
    return names + [f"report {report.reference}" for report in reports if report.changed_at > moment]
