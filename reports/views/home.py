"""Home: what needs you."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from childservices.models import User
from reports.queries.home import desks_of
from reports.views.access import standing_today


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Show everybody what needs them today; the public is led to the meetings."""
    if not isinstance(request.user, User):
        return redirect("meeting_list")
    on, at = timezone.localdate(), timezone.now()
    desks = desks_of(request.user, standing_today(request), on=on, at=at)
    today = f"{on:%A} {on.day} {on:%B %Y}"
    return render(
        request, "reports/home.html", {"desks": desks, "today": today, "page_title": "What needs you"}
    )
