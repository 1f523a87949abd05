"""Addresses of which some ask for an account, for the navigation's tests."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.browser.gallery import gallery


def private(request: HttpRequest) -> HttpResponse:
    """Asks for an account, as every view does that says nothing else."""
    return HttpResponse()


urlpatterns = [
    path("", private, name="home"),
    path("meetings/", gallery, {"page": "reading"}, name="meeting_list"),
    path("accessibility/", gallery, {"page": "reading"}, name="accessibility_statement"),
]
