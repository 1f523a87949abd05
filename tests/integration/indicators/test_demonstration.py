"""The indicators that the demonstration loads: as printed, with what the sources contradict beside it."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from childservices.models import AuditEvent, User
from childservices.operations.editing import Invalid
from indicators.choices import ValueState
from indicators.domain.target import target_warnings
from indicators.domain.value import denominator_query, queries, read
from indicators.models import Clinic, Commentary, Indicator, IndicatorValue, PublishedValue
from indicators.operations.demonstration import load_indicators
from tests.indicator_demonstration import load

pytestmark = pytest.mark.usefixtures("demonstration")


def test_loading_twice_makes_everything_once(demonstration: User) -> None:
    before = IndicatorValue.objects.count(), PublishedValue.objects.count(), AuditEvent.objects.count()

    made = load(demonstration)

    assert made == 0
    assert (
        IndicatorValue.objects.count(), PublishedValue.objects.count(), AuditEvent.objects.count()
    ) == before  # fmt: skip


def test_every_indicator_of_the_papers_is_there() -> None:
    local = Indicator.objects.local()

    assert local.filter(reference__startswith="CYPP-T").count() == 96
    assert local.filter(source="Children and Young People’s Plan 2016–19, scorecard").count() == 24
    assert local.filter(theme__framework="Every Child Matters").count() == 32


@pytest.mark.parametrize(
    ("reference", "period", "computed", "printed"),
    [
        ("NI59", "2008-09", "77.8", ""),
        ("NI59", "2009-M10", "73.2", "73%"),
        ("NI60", "2009-M10", "64.4", "64%"),
        ("NI68", "2008-09", "57.6", "57%"),
        ("NI68", "2009-M10", "58.7", ""),
        ("NI65", "2009-M10", "6.8", ""),
        ("NI65", "2009-10-Q2", "6.0", ""),
        ("NI148", "2009-10-Q2", "54.5", "54.5%, given as 5 out of 11"),
    ],
)
def test_values_are_computed_and_keep_what_was_printed(
    reference: str, period: str, computed: str, printed: str
) -> None:
    row = IndicatorValue.objects.select_related("indicator").get(
        indicator__reference=reference, period=period
    )

    found = read(row.indicator.measure, row.figures).value

    assert found is not None
    assert (row.indicator.measure.displayed(found), row.printed) == (Decimal(computed), printed)


def test_no_typed_value_contradicts_its_parts() -> None:
    rows = IndicatorValue.objects.select_related("indicator")

    asked = {
        (row.indicator.reference, row.period): queries(row.indicator.measure, row.figures) for row in rows
    }

    assert {place for place, found in asked.items() if found} == set()


def test_assessments_are_the_same_cases_in_both_indicators() -> None:
    ni59 = Indicator.objects.select_related("counts_the_same_as").get(reference="NI59")
    other = ni59.counts_the_same_as
    denominator = ni59.values.get(period="2009-M10").denominator
    numerator = other.values.get(period="2009-M10").numerator if other else None

    assert other is not None
    assert denominator is not None
    assert numerator is not None
    assert denominator_query("NI59", denominator, "NI68", numerator) == ""
    assert denominator_query("NI59", Decimal(1127), "NI68", numerator).startswith(
        "The denominator of NI59 is 1,127, but the numerator of NI68"
    )


def test_the_target_of_ni65_is_warned_about() -> None:
    indicator = Indicator.objects.get(reference="NI65")

    warned = target_warnings(indicator.measure, indicator.targets.get().rule)

    assert warned == (
        "The target of 7.0% lies outside the good range, 10.0% to 15.0%. Correct the target or the range.",
    )


def test_the_clinic_of_september_2009_has_its_findings() -> None:
    clinic = Clinic.objects.get(indicator__reference="NI148")

    found = clinic.findings.order_by("position").values_list("is_action", "due_on")

    assert list(found) == [
        (False, None),
        (False, None),
        (True, None),
        (True, date(2009, 11, 6)),
        (True, None),
        (True, None),
        (True, None),
        (True, date(2010, 3, 31)),
    ]


@pytest.mark.parametrize(
    ("reference", "period", "state"),
    [
        ("CF1", "2026-M10", ValueState.PUBLISHED),
        ("CF2", "2026-M10", ValueState.APPROVED),
        ("CF4", "2026-27-Q2", ValueState.SUBMITTED),
        ("CF7", "2026-M10", ValueState.DRAFT),
        ("CF8", "2026-27-Q1", ValueState.PUBLISHED),
        ("CF9", "2025-26-T3", ValueState.APPROVED),
    ],
)
def test_the_current_cycle_ends_with_the_last_period_that_is_over(
    reference: str, period: str, state: ValueState
) -> None:
    latest = IndicatorValue.objects.filter(indicator__reference=reference).latest("ends_on")

    assert (latest.period, latest.state) == (period, state)
    assert Commentary.objects.filter(indicator__reference="CF2", period="2026-M10").count() == 1


def test_neighbours_and_england_can_be_compared() -> None:
    figures = PublishedValue.objects.filter(indicator__reference="ReReferral", period__label="2025")

    assert {row.area.code: row.value for row in figures.filter(area__code__in=["372", "970"])} == {
        "372": Decimal("19.6"),
        "970": Decimal("22.6"),
    }
    assert figures.filter(area__neighbour_of__model__slug="2025-05").count() == 10


def test_a_post_that_nobody_listed_is_named(demonstration: User, at: datetime) -> None:
    row = {"reference": "X1", "title": "Example", "unit": "count", "manager": "Nobody"}

    with pytest.raises(Invalid, match="name the post “Nobody”"):
        load_indicators(rows=[row], on=date(2026, 11, 25), by=demonstration, at=at)
