"""The actions that somebody updates: what is due and overdue, and many updates at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_tables2 import RequestConfig

from childservices.domain.refusals import EditConflict
from childservices.exports import csv_response
from childservices.views.refused import show_conflict, show_refusal
from reports.forms.improvement_plan import DayForm, RowFormSet
from reports.models import ImprovementPlan, PlanAction
from reports.operations import RowsRefused, RowUpdate, update_actions
from reports.tables.improvement_plan import OwnActionTable
from reports.views.plan_access import load_plan, require_keeper, require_staff

SOON = timedelta(days=28)
ROWS = 25
NOTHING_SAID = "Nothing is filled in yet. Choose a status or write a sentence in one row or more."


def my_actions(request: HttpRequest) -> HttpResponseBase:
    """List the actions whose updates the person writes: overdue, due soon, and the rest that is open."""
    user, on = require_staff(request), timezone.localdate()
    rows = list(PlanAction.objects.led_by(user).open(on=on).for_lists().soonest_first())
    overdue = [row for row in rows if row.due.falls_on and row.due.falls_on < on]
    soon = [row for row in rows if row not in overdue and row.due_on and row.due_on <= on + SOON]
    later = [row for row in rows if row not in overdue and row not in soon]
    tables = {
        "overdue": _table(request, overdue, "overdue", "Overdue", "Nothing is overdue."),
        "due": _table(request, soon, "due", "Due in the next four weeks", "Nothing is due soon."),
        "later": _table(request, later, "later", "Due later, or without a day", "There is nothing more."),
    }
    if (which := request.GET.get("which", "")) in tables:
        header, *rows = tables[which].as_values()
        return csv_response(f"my-actions-{which}.csv", header, rows)
    context = {"tables": list(tables.values()), "page_title": "Your actions"}
    return render(request, "reports/my_actions.html", context)


def my_actions_update(request: HttpRequest) -> HttpResponse:
    """Update many of one's own actions at once."""
    user, on = require_staff(request), timezone.localdate()
    actions = PlanAction.objects.led_by(user).open(on=on)
    return _grid(request, actions, title="Update your actions", back=reverse("my_actions"), plan=None)


def plan_update(request: HttpRequest, slug: str) -> HttpResponse:
    """Update many actions of a plan at once."""
    require_keeper(request)
    plan = load_plan(request, slug)
    actions = plan.actions.open(on=timezone.localdate())
    return _grid(request, actions, title="Update actions", back=plan.get_absolute_url(), plan=plan)


def _grid(
    request: HttpRequest, actions: Any, *, title: str, back: str, plan: ImprovementPlan | None
) -> HttpResponse:
    """Show a page of open actions, a row for each; or keep what was said in the rows that say something."""
    page = None
    if request.method == "POST":
        day, rows = DayForm(request.POST), RowFormSet(request.POST, actions=_sent_actions(request))
        if day.is_valid() & rows.is_valid() and _keep(request, day, rows):
            return redirect(back)
    else:
        page = Paginator(actions.select_related("plan").soonest_first(), ROWS).get_page(
            request.GET.get("page")
        )
        day = DayForm(initial={"on": timezone.localdate()})
        initial = [{"action": action.pk, "edit_number": action.edit_number} for action in page]
        rows = RowFormSet(initial=initial, actions=_by_key(page))
    context = {"form": day, "formset": rows, "page": page, "plan": plan, "cancel_url": back}
    return render(request, "reports/action_grid.html", context | {"page_title": title})


def _keep(request: HttpRequest, day: DayForm, sent: Any) -> bool:
    """Keep every row that says something, or mark those that cannot be kept."""
    user: Any = request.user
    rows = [(action, form) for action, form in sent.rows() if form.says_something]
    if not rows:
        day.add_error(None, NOTHING_SAID)
        return False
    updates = [
        RowUpdate(action, form.cleaned_data["edit_number"] or 0, form.said() | day.cleaned_data)
        for action, form in rows
    ]
    try:
        made = update_actions(rows=updates, by=user, at=timezone.now())
    except RowsRefused as refused:
        _mark(day, [form for _, form in rows], refused)
        return False
    messages.success(request, f"{len(made)} action{'s are' if len(made) > 1 else ' is'} updated.")
    return True


def _mark(day: DayForm, forms: Sequence[Any], refused: RowsRefused) -> None:
    """Say in each row that cannot be kept why; a row that somebody else updated shows what they said."""
    day.add_error(None, refused.sentence)
    for place, refusal in refused.rows.items():
        if isinstance(refusal, EditConflict):
            show_conflict(forms[place], refusal)
        else:
            show_refusal(forms[place], refusal)


def _sent_actions(request: HttpRequest) -> Mapping[str, PlanAction]:
    """The actions of the rows that were sent; who may update them is the operation's to say."""
    sent = [str(key) for name, key in request.POST.items() if name.endswith("-action")]
    found = PlanAction.objects.filter(pk__in=[key for key in sent if _is_key(key)]).as_at(
        timezone.localdate()
    )
    return _by_key(found.select_related("plan").prefetch_related("leads"))


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _by_key(actions: Iterable[PlanAction]) -> Mapping[str, PlanAction]:
    return {str(action.pk): action for action in actions}


def _table(request: HttpRequest, rows: Any, which: str, caption: str, empty: str) -> OwnActionTable:
    table = OwnActionTable(
        rows,
        as_at=timezone.localdate(),
        links=True,
        caption=caption,
        empty_text=empty,
        prefix=f"{which}-",
        csv_url=f"?which={which}",
    )
    RequestConfig(request, paginate={"per_page": ROWS}).configure(table)
    return table
