"""Clinics of a period: candidates with their reasons, and recommendations that come back."""

from datetime import UTC, datetime
from typing import Any

import pytest

from childservices.models import User
from indicators.domain.clinic import ClinicRule
from indicators.models import ClinicRecommendation, Indicator
from indicators.queries.clinics import further_rules, indicators_to_recommend, period_clinics
from tests.factories import UserFactory
from tests.indicators_factories import (
    CommentaryFactory,
    IndicatorFactory,
    PolicyFactory,
    RecordedFactory,
    TargetFactory,
    ValueFactory,
    quarter_two_of_2009,
)

pytestmark = pytest.mark.django_db
CORE = "It is off target and declining."


def recommend(
    indicator: Indicator, period: str, answer: str = "no", review_in: str = ""
) -> ClinicRecommendation:
    """A recommendation as it was made in a period's report."""
    by: User = UserFactory()
    return ClinicRecommendation.objects.create(
        indicator=indicator, period=period, answer=answer, review_in=review_in,
        rationale="The cause is known and dealt with.",
        recommended_at=datetime(2009, 11, 2, tzinfo=UTC), recommended_by=by,
    )  # fmt: skip


def told(clinics: Any) -> list[tuple[str, tuple[str, ...]]]:
    """The candidates by reference, with why."""
    return [(one.component.indicator.reference, one.reasons) for one in clinics.candidates]


def test_the_four_candidates_of_november_2009_and_not_the_fall_above_target() -> None:
    quarter_two_of_2009()

    assert told(period_clinics("2009-10-Q2")) == [
        ("NI67", (CORE,)),
        ("NI117", (CORE,)),
        ("NI148", (CORE,)),
        ("NI13", (CORE,)),
    ]


def test_further_rules_are_a_setting(settings: Any) -> None:
    settings.CLINIC_RULES = ["off_target_twice_running", "no_commentary"]
    twice, silent, explained = IndicatorFactory(), IndicatorFactory(), IndicatorFactory()
    for indicator in (twice, silent, explained):
        RecordedFactory(indicator=indicator, rating="below")
    RecordedFactory(indicator=twice, period="2009-10-Q1", rating="below")
    CommentaryFactory(indicator=twice)
    CommentaryFactory(indicator=explained)

    assert further_rules() == {ClinicRule.OFF_TARGET_TWICE_RUNNING, ClinicRule.NO_COMMENTARY}
    assert told(period_clinics("2009-10-Q2")) == [
        (twice.reference, ("It is off target for the second period running.",)),
        (silent.reference, ("It is off target and nobody has explained why.",)),
    ]


def test_a_control_chart_that_ends_in_concern_makes_a_candidate() -> None:
    fell, cumulative = IndicatorFactory(), IndicatorFactory(aggregation="cumulative")
    figures = [80, 81, 80, 82, 80, 81, 79, 81, 80, 81, 80, 82, 20]
    labels = [
        f"{year}-{(year + 1) % 100:02}-Q{quarter}" for year in range(2006, 2010) for quarter in (1, 2, 3, 4)
    ]
    for indicator in (fell, cumulative):
        for label, value in zip(labels[1:14], figures, strict=True):
            ValueFactory(indicator=indicator, period=label, value=value)
        ValueFactory(indicator=indicator, period="2008-09", value=80)

    found = period_clinics("2009-10-Q2", rules=[ClinicRule.SPECIAL_CAUSE_CONCERN])

    assert labels[13] == "2009-10-Q2"
    assert told(found) == [(fell.reference, ("Its control chart shows a special cause of concern.",))]


def test_recommendations_come_back_in_the_next_report_and_reviews_in_their_own() -> None:
    named = quarter_two_of_2009()
    recommend(named["NI60"], "2009-10-Q1")
    recommend(named["NI59"], "2008-09-Q4")
    recommend(named["NI52b"], "2008-09-Q4", "review", "2009-10-Q2")
    recommend(named["NI45"], "2009-10-Q1", "review", "2009-10-Q3")
    answered = recommend(named["NI60"], "2009-10-Q2", "yes")
    recommend(named["NI13"], "2009-10-Q2")
    other = recommend(named["NI61"], "2009-10-Q2", "yes")

    found = period_clinics("2009-10-Q2")

    assert [(one.recommendation.indicator.reference, one.answered) for one in found.reviews] == [
        ("NI45", None),
        ("NI52b", None),
        ("NI60", answered),
    ]
    assert [one.pk for one in found.others] == [other.pk]
    assert found.candidates[-1].recommendation is not None


def test_a_recommendation_of_a_year_that_its_indicator_no_longer_has_is_left_out() -> None:
    indicator = IndicatorFactory(year_type="calendar")
    recommend(indicator, "2009-10-Q1")

    assert period_clinics("2009-Q3").reviews == []


def test_any_local_indicator_with_such_years_may_be_recommended() -> None:
    IndicatorFactory(reference="B")
    IndicatorFactory(reference="A", frequency="year")
    IndicatorFactory(reference="calendar", year_type="calendar")

    assert [one.reference for one in indicators_to_recommend("2009-10-Q2")] == ["A", "B"]


def test_small_numbers_are_hidden_from_members_unless_the_policy_shows_them() -> None:
    indicator = IndicatorFactory(suppression=PolicyFactory())
    TargetFactory(indicator=indicator)
    ValueFactory(indicator=indicator, numerator=8, denominator=11, period="2009-10-Q1")
    ValueFactory(indicator=indicator, numerator=6, denominator=11)

    [found] = period_clinics("2009-10-Q2").candidates

    assert found.component.figure.text == "54.5%"
