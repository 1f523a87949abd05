"""The pages of templates: what reports are written on, version by version."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from childservices.admin import CouncilModelAdmin
from childservices.domain.refusals import Refusal
from reports.admin.ordered import OrderedInline
from reports.models import ReportTemplate, TemplateSection, TemplateVersion
from reports.operations.template import begin_template_version


@admin.register(ReportTemplate)
class ReportTemplateAdmin(CouncilModelAdmin):
    """Templates; their headings stand in versions, which are begun here."""

    fieldsets = (
        (
            None,
            {
                "fields": ("name", "slug", "is_offered"),
                "description": "Headings stand in versions. To begin one, save the template, choose it in the list and "
                "then “Begin a new version”.",
            },
        ),
    )
    list_display = ("name", "slug", "is_offered", "latest_version")
    list_filter = ("is_offered",)
    search_fields = ("name", "slug")
    ordering = ("name",)
    actions = ("begin_version",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Give the templates with the number of their versions."""
        return super().get_queryset(request).annotate(version_count=Count("versions"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the short name, by which fixtures and reports know the template."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """Offer a short name made from the name."""
        return {} if obj else {"slug": ("name",)}

    @admin.display(description="versions", ordering="version_count")
    def latest_version(self, template: Any) -> int:
        """Count the versions."""
        return int(template.version_count)

    @admin.action(description="Begin a new version")
    def begin_version(self, request: HttpRequest, templates: QuerySet[Any]) -> None:
        """Will begin the next version of the chosen templates, each with the headings of its last."""
        user: Any = request.user
        for template in templates.order_by("name"):
            try:
                version = begin_template_version(template=template, by=user, at=timezone.now())
            except Refusal as refusal:
                self.message_user(request, refusal.sentence, messages.ERROR)
            else:
                self.message_user(
                    request, f"{version} was begun. Change it among the versions.", messages.SUCCESS
                )


class SectionInline(OrderedInline):
    """The headings of a version."""

    model = TemplateSection
    fields = ("position", "heading", "key", "kind", "is_required", "guidance", "default_classification")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Say what the kind is for."""
        kwargs["help_texts"] = {"kind": "What the section holds beside its text."}
        return super().get_formset(request, obj, **kwargs)


@admin.register(TemplateVersion)
class TemplateVersionAdmin(CouncilModelAdmin):
    """Versions; one that a report was written on is shown and no longer changed."""

    fields = ("template", "number", "banner", "is_numbered", "has_header", "directorate_label", "valid_from")
    readonly_fields = ("template", "number")
    list_display = ("__str__", "banner", "directorate_label", "valid_from", "written")
    list_select_related = ("template",)
    list_filter = ("template",)
    search_fields = ("template__name", "banner", "sections__heading")
    search_help_text = "The name of a template, a banner or a heading."
    ordering = ("template__name", "-number")
    inlines = (SectionInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Give the versions with the number of reports that were written on them."""
        return super().get_queryset(request).annotate(report_count=Count("reports", distinct=True))

    @admin.display(description="reports written on it", ordering="report_count")
    def written(self, version: Any) -> int:
        """Count the reports."""
        return int(version.report_count)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say no: a version is begun from its template, so that it is numbered and begins as the last one was."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether no report was written on it yet."""
        return super().has_change_permission(request, obj) and not _is_used(obj)


def _is_used(version: TemplateVersion | None) -> bool:
    return version is not None and version.reports.exists()
