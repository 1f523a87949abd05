"""The pages of published statistics: what columns of files mean, periods, and what was loaded."""

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from childservices.admin import CouncilModelAdmin, ReadOnlyAdmin
from childservices.exports import csv_response
from indicators.models import ColumnMapping, PublishedPeriod, StatisticsImport
from indicators.operations.statistics import take_values_from_files

MAPPING_COLUMNS = ("name", "file_pattern", "column", "filters", "indicator__reference")
REFUSED_COLUMNS = ("File", "Row", "What is wrong")

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[ColumnMapping]
else:
    _ModelForm = forms.ModelForm


class ColumnMappingForm(_ModelForm):
    """A mapping whose filters are names of columns and what these must hold, as text."""

    class Meta:
        model = ColumnMapping
        fields = ("name", "file_pattern", "column", "filters", "indicator")

    def clean_filters(self) -> dict[str, str]:
        """Refuse filters that are no names with texts."""
        filters = self.cleaned_data["filters"] or {}
        if not isinstance(filters, dict) or not all(isinstance(value, str) for value in filters.values()):
            raise ValidationError(
                'Write columns and what they must hold, such as {"category": "Children in Need"}.'
            )
        return filters


@admin.register(ColumnMapping)
class ColumnMappingAdmin(CouncilModelAdmin):
    """What columns of files in the open-data layout are, so that a new file needs no program."""

    form = ColumnMappingForm
    list_display = ("name", "file_pattern", "column", "indicator")
    list_select_related = ("indicator",)
    search_fields = ("name", "file_pattern", "column", "indicator__reference")
    ordering = ("name",)
    autocomplete_fields = ("indicator",)
    actions = ("export",)

    def save_model(self, request: HttpRequest, obj: ColumnMapping, form: Any, change: bool) -> None:
        """Will save the mapping; the values of its indicator come from files from now on."""
        user: Any = request.user
        take_values_from_files(indicator=obj.indicator, by=user, at=timezone.now())
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether a mapping made by mistake can be taken away; what it has loaded stays."""
        return self.has_change_permission(request, obj)

    @admin.action(description="Download as CSV")
    def export(self, request: HttpRequest, chosen: QuerySet[ColumnMapping]) -> HttpResponseBase:
        """Give the chosen mappings as a CSV file."""
        rows = chosen.order_by("name").values_list(*MAPPING_COLUMNS)
        lines = ([*row[:3], json.dumps(row[3], ensure_ascii=False), row[4]] for row in rows)
        return csv_response("column mappings", MAPPING_COLUMNS, lines)


@admin.register(PublishedPeriod)
class PublishedPeriodAdmin(ReadOnlyAdmin):
    """The labels of periods, with the years that they cover."""

    list_display = ("label", "start_year", "end_year", "years", "place", "status")
    search_fields = ("label",)
    ordering = ("-end_year", "label")


@admin.register(StatisticsImport)
class StatisticsImportAdmin(ReadOnlyAdmin):
    """What was loaded, from which file, and what came of it."""

    list_display = ("file_name", "state", "at", "by", "read", "created", "updated", "unchanged", "kept")
    list_filter = ("state",)
    list_select_related = ("by__person",)
    search_fields = ("file_name", "sha256")
    ordering = ("-at",)
    fields = (
        "file_name", "sha256", "licence", "state", "at", "by", "read", "created", "updated", "unchanged", "kept",
        "notes",
    )  # fmt: skip
    actions = ("export",)

    @admin.action(description="Download refused rows as CSV", permissions=["view"])
    def export(self, request: HttpRequest, chosen: QuerySet[StatisticsImport]) -> HttpResponseBase:
        """Give every row that the chosen files had refused as a CSV file."""
        lines = (
            [one.file_name, row["row"], row.get("reason") or " ".join(row["faults"].values())]
            for one in chosen.order_by("file_name", "at")
            for row in one.refused
        )
        return csv_response("refused rows", REFUSED_COLUMNS, lines)
