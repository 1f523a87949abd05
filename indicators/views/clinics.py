"""Performance clinics of a period: candidates, recommendations and their approval, clinics and findings."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from childservices.exports import csv_response
from indicators.forms.clinic import (
    ApproveForm,
    ChosenIndicatorForm,
    ClinicForm,
    FindingForm,
    RecommendationForm,
)
from indicators.models import Clinic, ClinicRecommendation, Commentary
from indicators.operations import (
    add_finding,
    approve_recommendation,
    arrange_clinic,
    change_clinic,
    recommend_clinic,
)
from indicators.permissions import can_approve_clinic, can_define_indicators, sees_true_values
from indicators.queries.clinics import indicators_to_recommend, period_clinics
from indicators.queries.reported import period_title
from indicators.tables.clinics import CandidateTable, ReviewTable
from indicators.views.access import (
    ReportPeriod,
    load_indicator,
    load_period,
    require_definer,
    require_reader,
)
from indicators.views.saving import saved


def clinic_list(request: HttpRequest, period: str) -> HttpResponseBase:
    """Show a period's candidates, what comes back for review, and the clinics; lead to another indicator's form."""
    user = require_reader(request)
    about = load_period(period)
    found = period_clinics(about.label, sees_true_values=sees_true_values(user))
    facts: dict[str, Any] = {"label": about.label, "may_recommend": can_define_indicators(user)}
    tables = CandidateTable(found.candidates, **facts), ReviewTable(found.reviews, **facts)
    if request.GET.get("format") == "csv":
        table = tables[request.GET.get("table") == "reviews"]
        header, *rows = table.as_values()
        return csv_response(f"clinics-{about.label}.csv", header, rows)
    context = {
        "about": about,
        "found": found,
        "tables": tables,
        "may_recommend": facts["may_recommend"],
        "page_title": f"Performance clinics, {about.title}",
    }
    return render(request, "indicators/clinic_list.html", context)


def clinic_choose(request: HttpRequest, period: str) -> HttpResponse:
    """Choose an indicator that is no candidate, to recommend for it all the same."""
    require_definer(request)
    about = load_period(period)
    form = ChosenIndicatorForm(request.GET or None, indicators=indicators_to_recommend(about.label))
    if form.is_bound and form.is_valid():
        return redirect("clinic_recommend", about.label, form.cleaned_data["indicator"].reference)
    back = reverse("clinic_list", args=[about.label])
    context = {"form": form, "cancel_url": back, "about": about, "page_title": "Recommend for an indicator"}
    return render(request, "indicators/clinic_choose.html", context)


def clinic_recommend(request: HttpRequest, period: str, reference: str) -> HttpResponse:
    """Recommend a clinic, none, or a review, beside the manager's words."""
    user = require_definer(request)
    about, indicator = load_period(period), load_indicator(reference)
    words = Commentary.objects.filter(indicator=indicator, area__is_own=True, period=about.label).first()
    row = ClinicRecommendation.objects.filter(indicator=indicator, period=about.label).first()
    form = RecommendationForm(request.POST or None, initial=_recommended(row, words))

    def save(values: dict[str, Any], expected: int) -> None:
        told: dict[str, Any] = {"values": values, "by": user, "at": timezone.now()}
        recommend_clinic(indicator=indicator, label=about.label, expected=expected, **told)

    if saved(request, form, save):
        messages.success(request, f"The recommendation on {reference} waits for the portfolio holder.")
        return redirect("clinic_list", about.label)
    return _ask(request, about, form, f"Performance clinic on {indicator}", words=words)


def _recommended(row: ClinicRecommendation | None, words: Commentary | None) -> dict[str, Any]:
    """What stands, or for a new one the manager's words, so that nobody types them twice."""
    if row is None:
        return {"rationale": words.text if words else "", "edit_number": 0}
    names = ("answer", "rationale", "review_in", "edit_number")
    return {name: getattr(row, name) for name in names}


def recommendation_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a recommendation, and let the portfolio holder approve it as it was read."""
    user = require_reader(request)
    row = _recommendation(pk)
    today = timezone.localdate()
    form = ApproveForm(request.POST or None, initial={"edit_number": row.edit_number})

    def save(values: dict[str, Any], expected: int) -> None:
        approve_recommendation(recommendation=row, expected=expected, by=user, at=timezone.now(), on=today)

    if saved(request, form, save):
        messages.success(request, f"The recommendation on {row.indicator.reference} is approved.")
        return redirect("clinic_list", row.period)
    context = {"row": row, "form": form, **_told(row, user, on=today)}
    return render(request, "indicators/recommendation_detail.html", context)


def _told(row: ClinicRecommendation, user: Any, *, on: date) -> dict[str, Any]:
    """What the page says of a recommendation, and what the person may do with it."""
    return {
        "made_in": period_title(row.period),
        "review_in": period_title(row.review_in),
        "may_approve": row.approved_at is None and can_approve_clinic(user, row.indicator, on=on),
        "may_arrange": row.approved_at is not None and can_define_indicators(user),
        "page_title": "Recommendation on a clinic",
    }


def _recommendation(pk: UUID) -> ClinicRecommendation:
    people = "recommended_by__person", "approved_by__person"
    return get_object_or_404(ClinicRecommendation.objects.select_related("indicator", *people), pk=pk)


def clinic_arrange(request: HttpRequest, period: str, reference: str) -> HttpResponse:
    """Arrange a clinic on an indicator."""
    user = require_definer(request)
    about, indicator = load_period(period), load_indicator(reference)
    form = ClinicForm(request.POST or None)

    def save(values: dict[str, Any], expected: int) -> None:
        arrange_clinic(indicator=indicator, label=about.label, by=user, at=timezone.now(), **values)

    if saved(request, form, save):
        messages.success(request, f"The clinic on {reference} is kept.")
        return redirect("clinic_list", about.label)
    return _ask(request, about, form, f"Arrange a clinic on {indicator.reference}")


def clinic_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change when a clinic is held, and its note."""
    user = require_definer(request)
    clinic = get_object_or_404(Clinic.objects.select_related("indicator"), pk=pk)
    names = ("held_on", "note", "edit_number")
    form = ClinicForm(request.POST or None, initial={name: getattr(clinic, name) for name in names})

    def save(values: dict[str, Any], expected: int) -> None:
        change_clinic(clinic=clinic, expected=expected, values=values, by=user, at=timezone.now())

    if saved(request, form, save):
        messages.success(request, "The clinic is saved.")
        return redirect("clinic_list", clinic.period)
    return _ask(request, load_period(clinic.period), form, str(clinic))


def finding_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add what a clinic found, or what is to be done."""
    user = require_definer(request)
    clinic = get_object_or_404(Clinic.objects.select_related("indicator"), pk=pk)
    form = FindingForm(request.POST or None)

    def save(values: dict[str, Any], expected: int) -> None:
        add_finding(clinic=clinic, by=user, at=timezone.now(), **values)

    if saved(request, form, save):
        messages.success(request, "It is added.")
        return redirect("clinic_list", clinic.period)
    return _ask(request, load_period(clinic.period), form, f"Finding of the {clinic}")


def _ask(request: HttpRequest, about: ReportPeriod, form: Any, title: str, **more: Any) -> HttpResponse:
    context = {
        "about": about,
        "form": form,
        "cancel_url": reverse("clinic_list", args=[about.label]),
        "page_title": title,
        **more,
    }
    return render(request, "indicators/clinic_form.html", context)
