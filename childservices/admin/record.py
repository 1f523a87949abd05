"""Pages that only show: what was done, and what is being done in the background."""

from django.contrib import admin

from childservices.admin_site import ReadOnlyAdmin
from childservices.models import AuditEvent, Job


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The audit log, by neutral labels."""

    list_display = ("at", "verb", "label", "by")
    list_select_related = ("by__person",)
    list_filter = ("verb",)
    search_fields = ("label", "verb")
    ordering = ("-id",)
    fields = ("at", "by", "verb", "label", "request_id")
    show_full_result_count = False


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Background jobs and how they stand."""

    list_display = ("kind", "state", "percent", "attempt", "requested_by", "created_at", "finished_at")
    list_select_related = ("requested_by__person",)
    list_filter = ("state", "kind")
    ordering = ("-created_at",)
    fields = (
        "kind",
        "state",
        "percent",
        "attempt",
        "requested_by",
        "created_at",
        "started_at",
        "finished_at",
    )
