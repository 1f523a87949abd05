"""Performance clinics: recommended, approved by the portfolio holder, arranged, and what they found."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from childservices.domain.refusals import EditConflict
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed, add_row, change_row, check_row
from indicators.domain.clinic import Answer, Recommendation
from indicators.domain.period import UnknownPeriod, YearType, read_period
from indicators.models import Clinic, ClinicFinding, ClinicRecommendation, Indicator
from indicators.permissions import can_approve_clinic, can_define_indicators

MEANWHILE = "Somebody else recommended this while you were writing. Choose which text to keep."

SHOWN = ("answer", "rationale", "review_in", "edit_number")


@transaction.atomic
def recommend_clinic(
    *, indicator: Indicator, label: str, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> ClinicRecommendation:
    """Will recommend a clinic, none, or a review in the report of a period; a change needs approval again.

    `values` holds answer, rationale and review_in; `expected` the edit number that was read, 0 where there was none.
    """
    _refuse_unless_defining(by)
    _check(indicator, label, values)
    made = {"recommended_at": at, "recommended_by": by, "approved_at": None, "approved_by": None}
    rows = ClinicRecommendation.objects.filter(indicator=indicator, period=label)
    if expected:
        row = rows.first()
        if row is None:
            raise EditConflict("Somebody took this recommendation away. Copy your text.", current={})
        change_row(row, expected=expected, values={**values, **made})
    else:
        row = ClinicRecommendation(indicator=indicator, period=label, **values, **made)
        if now := add_row(row, twins=rows):
            raise EditConflict(MEANWHILE, {name: str(getattr(now, name)) for name in SHOWN})
    record_event(verb="clinic_recommended", subject=row, by=by, at=at)
    return row


def _check(indicator: Indicator, label: str, values: Mapping[str, Any]) -> None:
    """Refuse a recommendation without what members need, or for a period that the indicator does not have."""
    year_type = YearType(indicator.year_type)
    made_in = read_period(label, year_type)
    try:
        review_in = read_period(values["review_in"], year_type) if values["review_in"] else None
    except UnknownPeriod as refusal:
        raise UnknownPeriod(refusal.sentence, "review_in") from refusal
    Recommendation(indicator.reference, made_in, Answer(values["answer"]), values["rationale"], review_in)


@transaction.atomic
def approve_recommendation(
    *, recommendation: ClinicRecommendation, expected: int, by: User, at: datetime, on: date
) -> ClinicRecommendation:
    """Will approve, for the portfolio holder, the recommendation as it was read.

    Raises:
        EditConflict: its words were changed meanwhile.
    """
    if not can_approve_clinic(by, recommendation.indicator, on=on):
        raise NotAllowed("Only the member who holds the indicator's portfolio approves this.")
    rows = ClinicRecommendation.objects.filter(pk=recommendation.pk, edit_number=expected)
    if not rows.update(approved_at=at, approved_by=by, edit_number=F("edit_number") + 1):
        raise EditConflict("The recommendation was changed after you opened this page. Read it again.", {})
    record_event(verb="clinic_recommendation_approved", subject=recommendation, by=by, at=at)
    return recommendation


@transaction.atomic
def arrange_clinic(
    *, indicator: Indicator, label: str, held_on: date | None, note: str, by: User, at: datetime
) -> Clinic:
    """Will arrange a clinic on an indicator, or keep that one was held."""
    _refuse_unless_defining(by)
    read_period(label, YearType(indicator.year_type))
    clinic = Clinic(
        indicator=indicator, period=label, held_on=held_on, note=note.strip(), created_at=at, created_by=by
    )
    check_row(clinic)
    clinic.save(force_insert=True)
    record_event(verb="clinic_arranged", subject=clinic, by=by, at=at)
    return clinic


@transaction.atomic
def change_clinic(
    *, clinic: Clinic, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> Clinic:
    """Will change the day or the note of a clinic that nobody else has changed since it was read."""
    _refuse_unless_defining(by)
    change_row(clinic, expected=expected, values=values)
    record_event(verb="clinic_changed", subject=clinic, by=by, at=at)
    return clinic


@transaction.atomic
def add_finding(
    *, clinic: Clinic, text: str, is_action: bool, due_on: date | None, by: User, at: datetime
) -> ClinicFinding:
    """Will add what a clinic found, or what is to be done because of it, after what stands there."""
    _refuse_unless_defining(by)
    locked = Clinic.objects.select_for_update().get(pk=clinic.pk)
    last = locked.findings.aggregate(last=Max("position"))["last"] or 0
    finding = ClinicFinding(
        clinic=locked, position=last + 1, text=text.strip(), is_action=is_action, due_on=due_on
    )
    check_row(finding)
    finding.save(force_insert=True)
    record_event(verb="clinic_finding_added", subject=locked, by=by, at=at)
    return finding


def _refuse_unless_defining(by: User) -> None:
    if not can_define_indicators(by):
        raise NotAllowed("Only a performance officer recommends clinics and keeps what they found.")
