"""Quarterly returns: a provider's list, one return, filled in, checked and sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from childservices.domain.refusals import EditConflict, Refusal
from childservices.pdf import PaperError
from childservices.views.refused import show_conflict, show_refusal
from partnerships.choices import ReturnState
from partnerships.domain.claim import is_late
from partnerships.forms.quarterly_return import AnswerForm, ReturnForm, SubmitForm, shown
from partnerships.models import Agreement, OutputFigure, QuarterlyReturn
from partnerships.operations import answer_return, attach_evidence, faults_of, save_return, submit_return
from partnerships.permissions import can_decide_return, can_fill_return
from partnerships.queries.agreement import left_before
from partnerships.queries.bidding import announced_bids
from partnerships.queries.moves import open_moves
from partnerships.queries.returns import figures_before, figures_of
from partnerships.tables.commissioning import ReturnTable
from partnerships.views.access import load_return
from partnerships.views.programme import show_table

UNDECIDED = frozenset({ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.QUERIED})


def return_list(request: HttpRequest) -> HttpResponseBase:
    """List the returns that the person may see, those to fill in first for a provider, and its agreements."""
    today = timezone.localdate()
    rows = QuarterlyReturn.objects.visible_to(request.user, on=today).for_lists().order_by("-due_on", "pk")
    agreements = Agreement.objects.visible_to(request.user, on=today).for_lists().order_by("-starts_on")
    table = ReturnTable(
        rows,
        csv_url="?format=csv",
        empty_text="You have no returns. They appear here once you have an agreement.",
    )
    user: Any = request.user
    context = {
        "to_fill": [] if user.is_council_staff else rows.to_fill(on=today).order_by("due_on"),
        "agreements": [] if user.is_council_staff else agreements[:100],
        "bids": announced_bids(user, on=today),
        "today": today,
    }
    return show_table(request, table, "partnerships/return_list.html", "Returns", "returns.csv", **context)


def return_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a return: outputs beside the quarter before, claim, questions, evidence, and what can be done with it."""
    row = load_return(request, pk)
    today = timezone.localdate()
    sent_on = timezone.localdate(row.submitted_at) if row.submitted_at else None
    context = _shown(row) | {
        "can_fill": can_fill_return(request.user, row, on=today),
        "moves": open_moves(row) if can_decide_return(request.user, row, on=today) else (),
        "is_late": row.state in UNDECIDED and is_late(row.due_on, sent_on=sent_on, on=today),
    }
    return render(request, "partnerships/return_detail.html", context)


def return_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fill in outputs and claim on one page; a draft is kept, complete or not."""
    row = load_to_fill(request, pk)
    figures = figures_of(row)
    form = ReturnForm(
        request.POST or None,
        request.FILES or None,
        figures=figures,
        before=figures_before(row),
        initial=ReturnForm.initial_of(row, figures),
    )
    if request.method == "POST" and form.is_valid() and _save(request, row, form):
        messages.success(request, "The draft is saved. The council does not see it yet.")
        return redirect("return_edit" if "stay" in request.POST else "return_check", pk=row.pk)
    context = _shown(row) | {"form": form, "cancel_url": row.get_absolute_url()}
    return render(request, "partnerships/return_edit.html", context)


def return_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the answers once more with what stops them, then send them in; or answer the council's question."""
    row = load_to_fill(request, pk)
    is_queried = row.state == ReturnState.QUERIED
    form: Any = (AnswerForm if is_queried else SubmitForm)(
        request.POST or None, initial={"edit_number": row.edit_number}
    )
    if request.method == "POST" and form.is_valid() and _send(request, row, form, is_queried=is_queried):
        messages.success(request, "The return is sent. The council tells you by e-mail if it has a question.")
        return redirect(row)
    faults = [sentence for _, sentence in faults_of(row)]
    context = _shown(row) | {"form": form, "faults": faults, "cancel_url": row.get_absolute_url()}
    title = f"Check and send: {row.period.title}"
    return render(request, "partnerships/return_check.html", context | {"page_title": title})


def _save(request: HttpRequest, row: QuarterlyReturn, form: ReturnForm) -> bool:
    values, at = form.cleaned_data, timezone.now()
    user: Any = request.user
    try:
        save_return(
            quarterly_return=row,
            expected=values["edit_number"] or 0,
            claimed=values["claimed"],
            claim_note=values["claim_note"],
            outputs=form.outputs(),
            by=user,
            at=at,
        )
    except EditConflict as conflict:
        show_conflict(form, conflict)
    except Refusal as refusal:
        show_refusal(form, refusal)
    else:
        return _attach(user, row, form, at)
    return False


def _attach(user: Any, row: QuarterlyReturn, form: ReturnForm, at: Any) -> bool:
    file = form.cleaned_data["evidence"]
    if not file:
        return True
    try:
        attach_evidence(quarterly_return=row, name=file.name, data=file.read(), by=user, at=at)
    except (PaperError, Refusal) as refusal:
        form.add_error("evidence", f"{refusal.sentence} Everything else is saved.")
        form.data = {**form.data.dict(), "edit_number": str(row.edit_number)}  # type: ignore[attr-defined]
        return False
    return True


def _send(request: HttpRequest, row: QuarterlyReturn, form: Any, *, is_queried: bool) -> bool:
    user: Any = request.user
    values = form.cleaned_data
    try:
        if is_queried:
            answer_return(quarterly_return=row, answer=values["answer"], by=user, at=timezone.now())
        else:
            expected = values["edit_number"]
            submit_return(quarterly_return=row, expected=expected, by=user, at=timezone.now())
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True


def load_to_fill(request: HttpRequest, pk: UUID) -> QuarterlyReturn:
    """The return, if the person may fill it in."""
    row = load_return(request, pk)
    if not can_fill_return(request.user, row, on=timezone.localdate()):
        raise PermissionDenied("Only the provider fills in a return, until it is sent.")
    return row


def _shown(row: QuarterlyReturn) -> dict[str, Any]:
    """What every page of a return shows."""
    before = figures_before(row)
    outputs = [_output(figure, before.get(figure.measure_id)) for figure in figures_of(row)]
    return {
        "row": row,
        "agreement": row.agreement,
        "outputs": outputs,
        "left": left_before(row),
        "questions": row.questions.select_related("asked_by__person", "answered_by__person").order_by(
            "asked_at"
        ),
        "evidence": row.evidence.order_by("added_at"),
        "page_title": row.period.title,
    }


def _output(figure: OutputFigure, last: OutputFigure | None) -> dict[str, Any]:
    kind = figure.measure.kind
    return {
        "measure": figure.measure,
        "last": shown(kind, last.actual) if last else "none",
        "forecast": shown(kind, figure.forecast),
        "actual": shown(kind, figure.actual),
        "reason": figure.reason,
    }
