"""What a commissioning manager has to look at, on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django_tables2 import RequestConfig

from childservices.exports import csv_response
from partnerships.permissions import can_commission
from partnerships.queries.attention import due_for_renewal, over_profile, returns_by_need
from partnerships.tables.commissioning import OverProfileTable, RenewalTable, ReturnTable
from partnerships.views.access import require_reader

RETURNS = {
    "late": ("Late", "No return is late."),
    "queried": ("Queried, waiting for the provider", "No question is open."),
    "submitted": ("To approve", "No claim waits for you."),
}


def attention(request: HttpRequest) -> HttpResponseBase:
    """Show what is late, queried, to approve, over profile or due for renewal; each list downloads by itself."""
    require_reader(request)
    tables = _tables()
    if request.GET.get("format") == "csv" and request.GET.get("table") in tables:
        header, *rows = tables[request.GET["table"]].as_values()
        return csv_response(f"{request.GET['table']}.csv", header, rows)
    for table in tables.values():
        RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {"tables": tables.values(), "is_manager": can_commission(request.user)}
    title = "What needs attention"
    return render(request, "partnerships/attention.html", context | {"page_title": title})


def _tables() -> dict[str, Any]:
    today = timezone.localdate()
    returns = returns_by_need(on=today)
    options = {
        name: {"prefix": f"{name}-", "csv_url": f"?format=csv&table={name}"}
        for name in (*RETURNS, "over-profile", "renewal")
    }
    found: dict[str, Any] = {
        name: ReturnTable(returns[name], caption=caption, empty_text=nothing, **options[name])
        for name, (caption, nothing) in RETURNS.items()
    }
    found["over-profile"] = OverProfileTable(over_profile(on=today), **options["over-profile"])
    found["renewal"] = RenewalTable(due_for_renewal(on=today), **options["renewal"])
    return found
