"""The application's addresses, and one whose page breaks while it holds the words of an exempt section."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from reports.models import Section


class Unforeseen(Exception):
    """What nobody has thought of, with a word of a paper in its message, as databases like to have it."""


def breaks(request: HttpRequest) -> HttpResponse:
    """Read every section and break."""
    held: Any = [section.body for section in Section.objects.order_by("pk")]
    raise Unforeseen(" ".join(held))


urlpatterns = [path("breaks/", breaks, name="breaks"), path("", include("childservices.urls"))]
