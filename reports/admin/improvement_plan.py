"""The pages of improvement plans: the plan, its themes and objectives, priorities and risks; actions have screens."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from childservices.admin import CouncilInline, CouncilModelAdmin
from reports.admin.ordered import OrderedInline
from reports.models import ImprovementPlan, Objective, PlanPriority, PlanRisk, PlanTheme


class ThemeInline(OrderedInline):
    """The themes of a plan; one with objectives is not taken away."""

    model = PlanTheme
    fields = ("position", "reference", "title")
    can_delete = False


class PriorityInline(CouncilInline):
    """The priorities of a plan and the days in which their actions are due."""

    model = PlanPriority
    ordering = ("number",)


class RiskInline(CouncilInline):
    """The risks and issues of a plan; one that is over gets a last day and stays."""

    model = PlanRisk
    ordering = ("raised_on", "reference")


@admin.register(ImprovementPlan)
class ImprovementPlanAdmin(CouncilModelAdmin):
    """Improvement plans; performance officers add their actions on the plan's own page."""

    fields = (
        "title",
        "slug",
        "body",
        "starts_on",
        "ends_on",
        "is_public",
        "overall_decimals",
        "theme_decimals",
        "priority_decimals",
    )
    list_display = ("title", "body", "starts_on", "ends_on", "is_public")
    list_select_related = ("body",)
    list_filter = ("is_public",)
    search_fields = ("title", "slug")
    ordering = ("-starts_on", "title")
    inlines = (ThemeInline, PriorityInline, RiskInline)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the short name once addresses hold it."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """Offer a short name made from the title."""
        return {} if obj else {"slug": ("title",)}


class ObjectiveInline(OrderedInline):
    """The objectives of a theme; one with actions is not taken away."""

    model = Objective
    fields = ("position", "title")
    can_delete = False


@admin.register(PlanTheme)
class PlanThemeAdmin(CouncilModelAdmin):
    """Themes with their objectives; a theme is added on the page of its plan."""

    fields = ("plan", "reference", "title")
    readonly_fields = ("plan",)
    list_display = ("__str__", "plan")
    list_select_related = ("plan",)
    list_filter = ("plan",)
    search_fields = ("title", "objectives__title")
    ordering = ("plan__title", "position")
    inlines = (ObjectiveInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Give the themes with their plans."""
        return super().get_queryset(request).select_related("plan")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say no: a theme is added on the page of its plan, where it gets its place."""
        return False
