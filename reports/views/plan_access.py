"""How the screens of plans load what a person may read, update and keep."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from reports.models import HighlightReport, HighlightSection, ImprovementPlan, PlanAction
from reports.permissions import can_keep_plans, can_read_plan_updates


def load_plan(request: HttpRequest, slug: str) -> ImprovementPlan:
    """The plan, if the person may read it; otherwise the page does not exist."""
    plans = ImprovementPlan.objects.visible_to(request.user).select_related("body")
    return get_object_or_404(plans, slug=slug)


def load_action(request: HttpRequest, pk: UUID) -> PlanAction:
    """An action with all that its page shows of it; for staff alone."""
    require_staff(request)
    rows = PlanAction.objects.select_related("plan__body", "objective__theme", "priority")
    return get_object_or_404(rows.prefetch_related("leads", "links"), pk=pk)


def load_report(request: HttpRequest, pk: UUID) -> HighlightReport:
    """A highlight report; for staff alone."""
    require_staff(request)
    return get_object_or_404(HighlightReport.objects.select_related("plan"), pk=pk)


def load_section(request: HttpRequest, pk: UUID) -> HighlightSection:
    """A section of a highlight report, for whoever writes it."""
    require_keeper(request)
    return get_object_or_404(HighlightSection.objects.select_related("report__plan"), pk=pk)


def require_staff(request: HttpRequest) -> Any:
    """The signed-in member of staff, or a refusal."""
    if not can_read_plan_updates(request.user):
        raise PermissionDenied("What is said of the actions of plans is for the council's staff.")
    return request.user


def require_keeper(request: HttpRequest) -> Any:
    """The signed-in performance officer, or a refusal."""
    if not can_keep_plans(request.user):
        raise PermissionDenied("Only performance officers keep plans. Ask one of them.")
    return request.user
