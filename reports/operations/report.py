"""Reports to members: begun, described, moved along their lifecycle, deleted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from childservices.choices import Role
from childservices.domain.refusals import EditConflict
from childservices.models import Organisation, User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, change_row, check_row
from childservices.operations.notices import send_notice
from reports.choices import Purpose, ReportState
from reports.domain.workflow import REASON_NEEDED, REPORT, next_state
from reports.models import Meeting, Report, ReportAuthor, Section, TemplateVersion
from reports.operations.editing import next_number, touch_report
from reports.permissions import (
    can_accept_report,
    can_delete_report,
    can_edit_report,
    can_return_report,
    can_submit_report,
    can_withdraw_report,
    can_write_reports,
)
from reports.queries.completeness import missing_from_report

MOVES_ALLOWED = {
    "submit": can_submit_report,
    "accept": can_accept_report,
    "return": can_return_report,
    "withdraw": can_withdraw_report,
}


@transaction.atomic
def create_report(
    *,
    title: str,
    template_version: TemplateVersion,
    directorate: Organisation,
    post_title: str,
    by: User,
    at: datetime,
    purpose: Purpose = Purpose.DECIDE,
) -> Report:
    """Will begin a report on a template, with an empty section for each of its headings and the author named."""
    if by.person is None or not can_write_reports(by):
        raise NotAllowed(
            "Only an officer who holds a post may begin a report. Ask an administrator for a post."
        )
    report = Report(
        year=at.year,
        number=next_number(f"reports/{at.year}"),
        title=title,
        template_version=template_version,
        directorate=directorate,
        purpose=purpose,
        created_at=at,
        created_by=by,
        changed_at=at,
        changed_by=by,
    )
    check_row(report)
    report.save(force_insert=True)
    ReportAuthor.objects.create(report=report, person=by.person, post_title=post_title)
    add_sections(report)
    record_event(verb="report_created", subject=report, by=by, at=at)
    return report


def add_sections(report: Report) -> Sequence[Section]:
    """Will give a report an empty section for each heading of its template, classified as the template says."""
    return Section.objects.bulk_create(
        Section(
            report=report,
            heading=heading,
            position=heading.position,
            classification=heading.default_classification,
        )
        for heading in report.template_version.sections.order_by("position")
    )


@transaction.atomic
def change_report_details(
    *, report: Report, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> Report:
    """Will change the report's title, wards, purpose, directorate or key decision mark."""
    _refuse_unless_editable(report, by=by)
    change_row(report, expected=expected, values=dict(values) | {"changed_at": at, "changed_by": by})
    record_event(verb="report_details_changed", subject=report, by=by, at=at)
    return report


@transaction.atomic
def move_report(*, report: Report, verb: str, by: User, at: datetime, reason: str = "") -> Report:
    """Will submit, accept, return or withdraw a report as its lifecycle and the person's rights allow.

    Submitting asks for everything the template requires; returning and withdrawing ask for a reason.
    """
    report = locked(report)
    target = next_state(REPORT, report.state, verb)
    if target is None or verb not in MOVES_ALLOWED:
        raise NotAllowed(
            f"A report that is {report.get_state_display().lower()} cannot be {verb}ed. Open it again."
        )
    if not MOVES_ALLOWED[verb](by, report):
        raise NotAllowed("You may not do this with this report. Ask its author or democratic services.")
    if verb in REASON_NEEDED and not reason.strip():
        raise Invalid("Enter the reason: the authors and the audit log need it.", field="reason")
    if verb == "submit" and (missing := missing_from_report(report)):
        raise Invalid(f"The report is not complete. {' '.join(missing)}")
    Report.objects.filter(pk=report.pk).update(state=ReportState(target))
    report.state = ReportState(target)
    touch_report(report=report, by=by, at=at)
    record_event(verb=f"report_{verb}", subject=report, by=by, at=at, reason=reason.strip())
    _tell_who_is_next(report, verb=verb)
    return report


def _tell_who_is_next(report: Report, *, verb: str) -> None:
    if verb == "return":
        authors = User.objects.filter(person__authorships__report=report)
        sentences = (
            "Democratic services returned it. Sign in and open the report: its page gives the reason.",
        )
        send_notice(to=authors, subject=f"Report {report.reference} was returned", sentences=sentences)
    elif verb == "submit":
        clerks = User.objects.filter(groups__name=Role.CLERK)
        sentences = ("It waits to be accepted. Sign in and open the report.",)
        send_notice(to=clerks, subject=f"Report {report.reference} was submitted", sentences=sentences)


@transaction.atomic
def delete_report(*, report: Report, by: User, at: datetime) -> None:
    """Will delete a draft with all its parts and take it off every agenda; the audit log keeps that it existed."""
    report = locked(report)
    if not can_delete_report(by, report):
        raise NotAllowed(
            "Only a draft may be deleted, and only by its author or a clerk. Withdraw it instead."
        )
    record_event(verb="report_deleted", subject=report, by=by, at=at)
    agendas = list(Meeting.objects.filter(items__item_reports__report=report).values_list("pk", flat=True))
    Meeting.objects.filter(pk__in=agendas).update(changed_at=at, changed_by=by)
    report.item_reports.all().delete()
    report.delete()


def _refuse_unless_editable(report: Report, *, by: User) -> None:
    if can_edit_report(by, report):
        return
    if report.state == ReportState.PUBLISHED:
        raise NotAllowed(
            "This report is published and its words are fixed. Ask democratic services to return it."
        )
    raise NotAllowed(
        "You may not change this report in its present state. Ask its author or democratic services."
    )


def locked(report: Report) -> Report:
    """Will answer the report as it is now, locked until the transaction ends, or refuse when it was deleted."""
    now = Report.objects.select_for_update().filter(pk=report.pk).first()
    if now is None:
        raise EditConflict(
            "Somebody deleted this report meanwhile. Copy what you typed before you leave.", current={}
        )
    return now


def refuse_unless_editable(*, report: Report, by: User) -> Report:
    """Will answer the report as it is now, locked, or refuse when the person may not change it."""
    report = locked(report)
    _refuse_unless_editable(report, by=by)
    return report
