"""What clerks, the proper officer and other staff have before them: coming meetings, and what these wait for."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.urls import reverse

from reports.choices import MeetingState, ReportState
from reports.models import AgendaItem, Meeting, Report
from reports.permissions import Standing, title_for
from reports.queries.agenda import agenda_items, blocks_of, reports_under
from reports.queries.clock import Deadline, clocks_of, publication_deadline
from reports.queries.home.desk import COLOURS, MEETINGS, NEW, PAPERS, Desk, Need, day_text, desk_of, local_day
from reports.queries.issued import withheld_words
from reports.queries.marks import marks_of
from reports.queries.preparation import failed_jobs


def clerk_desks(standing: Standing, *, on: date, at: datetime) -> Iterable[Desk]:
    """Gather a clerk's desks; failed work has one only when there is any."""
    submitted = (
        Report.objects.with_openness()
        .filter(state=ReportState.SUBMITTED)
        .order_by("changed_at")[: PAPERS + 1]
    )
    failed = [
        Need(str(meeting), meeting.get_absolute_url(), job.error, "Failed", "red")
        for meeting, job in failed_jobs(since=at - NEW)
    ]
    return (
        *([Desk("Packs that could not be made", failed, "")] if failed else []),
        coming_meetings(on=on, with_blocks=True),
        desk_of(
            "Reports to accept",
            [_submitted(report, standing) for report in submitted],
            "No report is waiting for you.",
            limit=PAPERS,
            more_href=reverse("report_list"),
        ),
    )


def _submitted(report: Report, standing: Standing) -> Need:
    return Need(
        name=title_for(standing, report),
        href=report.get_absolute_url(),
        hint=f"{report.reference}, changed {local_day(report.changed_at)}",
        status=report.get_state_display(),
        colour=COLOURS[ReportState.SUBMITTED],
    )


def coming_meetings(*, on: date, with_blocks: bool) -> Desk:
    """The next meetings, each with its clock and, for those who prepare them, the count of what blocks publication."""
    meetings = list(Meeting.objects.coming(on=on).for_lists()[: MEETINGS + 1])
    clocks = clocks_of(meetings, on=on)
    blocks = blocks_of(agenda_items(meetings)) if with_blocks else {}
    return desk_of(
        "Coming meetings",
        [_coming_meeting(meeting, clocks[meeting.pk], blocks.get(meeting.pk)) for meeting in meetings],
        "No meeting is planned.",
        limit=MEETINGS,
        more_href=reverse("meeting_list"),
    )


def _coming_meeting(meeting: Meeting, clock: Iterable[Deadline], blocks: Sequence[str] | None) -> Need:
    deadline = publication_deadline(clock)
    if meeting.state == MeetingState.CONVENED:
        hints = ["The agenda is out."]
    else:
        words = "The agenda goes out" if blocks is None else "Publish the agenda"
        hints = [f"{words} by {deadline.by:%A} {day_text(deadline.by)}."] if deadline else []
        hints += [] if blocks is None else [_count_of_blocks(len(blocks))]
    return Need(
        name=str(meeting),
        href=meeting.get_absolute_url(),
        hint=" ".join(hints),
        status=deadline.state if deadline else meeting.get_state_display(),
        colour=deadline.colour if deadline else "grey",
    )


def _count_of_blocks(count: int) -> str:
    if count == 0:
        return "Nothing blocks publication."
    return "1 thing blocks publication." if count == 1 else f"{count} things block publication."


def proper_officer_desks(*, on: date) -> Iterable[Desk]:
    """Gather what is proposed as exempt on the coming agendas, each by its neutral name and paragraph."""
    items = agenda_items(list(Meeting.objects.coming(on=on).for_lists()[:MEETINGS]))
    rows = [item for under in items.values() for item in under]
    reports = {report.pk: report for report in reports_under(rows)}
    parts = [mark for mark in marks_of(set(reports)) if mark.is_exempt]
    needs = [_exempt_item(item) for item in rows if item.is_exempt]
    needs += [
        Need(
            name=f"Report {reports[mark.report].reference}: {mark.name}",
            href=reports[mark.report].get_absolute_url(),
            hint=withheld_words([mark.paragraph or 0], in_part=False),
        )
        for mark in parts
    ]
    return (
        desk_of(
            "Proposed as exempt on the coming agendas",
            needs,
            "Nothing on the coming agendas is proposed as exempt.",
            limit=PAPERS,
            more_href=reverse("meeting_list"),
        ),
    )


def _exempt_item(item: AgendaItem) -> Need:
    return Need(
        name=f"{item.meeting}: {item.neutral_label()}",
        href=item.meeting.get_absolute_url(),
        hint=withheld_words([item.exempt_paragraph or 0], in_part=False),
    )
