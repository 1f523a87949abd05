"""What stands in the way of an agenda's publication, and what changed since its packs were made."""

from collections.abc import Sequence

from reports.choices import ReportState
from reports.models import Meeting, Pack, Report
from reports.queries.marks import marks_of

READY = frozenset({ReportState.ACCEPTED, ReportState.PUBLISHED})


def reports_of(meeting: Meeting) -> Sequence[Report]:
    """The reports on a meeting's agenda, each once, by reference."""
    return list(
        Report.objects.filter(item_reports__item__meeting=meeting).distinct().order_by("year", "number")
    )


def readiness(meeting: Meeting) -> Sequence[str]:
    """Say in a sentence each what must be done before the agenda can be published; nothing when it is ready."""
    items = list(meeting.items.order_by("position").prefetch_related("item_reports"))
    reports = reports_of(meeting)
    sentences = [] if items else ["Add the first item to the agenda."]
    sentences += [
        f"Say whether agenda item {item.position} is open or exempt."
        for item in items
        if not item.is_open and not item.is_exempt
    ]
    sentences += [
        f"Put a report under “{item.neutral_label()}”, or change its kind."
        for item in items
        if item.kind == "report" and not item.item_reports.all()
    ]
    sentences += [
        f"Accept report {report.reference}, which is {report.get_state_display().lower()}, or take it off the agenda."
        for report in reports
        if report.state not in READY
    ]
    references = {report.pk: report.reference for report in reports}
    sentences += [
        f"Say whether {mark.name} of report {references[mark.report]} is open or exempt."
        for mark in marks_of(set(references))
        if mark.is_unclassified
    ]
    return sentences


def changed_since(meeting: Meeting, pack: Pack) -> Sequence[str]:
    """Name what has changed since a pack's words were gathered: the agenda, and reports by reference."""
    names = ["the agenda"] if meeting.changed_at > pack.gathered_at else []
    names += [f"report {r.reference}" for r in reports_of(meeting) if r.changed_at > pack.gathered_at]
    return names
