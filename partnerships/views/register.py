"""Scorecards, protocols, commitments and consultations, and whom a partnership is for."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from childservices.exports import csv_response
from childservices.views.tables import asked_file
from partnerships.models import (
    Commitment,
    Consultation,
    DemographicFact,
    EngagementGroup,
    Group,
    Protocol,
    Scorecard,
)
from partnerships.permissions import can_keep_partnerships, can_read_letters
from partnerships.queries.register import commitment_rows, consultation_rows, protocol_rows
from partnerships.queries.scorecard import ScorecardPage, scorecard_page
from partnerships.tables import register as tables
from partnerships.views.listing import show_list

SCORECARD_HEADER = (
    "Outcome", "Priority", "No.", "Measure", "Question", "Baseline", "Baseline period", "As printed",
    "Targets", "From the baseline", "Latest", "Latest period", "How it stands", "Accountable", "Why", "Remark",
)  # fmt: skip


OUTCOMES_HEADER = (
    "Outcome", "Measures", "With a figure", "Direction only", "No target", "On target", "Short of it",
)  # fmt: skip


@login_not_required
def scorecard_list(request: HttpRequest) -> HttpResponseBase:
    """List the scorecards that the person may read, and as CSV."""
    rows = Scorecard.objects.visible_to(request.user).order_by("-starts_on")
    table = tables.ScorecardTable(rows, key="list", is_kept=can_keep_partnerships(request.user))
    return show_list(request, table, "Scorecards", noun="scorecard")


@login_not_required
def scorecard_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a plan's scorecard by outcome, and as CSV."""
    scorecards = Scorecard.objects.visible_to(request.user)
    scorecard, is_staff = get_object_or_404(scorecards, slug=slug), can_read_letters(request.user)
    page = scorecard_page(scorecard, with_latest=is_staff)
    if request.GET.get("csv") == "scorecard":
        return csv_response(f"{slug}.csv", SCORECARD_HEADER, _scorecard_lines(page))
    if request.GET.get("csv") == "outcomes":
        return csv_response(f"{slug}-outcomes.csv", OUTCOMES_HEADER, _outcome_lines(page))
    context = {
        "scorecard": scorecard,
        "group": Group.objects.readable(request.user, scorecard.group_id),
        "page": page,
        "is_staff": is_staff,
        "is_keeper": can_keep_partnerships(request.user),
        "page_title": scorecard.title,
    }
    return render(request, "partnerships/scorecard_detail.html", context)


@login_not_required
def protocol_list(request: HttpRequest) -> HttpResponseBase:
    """List the protocols with who has approved and what is overdue, and as CSV."""
    protocols = Protocol.objects.visible_to(request.user).order_by("title")
    rows = protocol_rows(protocols, on=timezone.localdate())
    table = tables.ProtocolTable(rows, prefix="list-", default="", csv_url="?csv=list")
    return show_list(request, table, "Information sharing", noun="protocol")


@login_not_required
def protocol_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a protocol: partners, data streams and reviews; each table also as a file."""
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), slug=slug)
    (row,) = protocol_rows(Protocol.objects.filter(pk=protocol.pk), on=timezone.localdate())
    is_keeper = can_keep_partnerships(request.user)
    shown = {
        "partners": tables.PartnerTable(row.partners, key="partners", is_kept=is_keeper),
        "streams": tables.StreamTable(row.streams, key="streams", is_kept=is_keeper),
    }
    return _show(request, "protocol", row.protocol, shown, row=row)


@login_not_required
def commitment_list(request: HttpRequest) -> HttpResponseBase:
    """List the commitments with promises kept and money left, and as CSV."""
    rows = commitment_rows(Commitment.objects.visible_to(request.user).order_by("-bid_on", "title"))
    table = tables.CommitmentTable(rows, prefix="list-", default="", csv_url="?csv=list")
    return show_list(request, table, "Funded commitments", noun="commitment")


@login_not_required
def commitment_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a commitment: what was promised, done and spent; each table also as a file."""
    commitment = get_object_or_404(Commitment.objects.visible_to(request.user), slug=slug)
    (row,) = commitment_rows(Commitment.objects.filter(pk=commitment.pk))
    is_keeper = can_keep_partnerships(request.user)
    promises, spending = commitment.promises.order_by("position"), commitment.spending.order_by("on")
    shown = {
        "promises": tables.PromiseTable(list(promises), key="promises", is_kept=is_keeper),
        "spending": tables.SpendTable(list(spending), key="spending", is_kept=is_keeper),
    }
    return _show(request, "commitment", row.commitment, shown, row=row)


@login_not_required
def consultation_list(request: HttpRequest) -> HttpResponseBase:
    """List the consultations with the number of responses, and as CSV."""
    rows = consultation_rows(Consultation.objects.visible_to(request.user).order_by("-asked_on", "title"))
    table = tables.ConsultationTable(rows, prefix="list-", default="", csv_url="?csv=list")
    return show_list(request, table, "Consultations", noun="consultation")


@login_not_required
def consultation_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a consultation with its responses by stance; only the council's staff read the letters in full."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    (row,) = consultation_rows(Consultation.objects.filter(pk=consultation.pk))
    hidden = () if can_read_letters(request.user) else ("letter",)
    is_keeper = can_keep_partnerships(request.user)
    responses = tables.ResponseTable(row.responses, key="responses", is_kept=is_keeper, exclude=hidden)
    if request.GET.get("csv") == "stances":
        return csv_response(f"{slug}-stances.csv", ["Stance", "Responses"], row.by_stance)
    return _show(request, "consultation", row.consultation, {"responses": responses}, row=row)


@login_not_required
def engagement_list(request: HttpRequest) -> HttpResponseBase:
    """List where children, parents and the sector are heard, and as CSV."""
    rows = EngagementGroup.objects.order_by("position")
    table = tables.EngagementTable(rows, key="list", is_kept=can_keep_partnerships(request.user))
    return show_list(request, table, "Groups that are heard", noun="engagement")


@login_not_required
def demographic_list(request: HttpRequest) -> HttpResponseBase:
    """List the figures of the population with their sources, and as CSV."""
    rows = DemographicFact.objects.order_by("position")
    table = tables.DemographicTable(rows, key="list", is_kept=can_keep_partnerships(request.user))
    return show_list(request, table, "Population", noun="fact")


def _show(request: HttpRequest, noun: str, whole: Any, shown: Any, *, row: Any) -> HttpResponseBase:
    """Show one page of a register, or give the table that was asked for as a file."""
    if sent := asked_file(request, whole.slug, shown):
        return sent
    context = {
        noun: whole,
        "row": row,
        "tables": shown,
        "is_keeper": can_keep_partnerships(request.user),
        "page_title": whole.title,
    }
    return render(request, f"partnerships/{noun}_detail.html", context)


def _outcome_lines(page: ScorecardPage) -> Iterator[Sequence[Any]]:
    for one in page.outcomes:
        counts = one.counts
        sorts = [counts.measures, counts.with_figure, counts.with_direction, counts.without_target]
        yield [one.outcome.title, *sorts, one.on_target, one.short]


def _scorecard_lines(page: ScorecardPage) -> Iterator[Sequence[Any]]:
    for outcome, priority, row in page.rows:
        measure, latest = row.measure, row.latest
        what = [measure.reference, measure.indicator.title, measure.get_question_display()]
        before = [measure.baseline, measure.baseline_period, measure.baseline_printed]
        targets = ["; ".join(row.target_texts), row.to_go]
        now = [row.latest_value, latest.period if latest else "", row.now]
        whose = [measure.accountable, measure.why, measure.note]
        yield [outcome.title, priority.title, *what, *before, *targets, *now, *whose]
