"""Scoring an option by every criterion, or an assessment by every dimension: one form, one operation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from childservices.domain.refusals import EditConflict, Refusal
from childservices.views.keeping import typed_back
from childservices.views.refused import show_conflict, show_refusal
from reports.forms.scrutiny import ScoringForm, initial_scores, labels_of
from reports.models import AppraisalOption, SelfAssessment
from reports.operations import score_assessment, score_option
from reports.operations.scrutiny import REFUSED
from reports.permissions import can_keep_reviews


@dataclass(frozen=True)
class Scoring:
    """What is scored: the row, by what, what was kept of it, the appraisal or framework, and how it is saved."""

    row: Any
    by: Sequence[Any]
    kept: Mapping[UUID, Any]
    whole: Any
    save: Callable[..., None]
    has_gaps: bool
    title: str


def option_score(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Score an option by every criterion, with the evidence for each."""
    _require_keeper(request)
    option = AppraisalOption.objects.select_related("appraisal").filter(pk=pk).first()
    if option is None:
        return typed_back(request, labels_of(request.POST))
    scoring = Scoring(
        row=option,
        by=list(option.appraisal.criteria.order_by("position")),
        kept={one.criterion_id: one for one in option.scores.all()},
        whole=option.appraisal,
        save=partial(score_option, option=option),
        has_gaps=False,
        title=f"Score option {option.number}",
    )
    return _score(request, scoring)


def assessment_score(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Score every dimension of an assessment, with what shows it and what is missing."""
    _require_keeper(request)
    assessment = SelfAssessment.objects.select_related("framework").filter(pk=pk).first()
    if assessment is None:
        return typed_back(request, labels_of(request.POST))
    scoring = Scoring(
        row=assessment,
        by=list(assessment.framework.dimensions.order_by("position")),
        kept={one.dimension_id: one for one in assessment.scores.all()},
        whole=assessment.framework,
        save=partial(score_assessment, assessment=assessment),
        has_gaps=True,
        title="Score the assessment",
    )
    return _score(request, scoring)


def _require_keeper(request: HttpRequest) -> None:
    if not can_keep_reviews(request.user):
        raise PermissionDenied(REFUSED)


def _score(request: HttpRequest, scoring: Scoring) -> HttpResponse:
    whole = scoring.whole
    form = ScoringForm(
        request.POST if request.method == "POST" else None,
        rows=scoring.by,
        maximum=whole.maximum,
        has_gaps=scoring.has_gaps,
        initial=initial_scores(scoring.by, scoring.kept, scoring.row.edit_number),
    )
    if request.method == "POST" and form.is_valid() and _is_saved(request, form, scoring):
        messages.success(request, f"{scoring.row}: the scores are saved.")
        return redirect(whole)
    context = {"form": form, "whole": whole, "scale": whole.scale_text, "caption": str(scoring.row)}
    context |= {"cancel_url": whole.get_absolute_url(), "page_title": scoring.title}
    return render(request, "reports/scoring_form.html", context)


def _is_saved(request: HttpRequest, form: ScoringForm, scoring: Scoring) -> bool:
    expected = form.cleaned_data["edit_number"] or 0
    try:
        scoring.save(expected=expected, scores=form.scores(), by=request.user, at=timezone.now())
    except EditConflict as conflict:
        show_conflict(form, conflict)
        return False
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True
