"""The audit log on a page and as a file, for clerks and administrators."""

from collections.abc import Iterator
from typing import Any

import django_tables2
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from childservices.exports import csv_response
from childservices.filters import AuditEventFilter
from childservices.models import AuditEvent
from childservices.permissions import can_read_audit_log
from childservices.tables import CouncilTable

COLUMNS = ("Number", "When", "What", "Kind of record", "Record", "By", "Reason", "Request")


class AuditTable(CouncilTable):
    """What was done, newest first."""

    caption = "Audit log"
    empty_text = "Nothing was done that matches. Choose fewer conditions."

    at = django_tables2.DateTimeColumn(verbose_name="When", format="j F Y, H:i:s")
    verb = django_tables2.Column(verbose_name="What")
    label = django_tables2.Column(verbose_name="To what")
    by = django_tables2.Column(verbose_name="By", order_by="by__email", empty_values=())
    reason = django_tables2.Column(verbose_name="Reason", orderable=False)

    def render_by(self, record: AuditEvent) -> str:
        """Give whoever did it, or the service itself."""
        return str(record.by) if record.by else "The service"


@never_cache
@require_safe
def audit_list(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Show the audit log, or give it as a file with ?format=csv; both narrowed alike."""
    if not can_read_audit_log(request.user):
        raise PermissionDenied
    narrowed = AuditEventFilter(
        request.GET or None, queryset=AuditEvent.objects.select_related("by__person").order_by("-id")
    )
    if request.GET.get("format") == "csv":
        return csv_response("audit-log", COLUMNS, _lines(narrowed.qs))
    query = request.GET.copy()
    query["format"] = "csv"
    table = AuditTable(narrowed.qs, csv_url=f"?{query.urlencode()}")
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {"page_title": "Audit log", "table": table, "filter": narrowed}
    return render(request, "base_list.html", context)


def _lines(events: QuerySet[Any]) -> Iterator[list[Any]]:
    for event in events.iterator(chunk_size=500):
        who = str(event.by) if event.by else "The service"
        yield [
            event.id,
            event.at,
            event.verb,
            event.subject_type,
            event.label,
            who,
            event.reason,
            event.request_id,
        ]
