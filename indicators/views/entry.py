"""The grid in which a period's values are typed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from indicators.forms.entry import ValueRowForm
from indicators.models import Indicator
from indicators.operations import Entered, enter_values, submit_values
from indicators.queries.entry import EntryDesk, NoOwnArea, entry_desk, indicators_to_enter, reasons_of_return
from indicators.views.access import ReportPeriod, load_period, require_staff


def entry_grid(request: HttpRequest, period: str) -> HttpResponse:
    """Type the values of a period, save what is right, and come back to the rest; or submit what is ready."""
    user = require_staff(request)
    about = load_period(period)
    indicators = indicators_to_enter(user, about.label, on=timezone.localdate())
    desk = _desk(about, indicators)
    if request.method == "POST":
        forms = [ValueRowForm(request.POST, indicator=one, desk=desk) for one in indicators]
        return _save(request, about, forms)
    forms = [ValueRowForm(indicator=one, desk=desk) for one in indicators]
    for key, reason in reasons_of_return(desk).items():
        next(form for form in forms if form.indicator.pk == key).returned = reason
    return _show(request, about, forms)


def _desk(about: ReportPeriod, indicators: Sequence[Indicator]) -> EntryDesk:
    try:
        return entry_desk(about.label, indicators)
    except NoOwnArea as refusal:
        raise PermissionDenied(refusal.sentence) from refusal


def _save(request: HttpRequest, about: ReportPeriod, forms: Sequence[ValueRowForm]) -> HttpResponse:
    user: Any = request.user
    rows = [row for form in forms if form.is_valid() and (row := form.send())]
    now, today = timezone.now(), timezone.localdate()
    entered = enter_values(label=about.label, rows=rows, by=user, at=now, on=today)
    forms = _after(forms, about, entered)
    waiting = sum(bool(form.errors) for form in forms)
    messages.success(request, _told(len(entered.saved), waiting))
    if waiting:
        return _show(request, about, forms)
    if "submit" in request.POST:
        _submit(request, about)
    return redirect(request.path)


def _after(forms: Sequence[ValueRowForm], about: ReportPeriod, entered: Entered) -> Sequence[ValueRowForm]:
    """The rows after saving: those that are asked about or overtaken with all that was typed, the rest anew."""
    desk = entry_desk(about.label, [form.indicator for form in forms])
    for form in forms:
        key = form.indicator.pk
        form.take(entered.asked.get(key, ()), entered.conflicts.get(key, ()), desk)
    return [form if form.errors else ValueRowForm(indicator=form.indicator, desk=desk) for form in forms]


def _submit(request: HttpRequest, about: ReportPeriod) -> None:
    user: Any = request.user
    moved = submit_values(label=about.label, by=user, at=timezone.now(), on=timezone.localdate())
    if moved.done:
        messages.success(request, f"Submitted for approval: {', '.join(moved.done)}.")
    for reference, sentence in moved.left.items():
        messages.warning(request, f"{reference} is not submitted. {sentence}")


def _told(saved: int, waiting: int) -> str:
    """Say how many rows were saved, and how many still need the person."""
    if waiting:
        return (
            f"Saved {saved}, {waiting} need{'s' if waiting == 1 else ''} you. What you typed is still here."
        )
    return f"Saved {saved} row{'' if saved == 1 else 's'}." if saved else "Nothing was changed."


def _show(request: HttpRequest, about: ReportPeriod, forms: Sequence[ValueRowForm]) -> HttpResponse:
    context = {"about": about, "forms": forms, "page_title": f"Values of {about.title}"}
    return render(request, "indicators/entry_grid.html", context)
