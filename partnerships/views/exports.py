"""A programme's open data: grants as 360Giving JSON and spreadsheet, and the transparency list."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone

from childservices.exports import csv_response, xlsx_response
from partnerships.queries.grants import SHEET, TRANSPARENCY, giving_package, giving_rows, transparency_rows
from partnerships.views.access import load_programme


@login_not_required
def grants_json(request: HttpRequest, slug: str) -> JsonResponse:
    """Send the grants of a public programme as a 360Giving package."""
    programme = load_programme(request, slug)
    return JsonResponse(
        giving_package(programme, at=timezone.localtime()),
        headers={"Content-Disposition": f'attachment; filename="{slug}-grants.json"'},
    )


@login_not_required
def grants_spreadsheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the same grants as a 360Giving spreadsheet."""
    programme = load_programme(request, slug)
    return xlsx_response(f"{slug}-grants", "grants", SHEET, giving_rows(programme, at=timezone.localtime()))


@login_not_required
def transparency_list(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send the grants as the transparency list."""
    programme = load_programme(request, slug)
    return csv_response(f"{slug}-transparency.csv", TRANSPARENCY, transparency_rows(programme))
