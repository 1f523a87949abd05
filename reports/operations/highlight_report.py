"""Highlight reports: computed once, then written on section by section."""

from datetime import date, datetime

from django.db import transaction

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, change_row
from childservices.richtext import identify_blocks
from reports.models import HighlightReport, HighlightSection, ImprovementPlan
from reports.papers.highlights import generated_sections
from reports.permissions import can_keep_plans


@transaction.atomic
def generate_highlight_report(
    *, plan: ImprovementPlan, month: date, by: User, at: datetime
) -> HighlightReport:
    """Will compute the highlight report of a month as the plan now tells it, ready to be written on.

    Raises:
        Invalid: the plan has one for that month already.
    """
    _refuse_unless_keeper(by)
    first = month.replace(day=1)
    if plan.highlight_reports.filter(month=first).exists():
        raise Invalid(f"There is a report for {first:%B %Y} already. Open it from the plan.", field="month")
    report = HighlightReport.objects.create(plan=plan, month=first, generated_at=at, generated_by=by)
    for key, html in generated_sections(plan, month=first).items():
        body = identify_blocks(html)
        HighlightSection.objects.create(
            report=report, key=key, generated=html, body=body, changed_at=at, changed_by=by
        )
    record_event(verb="highlight_report_generated", subject=report, by=by, at=at)
    return report


@transaction.atomic
def save_highlight_section(
    *, section: HighlightSection, expected: int, body: str, by: User, at: datetime
) -> HighlightSection:
    """Will keep what was written in a section; what was computed stays beside it.

    Raises:
        EditConflict: somebody else wrote on it meanwhile.
    """
    _refuse_unless_keeper(by)
    previous = HighlightSection.objects.filter(pk=section.pk).values_list("body", flat=True).first() or ""
    written = {"body": identify_blocks(body, previous), "changed_at": at, "changed_by": by}
    change_row(section, expected=expected, values=written)
    record_event(verb="highlight_section_saved", subject=section, by=by, at=at)
    return section


def _refuse_unless_keeper(by: User) -> None:
    if not can_keep_plans(by):
        raise NotAllowed("Only performance officers write highlight reports. Ask one of them.")
