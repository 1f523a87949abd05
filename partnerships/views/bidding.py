"""Rounds: bids with their scores and ranks, scored, decided, announced."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from childservices.domain.refusals import EditConflict, Refusal
from childservices.exports import csv_response
from childservices.views.refused import show_conflict, show_refusal
from partnerships.forms.bidding import DecideForm, ScoreForm
from partnerships.models import Bid, Round
from partnerships.operations import announce_round, decide_bid, score_bid
from partnerships.permissions import can_commission
from partnerships.queries.bidding import bid_columns, scored_bids
from partnerships.views.access import require_manager, require_reader


def round_detail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Show a round: criteria, and bids by rank with the scores that make their totals."""
    require_reader(request)
    found = get_object_or_404(Round.objects.select_related("programme"), pk=pk)
    criteria = list(found.criteria.order_by("name"))
    bids = scored_bids(found, criteria)
    if request.GET.get("format") == "csv":
        return csv_response("bids.csv", bid_columns(criteria), [bid.cells for bid in bids])
    context = {
        "round": found,
        "programme": found.programme,
        "criteria": criteria,
        "bids": bids,
        "is_manager": can_commission(request.user),
        "page_title": str(found),
    }
    return render(request, "partnerships/round_detail.html", context)


def bid_score(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Score a bid on each criterion."""
    manager = require_manager(request)
    bid = _load_bid(pk)
    initial: dict[str, Any] = {str(row.criterion_id): row.score.normalize() for row in bid.scores.all()}
    initial["edit_number"] = bid.edit_number
    criteria = bid.round.criteria.order_by("name")
    form = ScoreForm(request.POST or None, criteria=criteria, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            expected = form.cleaned_data["edit_number"]
            score_bid(bid=bid, expected=expected, scores=form.scores(), by=manager, at=timezone.now())
        except EditConflict as conflict:
            show_conflict(form, conflict)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"The scores of “{bid.project}” are saved.")
            return redirect(bid)
    return _form(request, bid, form, f"Score: {bid.project}")


def bid_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Award or decline a bid."""
    manager = require_manager(request)
    bid = _load_bid(pk)
    form = DecideForm(request.POST or None, initial=DecideForm.initial_of(bid))
    if request.method == "POST" and form.is_valid():
        try:
            decide_bid(bid=bid, by=manager, at=timezone.now(), **form.values())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, "The decision is kept. The bidder learns of it when the round is announced."
            )
            return redirect(bid)
    return _form(request, bid, form, f"Decide: {bid.project}")


@require_POST
def round_announce(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell bidders what was decided."""
    manager = require_manager(request)
    found = get_object_or_404(Round, pk=pk)
    try:
        announce_round(round=found, on=timezone.localdate(), by=manager, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, "The round is announced.")
    return redirect(found)


def _load_bid(pk: UUID) -> Bid:
    return get_object_or_404(Bid.objects.select_related("round__programme", "provider__organisation"), pk=pk)


def _form(request: HttpRequest, bid: Bid, form: Any, title: str) -> HttpResponse:
    context = {"form": form, "bid": bid, "cancel_url": bid.get_absolute_url(), "page_title": title}
    return render(request, "partnerships/bid_form.html", context)
