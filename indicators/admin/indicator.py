"""The pages of themes, suppression policies and indicators."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from childservices.admin import CouncilModelAdmin, ExchangedAdmin
from childservices.exports import csv_response
from indicators.models import Indicator, SuppressionPolicy, Theme

EXPORTED = (
    "reference", "title", "theme__slug", "component_of__reference", "unit", "per", "polarity", "decimals", "frequency",
    "year_type", "aggregation", "manager__slug", "director__slug", "is_published_statistic", "retired_on",
)  # fmt: skip


@admin.register(Theme)
class ThemeAdmin(ExchangedAdmin):
    """Headings under which indicators are reported, in their order."""

    list_display = ("title", "framework", "position")
    list_filter = ("framework",)
    search_fields = ("title", "slug")
    ordering = ("position", "title")
    prepopulated_fields = {"slug": ("title",)}
    exchanged = ("slug", "title", "framework", "position")


@admin.register(SuppressionPolicy)
class SuppressionPolicyAdmin(ExchangedAdmin):
    """Which small numbers of a source stay hidden."""

    list_display = ("name", "largest", "small_group")
    exchanged = ("name", "largest", "small_group")
    search_fields = ("name",)
    ordering = ("name",)


@admin.register(Indicator)
class IndicatorAdmin(CouncilModelAdmin):
    """Indicators: who answers for them, under which heading; what they measure is the performance officer's."""

    list_display = ("reference", "title", "theme", "is_published_statistic", "retired_on")
    list_filter = ("is_published_statistic", "theme", "unit", "polarity")
    list_select_related = ("theme",)
    search_fields = ("reference", "title")
    ordering = ("reference",)
    fields = (
        "reference", "title", "theme", "manager", "director", "portfolio", "suppression", "display_map",
        "published_as",
    )  # fmt: skip
    readonly_fields = ("reference", "title")
    autocomplete_fields = ("theme", "manager", "director", "portfolio", "suppression", "published_as")
    actions = ("export",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say no: indicators are defined by performance officers."""
        return False

    @admin.action(description="Download as CSV")
    def export(self, request: HttpRequest, chosen: QuerySet[Indicator]) -> HttpResponseBase:
        """Give the chosen indicators as a CSV file."""
        rows = chosen.order_by("reference").values_list(*EXPORTED)
        return csv_response("indicators.csv", EXPORTED, rows.iterator())
