"""Adding, changing and taking away the parts of commissioning: one screen for all of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from childservices.domain.refusals import EditConflict, Refusal
from childservices.views.refused import show_conflict, show_refusal
from partnerships.forms.part import PartForm, part_form
from partnerships.operations import add_part, change_part, remove_part
from partnerships.queries.part_kinds import PART_KINDS, PartKind
from partnerships.views.access import require_manager

NO_KIND = "There is no such part of commissioning."


def part_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a programme or a provider."""
    found = _kind(kind)
    if found.whole is not None:
        raise Http404(NO_KIND)
    return _add(request, found, None)


def part_add(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Add a part to what it belongs to."""
    found = _kind(kind)
    if found.whole is None:
        raise Http404(NO_KIND)
    return _add(request, found, get_object_or_404(found.whole, pk=pk))


def part_change(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Change a part; somebody else's change meanwhile is shown beside what was typed."""
    manager = require_manager(request)
    found = _kind(kind)
    row = get_object_or_404(found.model, pk=pk)
    form = part_form(found, found.whole_of(row))(
        request.POST or None, instance=row, initial={"edit_number": row.edit_number}
    )
    if request.method == "POST" and form.is_valid():
        stored = get_object_or_404(found.model, pk=pk)
        expected = form.cleaned_data["edit_number"] or 0
        options = {"row": stored, "expected": expected, "values": form.values()}
        if _done(form, change_part, by=manager, **options):
            messages.success(request, f"The {found.name} is saved.")
            return redirect(_back(stored, found.whole_of(stored)))
    remove_url = reverse("part_remove", args=[kind, pk])
    return _show(request, form, f"Change the {found.name}", _back(row, found.whole_of(row)), remove_url)


def part_remove(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Ask, then take a part away."""
    manager = require_manager(request)
    found = _kind(kind)
    row = get_object_or_404(found.model, pk=pk)
    whole = found.whole_of(row)
    context: dict[str, Any] = {"row": row, "kind": found, "cancel_url": _back(row, whole)}
    if request.method == "POST":
        try:
            remove_part(row=row, by=manager, at=timezone.now())
        except Refusal as refusal:
            context["sentence"] = refusal.sentence
        else:
            messages.success(request, f"The {found.name} is removed.")
            return redirect(whole.get_absolute_url() if whole else "programme_list")
    title = f"Remove the {found.name}"
    return render(request, "partnerships/part_remove.html", context | {"page_title": title})


def _add(request: HttpRequest, found: PartKind, whole: Any) -> HttpResponse:
    manager = require_manager(request)
    form = part_form(found, whole)(request.POST or None)
    back = whole.get_absolute_url() if whole else reverse("programme_list")
    if request.method == "POST" and form.is_valid():
        row = _done(form, add_part, by=manager, kind=found, whole=whole, values=form.values())
        if row is not None:
            messages.success(request, f"The {found.name} is added.")
            return redirect(_back(row, whole))
    return _show(request, form, f"Add {found.with_article}", back)


def _done(form: PartForm, operation: Any, **options: Any) -> Any:
    """What the operation gives; None where it says no, which the form then shows."""
    try:
        return operation(at=timezone.now(), **options)
    except EditConflict as conflict:
        show_conflict(form, conflict)
    except Refusal as refusal:
        show_refusal(form, refusal)
    return None


def _show(request: HttpRequest, form: PartForm, title: str, back: str, remove_url: str = "") -> HttpResponse:
    context = {"form": form, "cancel_url": back, "remove_url": remove_url, "page_title": title}
    return render(request, "partnerships/part_form.html", context)


def _back(row: Any, whole: Any) -> str:
    """Where a part is seen: its own page where it has one, else that of its whole."""
    shows = row if hasattr(row, "get_absolute_url") else whole
    return str(shows.get_absolute_url())


def _kind(kind: str) -> PartKind:
    if kind not in PART_KINDS:
        raise Http404(NO_KIND)
    return PART_KINDS[kind]
