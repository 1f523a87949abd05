"""Screens that add, change and take away rows that several people keep: one form, one operation, nothing typed lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from childservices.domain.refusals import EditConflict, Refusal
from childservices.forms.kept import KeptForm, Noun
from childservices.models import Kept, Part
from childservices.views.refused import show_conflict, show_refusal

GONE = "Somebody took this away while you were writing. Copy your text before you leave."


@dataclass(frozen=True)
class Keeper:
    """The screens of one app: which kinds of rows it keeps, who may, the operations, and where its pages begin."""

    nouns: Mapping[str, Noun]
    can_keep: Callable[[Any], bool]
    refused: str
    add_row: Callable[..., Any]
    change_row: Callable[..., Any]
    remove_row: Callable[..., Any]
    home: tuple[str, str]
    """What its first page is called, and the name of its address."""

    def add(self, request: HttpRequest, noun: str, whole: UUID | None = None) -> HttpResponse:
        """Ask for a new row, and add it to the whole that it belongs to."""
        kind = self._noun(request, noun)
        above = _whole_of(kind, whole)
        if above is None and above_field(kind):
            return _gone(request, kind)
        form = kind.form(_sent(request), whole=above)
        if request.method == "POST" and form.is_valid():
            row = kind.model(**form.values(), **({above_field(kind): above} if above else {}))
            try:
                self.add_row(row, by=request.user, at=timezone.now())
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, f"{str(row)[:100]}: added.")
                return redirect(page_of(row, kind))
        back = page_of(above, kind) if above else _list_of(kind, self)
        return self._show(request, form, f"Add {kind.name}", back, above)

    def change(self, request: HttpRequest, noun: str, pk: UUID) -> HttpResponse:
        """Show what a row says, and change it unless somebody else did meanwhile."""
        kind = self._noun(request, noun)
        row = kind.model._default_manager.filter(pk=pk).first()
        if row is None:
            return _gone(request, kind)
        back, title = page_of(row, kind), str(row)
        whole = _parent(row)
        form = kind.form(_sent(request), initial=kind.initial(row), whole=whole)
        if request.method == "POST" and form.is_valid() and self._saves(request, form, row):
            messages.success(request, f"{str(row)[:100]}: saved.")
            return redirect(page_of(row, kind))
        return self._show(request, form, f"Change {kind.name}", back, whole, row=row, caption=title[:200])

    def remove(self, request: HttpRequest, noun: str, pk: UUID) -> HttpResponse:
        """Ask whether a row is to be taken away, and take it."""
        kind = self._noun(request, noun)
        row = get_object_or_404(kind.model, pk=pk)
        back = page_of(_parent(row) or row, kind)
        form = KeptForm(_sent(request))
        if request.method == "POST" and form.is_valid():
            title = str(row)[:100]
            try:
                self.remove_row(row, by=request.user, at=timezone.now())
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, f"{title}: taken away. The audit log keeps that it was there.")
                return redirect(_list_of(kind, self) if back == page_of(row, kind) and kind.page else back)
        title = f"Take away {kind.name}"
        return self._show(request, form, title, back, _parent(row), template="kept_remove.html", row=row)

    def _noun(self, request: HttpRequest, noun: str) -> Noun:
        if noun not in self.nouns:
            raise Http404("Nothing is kept under this name.")
        if not self.can_keep(request.user):
            raise PermissionDenied(self.refused)
        return self.nouns[noun]

    def _saves(self, request: HttpRequest, form: KeptForm, row: Kept) -> bool:
        try:
            self.change_row(
                row,
                expected=form.cleaned_data["edit_number"] or 0,
                values=form.values(),
                by=request.user,
                at=timezone.now(),
            )
        except EditConflict as conflict:
            show_conflict(form, conflict)
            return False
        except Refusal as refusal:
            show_refusal(form, refusal)
            return False
        return True

    def _show(
        self,
        request: HttpRequest,
        form: KeptForm,
        title: str,
        back: str,
        whole: Any,
        *,
        template: str = "kept_form.html",
        **more: Any,
    ) -> HttpResponse:
        context = {
            "form": form,
            "home": (self.home[0], reverse(self.home[1])),
            "crumb_text": str(whole) if whole else "",
            "page_title": title,
            "cancel_url": back,
            **more,
        }
        return render(request, template, context)


def above_field(kind: Noun) -> str:
    """The field of a row that leads to the whole it belongs to; empty where it belongs to none."""
    return kind.model.whole if issubclass(kind.model, Part) else ""


def page_of(row: Any, kind: Noun) -> str:
    """The page that a row stands on: its own, that of the whole it is part of, or its list."""
    while not hasattr(row, "get_absolute_url"):
        above = _parent(row)
        if above is None:
            return reverse(kind.page)
        row = above
    return str(row.get_absolute_url())


def _parent(row: Any) -> Any:
    return getattr(row, row.whole) if isinstance(row, Part) and row.whole else None


def _whole_of(kind: Noun, pk: UUID | None) -> Any:
    """The row that a new one will belong to, None if it is gone; the address names one where one is needed."""
    name = above_field(kind)
    if bool(name) != bool(pk):
        raise Http404("Nothing of this kind is kept there.")
    if not name:
        return None
    field: Any = kind.model._meta.get_field(name)
    return field.related_model._default_manager.filter(pk=pk).first()


def _list_of(kind: Noun, keeper: Keeper) -> str:
    return reverse(kind.page or keeper.home[1])


def _gone(request: HttpRequest, kind: Noun) -> HttpResponse:
    """Give back what was typed for a row that is gone, or whose whole is."""
    return typed_back(request, {name: str(field.label) for name, field in kind.form.base_fields.items()})


def typed_back(request: HttpRequest, labels: Mapping[str, str]) -> HttpResponse:
    """Give back what was typed for something that is gone; a page that was only asked for does not exist."""
    if request.method != "POST":
        raise Http404("There is no such row.")
    typed = [
        (labels[name], text)
        for name, text in request.POST.items()
        if name in labels and name != "edit_number" and str(text).strip()
    ]
    context = {"page_title": "This was not saved", "sentence": GONE, "typed": typed}
    return render(request, "kept_gone.html", context, status=409)


def _sent(request: HttpRequest) -> Any:
    """What was sent, though it be nothing; None where the page was only asked for."""
    return request.POST if request.method == "POST" else None
