"""Highlight reports as papers and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reports.choices import HighlightKey
from reports.models import HighlightReport, HighlightSection, ImprovementPlan
from reports.queries.history import post_of, posts_of


@dataclass(frozen=True)
class SectionShown:
    """A section of a highlight report: what was computed, and what stands."""

    row: HighlightSection
    key: HighlightKey
    title: str
    generated: str
    body: str
    changed_by: str
    changed_at: datetime

    @property
    def is_edited(self) -> bool:
        """Whether somebody has written on what was computed."""
        return self.row.edit_number > 1


@dataclass(frozen=True)
class HighlightReportShown:
    """The highlight report of a month, section by section in its order."""

    report: HighlightReport
    plan: str
    month: date
    sections: Sequence[SectionShown]

    def body_of(self, key: HighlightKey) -> str:
        """The words of one section as they stand."""
        return next((section.body for section in self.sections if section.key == key), "")


def highlight_report_of(plan: ImprovementPlan, *, month: date) -> HighlightReportShown | None:
    """The highlight report of the month that a day is in, if there is one."""
    reports = HighlightReport.objects.filter(plan=plan, month=month.replace(day=1))
    found = reports.select_related("plan").first()
    return shown_report(found) if found else None


def shown_report(report: HighlightReport) -> HighlightReportShown:
    """A highlight report with its sections in their order and who wrote them last."""
    rows = {row.key: row for row in report.sections.select_related("changed_by", "report__plan")}
    posts = posts_of({row.changed_by.person_id for row in rows.values()})
    sections = [
        SectionShown(
            row=rows[key],
            key=key,
            title=key.label,
            generated=rows[key].generated,
            body=rows[key].body,
            changed_by=post_of(rows[key].changed_by, posts),
            changed_at=rows[key].changed_at,
        )
        for key in HighlightKey
        if key in rows
    ]
    return HighlightReportShown(report, report.plan.title, report.month, sections)


def latest_report_to(plan: ImprovementPlan) -> HighlightReport | None:
    """The latest highlight report of a plan, or of another plan that the same body is told of."""
    own = plan.highlight_reports.order_by("-month").first()
    others = HighlightReport.objects.filter(plan__body=plan.body_id).select_related("plan")
    return own or others.order_by("-month", "plan__title").first()
