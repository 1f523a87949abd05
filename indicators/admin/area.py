"""The pages of areas and of the lists of those that are alike."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from childservices.admin import CouncilInline, CouncilModelAdmin, ExchangedAdmin
from childservices.exports import csv_response
from indicators.models import Area, Neighbour, NeighbourModel

AREA_COLUMNS = ("code", "name", "level", "region__code", "ons_code", "is_former", "is_own")
NEIGHBOUR_COLUMNS = ("model__slug", "area__code", "rank", "neighbour__code", "closeness")


@admin.register(Area)
class AreaAdmin(ExchangedAdmin):
    """Authorities, regions and England, by the codes that statistics carry; one is the council itself."""

    list_display = ("code", "name", "level", "region", "ons_code", "is_former", "is_own")
    list_filter = ("level", "is_former")
    list_select_related = ("region",)
    search_fields = ("code", "name", "ons_code")
    ordering = ("code",)
    autocomplete_fields = ("region",)
    exchanged = AREA_COLUMNS

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the code once figures hang on it."""
        return ("code",) if obj else ()


class NeighbourInline(CouncilInline):
    """The authorities like the council itself; those of the other areas come with a file."""

    model = Neighbour
    fk_name = "model"
    fields = ("area", "rank", "neighbour", "closeness")
    autocomplete_fields = ("area", "neighbour")
    ordering = ("rank",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Give the council's own neighbours."""
        return super().get_queryset(request).filter(area__is_own=True).select_related("area", "neighbour")


@admin.register(NeighbourModel)
class NeighbourModelAdmin(CouncilModelAdmin):
    """Dated lists of neighbours; the latest is the usual one from its first day."""

    list_display = ("slug", "title", "starts_on")
    search_fields = ("slug", "title")
    ordering = ("-starts_on",)
    inlines = (NeighbourInline,)
    actions = ("export",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the short name, by which papers and files know the list."""
        return ("slug",) if obj else ()

    @admin.action(description="Download neighbours as CSV")
    def export(self, request: HttpRequest, chosen: QuerySet[NeighbourModel]) -> HttpResponseBase:
        """Give every area's neighbours in the chosen lists as a CSV file."""
        rows = Neighbour.objects.filter(model__in=chosen).order_by("model__slug", "area__code", "rank")
        lines = rows.values_list(*NEIGHBOUR_COLUMNS)
        return csv_response("statistical neighbours", NEIGHBOUR_COLUMNS, lines.iterator())
