"""Targets, clinics and narratives: who sets them, what is refused, and that nobody overwrites another."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from childservices.domain.refusals import EditConflict, Refusal
from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from indicators.choices import Polarity, TargetKind
from indicators.domain.clinic import IncompleteRecommendation
from indicators.domain.period import UnknownPeriod
from indicators.models import Clinic, ClinicRecommendation, Target, ThemeNarrative
from indicators.operations import (
    add_finding,
    add_target,
    approve_recommendation,
    arrange_clinic,
    change_clinic,
    change_target,
    recommend_clinic,
    remove_target,
    warnings_about,
    write_narrative,
)
from tests.indicators_factories import TargetFactory, ThemeFactory
from tests.integration.indicators.conftest import AT, LABEL, TODAY, Service

pytestmark = pytest.mark.django_db
D = Decimal
YEAR = {"level": "year_end", "starts_on": date(2009, 4, 1), "ends_on": date(2010, 3, 31)}
NO_CLINIC = {"answer": "no", "rationale": "One child's reviews; full marks are expected.", "review_in": ""}


# Targets ------------------------------------------------------------------------------------------------------


def test_a_target_outside_the_printed_good_band_is_kept_with_a_warning(service: Service) -> None:
    indicator = service.indicator("NI65", polarity=Polarity.LOW, range_low=D(10), range_high=D(15))

    target = add_target(
        indicator=indicator, values={**YEAR, "kind": TargetKind.AT_MOST, "value": D(7)},
        by=service.performance_officer, at=AT,
    )  # fmt: skip

    assert warnings_about(target) == (
        "The target of 7.0% lies outside the good range, 10.0% to 15.0%. Correct the target or the range.",
    )
    assert Target.objects.get().value == 7


def test_two_halves_of_a_year_are_two_targets_and_one_twice_is_refused(service: Service) -> None:
    facts = {
        "indicator": service.indicator("NI117", polarity=Polarity.LOW),
        "by": service.performance_officer,
    }
    first = {"level": "period", "starts_on": date(2009, 4, 1), "ends_on": date(2009, 9, 30)}
    second = {"level": "period", "starts_on": date(2009, 10, 1), "ends_on": date(2010, 3, 31)}
    add_target(values={**first, "kind": "at_most", "value": D(26)}, at=AT, **facts)
    other = add_target(values={**second, "kind": "at_most", "value": D(23)}, at=AT, **facts)

    with pytest.raises(Invalid, match="There is a target of this level for the same dates"):
        add_target(values={**first, "kind": "at_most", "value": D(25)}, at=AT, **facts)
    with pytest.raises(Invalid, match="There is a target of this level for the same dates"):
        change_target(target=other, expected=1, values=first, by=service.performance_officer, at=AT)

    assert Target.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "at_most", "value": D(7)}, "High is good here. Make the target “at least”."),
        ({"kind": "at_least"}, "Type the target's figure."),
        ({"kind": "at_least", "value": D(7), "ends_on": date(2009, 3, 31)}, "target_dates_in_order"),
    ],
)
def test_a_target_that_nothing_can_be_held_against_is_refused(
    service: Service, values: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        add_target(
            indicator=service.indicator("NI59"), values={**YEAR, **values},
            by=service.performance_officer, at=AT,
        )  # fmt: skip

    assert sentence in refusal.value.sentence


def test_a_target_to_be_determined_needs_no_figure(service: Service) -> None:
    facts = {"indicator": service.indicator("NI59"), "by": service.performance_officer, "at": AT}

    assert add_target(values={**YEAR, "kind": TargetKind.TO_BE_DETERMINED}, **facts).value is None


def test_two_who_change_one_target_do_not_overwrite_each_other(service: Service) -> None:
    target = TargetFactory(indicator=service.indicator("NI59"))
    facts = {"target": target, "by": service.performance_officer, "at": AT}

    change_target(expected=1, values={"value": D(82)}, **facts)
    with pytest.raises(EditConflict) as conflict:
        change_target(expected=1, values={"value": D(84)}, **facts)

    assert conflict.value.current["value"] == "82.0000"
    remove_target(**facts)
    assert not Target.objects.exists()
    verbs = AuditEvent.objects.filter(verb__startswith="target").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == ["target_changed", "target_removed"]


# Clinics ------------------------------------------------------------------------------------------------------


def recommend(service: Service, indicator: Any, *, expected: int = 0, **values: str) -> ClinicRecommendation:
    """What the performance officer recommends in the report of quarter two."""
    return recommend_clinic(
        indicator=indicator, label=LABEL, expected=expected, values={**NO_CLINIC, **values},
        by=service.performance_officer, at=AT,
    )  # fmt: skip


def test_a_recommendation_waits_for_the_portfolio_holder_and_again_when_it_is_changed(
    service: Service,
) -> None:
    indicator = service.indicator("NI67")
    made = recommend(service, indicator)
    facts = {"recommendation": made, "at": AT, "on": TODAY}

    with pytest.raises(NotAllowed):
        approve_recommendation(expected=1, by=service.performance_officer, **facts)
    with pytest.raises(EditConflict):
        approve_recommendation(expected=2, by=service.member, **facts)
    approve_recommendation(expected=1, by=service.member, **facts)
    made.refresh_from_db()
    assert (made.approved_by, made.edit_number) == (service.member, 2)

    recommend(service, indicator, expected=2, answer="review", review_in="2009-10-Q3")
    made.refresh_from_db()
    assert (made.answer, made.review_in, made.approved_at) == ("review", "2009-10-Q3", None)


def test_a_member_of_another_portfolio_does_not_approve(service: Service) -> None:
    made = recommend(service, service.indicator("NI67", portfolio=None))

    with pytest.raises(NotAllowed):
        approve_recommendation(recommendation=made, expected=1, by=service.member, at=AT, on=TODAY)


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"rationale": " "}, IncompleteRecommendation, "rationale"),
        ({"answer": "review"}, IncompleteRecommendation, "review_in"),
        ({"answer": "review", "review_in": "2009-10-Q1"}, IncompleteRecommendation, "review_in"),
        ({"answer": "review", "review_in": "next spring"}, UnknownPeriod, "review_in"),
        ({"review_in": "2009-10-Q3"}, IncompleteRecommendation, "review_in"),
    ],
)
def test_what_members_could_not_approve_is_refused(
    service: Service, values: dict[str, str], refusal: type[Refusal], field: str
) -> None:
    with pytest.raises(refusal) as found:
        recommend(service, service.indicator("NI67"), **values)

    assert found.value.field == field
    assert not ClinicRecommendation.objects.exists()


def test_two_who_recommend_at_once_see_each_other(service: Service) -> None:
    indicator = service.indicator("NI67")
    recommend(service, indicator)

    with pytest.raises(EditConflict) as twice:
        recommend(service, indicator, answer="yes")
    with pytest.raises(EditConflict) as stale:
        recommend(service, indicator, answer="yes", expected=5)
    ClinicRecommendation.objects.all().delete()
    with pytest.raises(EditConflict) as gone:
        recommend(service, indicator, answer="yes", expected=1)

    assert (twice.value.current["answer"], stale.value.current["answer"]) == ("no", "no")
    assert gone.value.current == {}


def test_a_clinic_is_arranged_held_and_its_findings_follow_each_other(service: Service) -> None:
    facts = {"by": service.performance_officer, "at": AT}
    clinic = arrange_clinic(
        indicator=service.indicator("NI148"), label=LABEL, held_on=None, note=" In September. ", **facts
    )
    change_clinic(clinic=clinic, expected=1, values={"held_on": date(2009, 9, 21)}, **facts)

    add_finding(clinic=clinic, text="Targets are for each cohort.", is_action=False, due_on=None, **facts)
    add_finding(
        clinic=clinic, text="Report to the member.", is_action=True, due_on=date(2010, 3, 31), **facts
    )

    row = Clinic.objects.get()
    assert (row.held_on, row.note) == (date(2009, 9, 21), "In September.")
    findings = row.findings.order_by("position").values_list("position", "is_action", "due_on")
    assert list(findings) == [(1, False, None), (2, True, date(2010, 3, 31))]
    with pytest.raises(Invalid):
        add_finding(clinic=clinic, text=" ", is_action=False, due_on=None, **facts)


# Narratives ---------------------------------------------------------------------------------------------------


def test_what_is_said_of_a_theme_is_never_overwritten(service: Service) -> None:
    theme = ThemeFactory()
    facts = {"theme": theme, "label": LABEL, "by": service.performance_officer, "at": AT}

    write_narrative(text="Visits are on time.", expected=0, **facts)
    with pytest.raises(EditConflict) as twice:
        write_narrative(text="Mine.", expected=0, **facts)
    write_narrative(text="Visits are on time again.", expected=1, **facts)

    assert twice.value.current == {"text": "Visits are on time.", "edit_number": "1"}
    assert ThemeNarrative.objects.get().text == "Visits are on time again."
    ThemeNarrative.objects.all().delete()
    with pytest.raises(EditConflict):
        write_narrative(text="Mine.", expected=2, **facts)


def _narrate(service: Service, **facts: Any) -> None:
    write_narrative(theme=ThemeFactory(), label=LABEL, text="No.", expected=0, **facts)


def _target(service: Service, **facts: Any) -> None:
    add_target(indicator=service.indicator("NI59"), values={**YEAR, "kind": "none"}, **facts)


def _arrange(service: Service, **facts: Any) -> None:
    arrange_clinic(indicator=service.indicator("NI59"), label=LABEL, held_on=None, note="", **facts)


@pytest.mark.parametrize("attempt", [_narrate, _target, _arrange])
def test_a_manager_does_none_of_this(service: Service, attempt: Callable[..., None]) -> None:
    with pytest.raises(NotAllowed):
        attempt(service, by=service.manager, at=AT)
