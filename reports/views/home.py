"""Home: what needs you."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def home(request: HttpRequest) -> HttpResponse:
    """Lead to the meetings."""
    return redirect("meeting_list")
