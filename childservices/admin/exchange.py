"""Pages of reference data that comes and goes as a file."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from childservices.admin_site import CouncilModelAdmin
from childservices.exports import csv_response
from childservices.operations.reference import load_reference
from childservices.pdf import PaperError
from childservices.queries.reference import Exchange, ReadReference, read_reference
from childservices.uploads.rows import read_rows

LARGEST = 10_000_000  # bytes


class ReferenceFileForm(forms.Form):
    """The file, or once it was read, its lines."""

    file = forms.FileField(label="File (.xlsx or CSV)", required=False)
    lines = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Give the rows of what was sent, or say what to send."""
        cleaned = dict(super().clean() or self.cleaned_data)
        file = cleaned.get("file")
        if not file and not cleaned.get("lines"):
            self.add_error("file", "Choose the file.")
        elif file and file.size > LARGEST:
            self.add_error("file", "The file is larger than 10 MB. Split it.")
        else:
            self._read(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        file = cleaned.get("file")
        data, name = (file.read(), file.name) if file else (cleaned["lines"].encode(), "lines.csv")
        try:
            cleaned["rows"] = read_rows(data, name=name)
        except PaperError as refusal:
            self.add_error("file", refusal.sentence)


class ExchangedAdmin(CouncilModelAdmin):
    """A page whose rows can be downloaded as CSV, changed in a spreadsheet, and loaded again after a look."""

    exchanged: Sequence[str] = ()
    """The columns; rows are known by the first."""
    actions = ("export",)
    change_list_template = "admin/exchanged_list.html"

    @property
    def exchange(self) -> Exchange:
        """What comes and goes."""
        return Exchange(self.model, self.exchanged)

    @property
    def load_url_name(self) -> str:
        """The name of the page that loads a file."""
        return f"{self.model._meta.app_label}_{self.model._meta.model_name}_load"

    def get_urls(self) -> list[Any]:
        """Give the page that loads a file its address."""
        view = self.admin_site.admin_view(self.load_view)
        return [path("load/", view, name=self.load_url_name), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Show the list with the way to the page that loads a file."""
        load_url = reverse(f"admin:{self.load_url_name}")
        return super().changelist_view(request, {**(extra_context or {}), "load_url": load_url})

    def load_view(self, request: HttpRequest) -> HttpResponse:
        """Show what a file would do, and do it once that is confirmed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ReferenceFileForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self._show_load(request, form, None)
        read = read_reference(self.exchange, form.cleaned_data["rows"])
        if read.faults or "confirm" not in request.POST:
            return self._show_load(request, form, read)
        user: Any = request.user
        load_reference(read=read, by=user, at=timezone.now())
        messages.success(request, f"{len(read.added)} rows were added and {len(read.changed)} changed.")
        return redirect(f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_changelist")

    def _show_load(self, request: HttpRequest, form: Any, read: ReadReference | None) -> HttpResponse:
        lines = _as_csv(form.cleaned_data["rows"]) if read else ""
        context = {
            **self.admin_site.each_context(request),
            "title": f"Load {self.model._meta.verbose_name_plural} from a file",
            "opts": self.model._meta,
            "form": form,
            "read": read,
            "lines": lines,
            "columns": self.exchanged,
        }
        return TemplateResponse(request, "admin/exchanged_load.html", context)

    @admin.action(description="Download as CSV")
    def export(self, request: HttpRequest, chosen: QuerySet[Any]) -> HttpResponseBase:
        """Give the chosen rows as a CSV file that can be loaded again."""
        rows = chosen.order_by(self.exchanged[0]).values_list(*self.exchanged)
        return csv_response(str(self.model._meta.verbose_name_plural), self.exchanged, rows.iterator())


def _as_csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
