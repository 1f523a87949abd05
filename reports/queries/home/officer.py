"""What an officer has before them: their drafts, what came back and why, and their papers on the next agendas."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from childservices.models import AuditEvent, User
from reports.choices import AUTHOR_EDITS, ReportState
from reports.models import ItemReport, Meeting, Report
from reports.permissions import Standing, title_for
from reports.queries.clock import Deadline, clocks_of, publication_deadline
from reports.queries.home.desk import COLOURS, MEETINGS, PAPERS, Desk, Need, day_text, desk_of, local_day
from reports.queries.home.plan import plan_desk


def officer_desks(user: User, standing: Standing, *, on: date) -> Iterable[Desk]:
    """Gather an officer's desks."""
    own = (
        Report.objects.with_openness().written_by(user).filter(state__in=AUTHOR_EDITS).order_by("-changed_at")
    )
    drafts = list(own[: PAPERS + 1])
    reasons = _reasons_of_return([report for report in drafts if report.state == ReportState.RETURNED])
    return (
        desk_of(
            "Your reports",
            [_own_report(report, standing, reasons.get(str(report.pk), "")) for report in drafts],
            "You have no drafts, and nothing has been returned to you.",
            limit=PAPERS,
            more_href=reverse("report_list"),
        ),
        plan_desk(user, on=on),
        desk_of(
            "Your papers on the next agendas",
            _papers_on_agendas(user, standing, on=on),
            "None of your papers is on a coming agenda.",
            limit=PAPERS,
            more_href=reverse("report_list"),
        ),
    )


def _reasons_of_return(reports: Sequence[Report]) -> Mapping[str, str]:
    if not reports:
        return {}
    keys = [str(report.pk) for report in reports]
    events = AuditEvent.objects.filter(
        verb="report_return", subject_type="reports.report", subject_id__in=keys
    )
    return dict(events.order_by("id").values_list("subject_id", "reason"))


def _own_report(report: Report, standing: Standing, reason: str) -> Need:
    return Need(
        name=title_for(standing, report),
        href=report.get_absolute_url(),
        hint=f"Why it came back: {reason}"
        if reason
        else f"{report.reference}, changed {local_day(report.changed_at)}",
        status=report.get_state_display(),
        colour=COLOURS[ReportState(report.state)],
    )


def _papers_on_agendas(user: User, standing: Standing, *, on: date) -> Sequence[Need]:
    if user.person_id is None:
        return ()
    meetings = Meeting.objects.coming(on=on).filter(
        items__item_reports__report__authors__person=user.person_id
    )
    coming = {meeting.pk: meeting for meeting in meetings.distinct().for_lists()[:MEETINGS]}
    clocks = clocks_of(coming.values(), on=on)
    links = ItemReport.objects.filter(item__meeting__in=coming, report__authors__person=user.person_id)
    reports = Prefetch("report", queryset=Report.objects.with_openness())
    rows = links.select_related("item").prefetch_related(reports)
    return [
        _paper_on_agenda(link.report, standing, coming[link.item.meeting_id], clocks[link.item.meeting_id])
        for link in rows.order_by("item__meeting__on", "item__position", "position")
    ]


def _paper_on_agenda(report: Report, standing: Standing, meeting: Meeting, clock: Iterable[Deadline]) -> Need:
    deadline = publication_deadline(clock)
    due = f". The agenda goes out by {day_text(deadline.by)}." if deadline else ""
    return Need(
        name=title_for(standing, report),
        href=report.get_absolute_url(),
        hint=f"{meeting}{due}",
        status=report.get_state_display(),
        colour=COLOURS[ReportState(report.state)],
    )
