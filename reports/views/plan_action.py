"""Actions of plans: one with its timeline, an update, a new one, a change, the evidence."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from childservices.domain.refusals import EditConflict, Refusal
from childservices.operations.editing import NotAllowed
from childservices.views.downloads import download_response
from childservices.views.refused import show_conflict, show_refusal
from reports.choices import OPEN_ACTIONS
from reports.domain.improvement_plan.due import window_warning
from reports.forms.improvement_plan import ActionForm, UpdateForm
from reports.models import ActionUpdate, PlanAction
from reports.operations import add_action, change_action, update_action
from reports.permissions import can_keep_plans, can_update_action
from reports.queries.improvement_plan import timeline_of
from reports.tables.improvement_plan import status_tag
from reports.views.plan_access import load_action, load_plan, require_keeper, require_staff

STATUSES = {EditConflict: 409, NotAllowed: 403}


def action_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an action: what it is, how it stands, what was said of it, and the form for what is said next."""
    action = load_action(request, pk)
    initial = {"on": timezone.localdate(), "edit_number": action.edit_number}
    form = UpdateForm(action=action, initial=initial) if can_update_action(request.user, action) else None
    return _show(request, action, form)


def action_update(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an update to an action; a page that is only asked for is the action's."""
    action = load_action(request, pk)
    if request.method != "POST":
        return redirect(action)
    form = UpdateForm(request.POST, request.FILES, action=action)
    if not form.is_valid():
        return _show(request, action, form)
    try:
        update_action(action=action, by=_who(request), at=timezone.now(), **_said(form))
    except Refusal as refusal:
        status = _tell(form, refusal)
        return _show(request, load_action(request, pk), form, status=status)
    messages.success(request, f"The update of action {action.reference} is saved.")
    return redirect(action)


def action_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an action to a plan."""
    keeper, plan = require_keeper(request), load_plan(request, slug)
    form = ActionForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            action = add_action(plan=plan, by=keeper, at=timezone.now(), **form.values())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Action {action.reference} is in the plan.")
            return redirect(action)
    context = {"form": form, "plan": plan, "cancel_url": plan.get_absolute_url()}
    return render(request, "reports/action_form.html", context | {"page_title": "Add an action"})


def action_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what an action is; how far it has come is said in updates."""
    keeper, action = require_keeper(request), load_action(request, pk)
    form = ActionForm(request.POST or None, plan=action.plan, initial=ActionForm.values_of(action))
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["edit_number"] or 0
        try:
            change_action(action=action, expected=expected, by=keeper, at=timezone.now(), **form.values())
        except EditConflict as conflict:
            show_conflict(form, conflict)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Action {action.reference} is changed.")
            return redirect(action)
    context = {"form": form, "plan": action.plan, "action": action, "cancel_url": action.get_absolute_url()}
    title = f"Change action {form.initial['reference']}"
    return render(request, "reports/action_form.html", context | {"page_title": title})


def update_evidence(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send the evidence of an update to staff: what cleaning made of the file, or the file where nothing was made."""
    require_staff(request)
    rows = ActionUpdate.objects.select_related("evidence__file", "evidence__original")
    update = get_object_or_404(rows, pk=pk, evidence__isnull=False)
    kept: Any = update.evidence
    return download_response(file=kept.file or kept.original, name=update.evidence_name)


def _show(
    request: HttpRequest, action: PlanAction, form: UpdateForm | None, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    stands = action.status(on=today)
    begins = action.due.overdue_from
    context = {
        "action": action,
        "status": status_tag(stands),
        "is_overdue": begins is not None and begins <= today and stands in OPEN_ACTIONS,
        "warning": window_warning(action.due, priority=action.priority.number, window=action.priority.window),
        "timeline": timeline_of(action),
        "is_keeper": can_keep_plans(request.user),
        "form": form,
        "page_title": action.title,
    }
    return render(request, "reports/action_detail.html", context, status=status)


def _tell(form: UpdateForm, refusal: Refusal) -> int:
    """Show a refusal in the form, with what somebody else said meanwhile; give the status of the answer."""
    if isinstance(refusal, EditConflict):
        show_conflict(form, refusal)
    else:
        show_refusal(form, refusal)
    form.ask_again_for_file()
    return next((status for kind, status in STATUSES.items() if isinstance(refusal, kind)), 200)


def _said(form: UpdateForm) -> dict[str, Any]:
    file = form.cleaned_data["file"]
    said = {"values": form.said(), "expected": form.cleaned_data["edit_number"] or 0}
    return said | ({"file": file.read(), "file_name": file.name} if file else {})


def _who(request: HttpRequest) -> Any:
    return request.user
