"""Who may write, change, return and delete reports to members."""

from typing import Any

from childservices.choices import Role
from reports.choices import AUTHOR_EDITS, CLERK_EDITS, ReportState
from reports.models import Report


def can_write_reports(user: Any) -> bool:
    """Whether a person may begin a report: officers and clerks who hold a post."""
    return bool(user.person_id) and (user.has_role(Role.OFFICER) or user.has_role(Role.CLERK))


def can_read_draft(user: Any, report: Report) -> bool:
    """Whether a person may read the open parts of a report that is not published: the council's staff."""
    return bool(user.is_council_staff)


def is_author(user: Any, report: Report) -> bool:
    """Whether the person is one of the officers who write the report."""
    return user.has_role(Role.OFFICER) and any(
        author.person_id == user.person_id for author in report.authors.all()
    )


def can_edit_report(user: Any, report: Report) -> bool:
    """Whether a person may change the report's words: its authors in draft, a clerk until it is published."""
    if user.has_role(Role.CLERK):
        return report.state in CLERK_EDITS
    return report.state in AUTHOR_EDITS and is_author(user, report)


def can_submit_report(user: Any, report: Report) -> bool:
    """Whether a person may submit the report: its authors, or a clerk for them."""
    return user.has_role(Role.CLERK) or is_author(user, report)


def can_accept_report(user: Any, report: Report) -> bool:
    """Whether a person may accept a submitted report for the agenda: a clerk who did not write it."""
    return user.has_role(Role.CLERK) and not is_author(user, report)


def can_return_report(user: Any, report: Report) -> bool:
    """Whether a person may return the report to its authors: a clerk."""
    return bool(user.has_role(Role.CLERK))


def can_withdraw_report(user: Any, report: Report) -> bool:
    """Whether a person may withdraw the report: its authors or a clerk."""
    return user.has_role(Role.CLERK) or is_author(user, report)


def can_delete_report(user: Any, report: Report) -> bool:
    """Whether a person may delete the report: whoever may edit it, while it is a draft."""
    return report.state == ReportState.DRAFT and can_edit_report(user, report)
