"""What the council does with a return, and the files that came with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from childservices.domain.refusals import Refusal
from childservices.views.downloads import download_response
from childservices.views.refused import show_refusal
from partnerships.forms.quarterly_return import ApproveForm, PayForm, QueryForm
from partnerships.models import Evidence
from partnerships.operations import approve_return, pay_return, query_return, remove_evidence
from partnerships.queries.moves import MOVES
from partnerships.views.access import load_return, require_manager

FORMS: dict[str, Any] = {"approve": ApproveForm, "query": QueryForm, "pay": PayForm}
OPERATIONS: dict[str, Any] = {"approve": approve_return, "query": query_return, "pay": pay_return}


def return_move(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Query, approve or pay a return."""
    if verb not in MOVES:
        raise Http404("Nothing of this name can be done with a return.")
    manager = require_manager(request)
    row = load_return(request, pk)
    initial = {"eligible": row.claimed, "approved": row.claimed, "on": timezone.localdate()}
    form = FORMS[verb](request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            OPERATIONS[verb](quarterly_return=row, by=manager, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, MOVES[verb].done)
            return redirect(row)
    context = {"form": form, "row": row, "move": MOVES[verb], "cancel_url": row.get_absolute_url()}
    title = MOVES[verb].name
    return render(request, "partnerships/return_move.html", context | {"page_title": title})


def evidence_download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send a file that came with a return to those who may see the return."""
    evidence = _load_evidence(request, pk)
    return download_response(file=evidence.file, name=evidence.name)


@require_POST
def evidence_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a file off a return that was not sent yet."""
    evidence = _load_evidence(request, pk)
    user: Any = request.user
    remove_evidence(evidence=evidence, by=user, at=timezone.now())
    messages.success(request, "The file is removed.")
    return redirect("return_edit", pk=evidence.quarterly_return_id)


def _load_evidence(request: HttpRequest, pk: UUID) -> Evidence:
    evidence = get_object_or_404(Evidence.objects.select_related("file"), pk=pk)
    evidence.quarterly_return = load_return(request, evidence.quarterly_return_id)
    return evidence
