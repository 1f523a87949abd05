"""How the screens of a report load it: who may know of it, see what is exempt in it, and change it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from reports.choices import ReportState
from reports.domain.exemption import Sight
from reports.models import Report
from reports.permissions import ReportSight, Standing, can_edit_report, sight_of_report, title_for
from reports.tables.report import COLOURS
from reports.views.access import keep_sight, standing_today


@dataclass(frozen=True)
class SeenReport:
    """A report as the person who asks may see it."""

    report: Report
    standing: Standing
    user: Any

    @cached_property
    def view(self) -> ReportSight:
        """What the person sees of it."""
        return sight_of_report(self.standing, self.report)

    @property
    def sight(self) -> Sight:
        """Whether the person sees what is exempt in it, and by what right."""
        return self.view.sight

    @property
    def title(self) -> str:
        """The title by which pages about it call it, which says nothing that is exempt."""
        return title_for(self.standing, self.report)

    @property
    def own_title(self) -> str:
        """The title on its own page, as far as the person may read it; where it is exempt, the sight has to be kept."""
        return self.report.title if self.view.reads_title else self.title

    @property
    def can_edit(self) -> bool:
        """Whether the person may change its words now."""
        return can_edit_report(self.user, self.report)

    @property
    def may_rename(self) -> bool:
        """Whether the person may see, and so change, the title."""
        return self.view.reads_title

    @property
    def colour(self) -> str:
        """The colour of the state's tag."""
        return COLOURS[ReportState(self.report.state)]

    def sees(self, part: Any) -> bool:
        """Whether the person may read a part; what is not classified is treated like what is exempt."""
        return self.view.sees(part)

    def require_edit(self) -> None:
        """Refuse the page to whoever may not change the report now."""
        if self.can_edit:
            return
        if self.report.state == ReportState.PUBLISHED:
            raise PermissionDenied(
                "This report is published and its words are fixed. Ask democratic services to return it."
            )
        raise PermissionDenied(
            "You may not change this report in its present state. Ask its authors or democratic services."
        )

    def require_sight(self, part: Any) -> None:
        """Refuse the page to whoever may not read the part."""
        if not self.sees(part):
            raise PermissionDenied("This part of the report is not for publication, and not open to you.")

    def keep(self, request: HttpRequest, subject: Any) -> None:
        """Keep that the person is about to be shown something exempt, before the first byte is sent."""
        keep_sight(request, [(subject, self.sight)])


def reports_for(request: HttpRequest) -> Any:
    """The reports that the person may know of, with what every page of one says about it."""
    rows = Report.objects.visible_to(request.user).with_openness()
    return rows.select_related("template_version__template", "directorate").prefetch_related("authors")


def see_report(request: HttpRequest, pk: UUID) -> SeenReport:
    """The report as the person may see it; there is no such page for somebody who may not know of it."""
    return seen_by(request, get_object_or_404(reports_for(request), pk=pk))


def seen_by(request: HttpRequest, report: Report) -> SeenReport:
    """A report that is loaded, as the person who asks may see it."""
    return SeenReport(report, standing_today(request), request.user)


def find_part(request: HttpRequest, model: type[Any], pk: UUID, *, path: str = "report") -> Any:
    """A part of a report, or None where there is none that the person may know of; `path` leads to its report."""
    user: Any = request.user
    if not user.is_council_staff:
        return None
    rows = model._default_manager.select_related(
        f"{path}__template_version__template", f"{path}__directorate"
    )
    return rows.prefetch_related(f"{path}__authors").filter(pk=pk).first()
