"""Defining, changing and retiring indicators: who may, what is refused, and that nothing is overwritten."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from childservices.choices import Role
from childservices.domain.refusals import EditConflict, Refusal
from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from indicators.choices import Aggregation, Polarity, Unit
from indicators.domain.measure import Aggregation as Sums
from indicators.domain.measure import Measure, definition_faults
from indicators.domain.measure import Polarity as Ways
from indicators.domain.measure import Unit as Units
from indicators.models import Indicator
from indicators.operations.indicator import (
    change_indicator,
    define_indicator,
    faults_by_field,
    retire_indicator,
)
from tests.indicators_factories import IndicatorFactory, ThemeFactory, ValueFactory

pytestmark = pytest.mark.django_db

SENT = {
    "reference": "LPI9", "title": "Visits on time", "plain_words": "How many visits happen when they should.",
    "unit": "percent", "per": "1", "decimals": "1", "is_share": "on", "polarity": "high", "frequency": "quarter",
    "year_type": "financial", "aggregation": "ratio", "rolling": "0", "lag_days": "0",
    "travel_basis": "previous_period", "display_map": "ticks", "in_line_margin": "0",
}  # fmt: skip


@pytest.fixture
def officer(client_with_role: Callable[..., Any]) -> Any:
    """A performance officer's browser."""
    return client_with_role(Role.PERFORMANCE_OFFICER)


def test_every_fault_of_a_definition_is_beside_its_field() -> None:
    definitions = [
        Measure("A", Units.RATE, Ways.RANGE, aggregation=Sums.SUM),
        Measure(
            "B", Units.COUNT, Ways.NONE, aggregation=Sums.RATIO, range_low=Decimal(1), ceiling=Decimal(1)
        ),
        Measure("C", Units.GRADE, Ways.HIGH, aggregation=Sums.ROLLING),
    ]

    found = [(definition_faults(one), faults_by_field(one)) for one in definitions]

    assert [set(faults) for faults, _ in found] == [set(by_field.values()) for _, by_field in found]
    assert [sorted(by_field) for _, by_field in found] == [
        ["aggregation", "per", "range_low"],
        ["aggregation", "ceiling", "polarity"],
        ["grades", "rolling"],
    ]


def test_an_indicator_is_defined_on_its_page(officer: Any) -> None:
    theme = ThemeFactory()

    response = officer.post("/indicators/new/", SENT | {"theme": theme.pk, "grades": ""})

    assert response.status_code == 302
    made = Indicator.objects.get(reference="LPI9")
    assert (made.theme, made.aggregation, made.is_published_statistic) == (theme, "ratio", False)
    assert AuditEvent.objects.filter(verb="indicator_defined", subject_id=str(made.pk)).count() == 1


def test_what_contradicts_itself_is_said_beside_the_field_and_nothing_typed_is_lost(officer: Any) -> None:
    response = officer.post(
        "/indicators/new/", SENT | {"aggregation": "sum", "unit": "rate", "range_low": "4"}
    )

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"aggregation", "per", "polarity"}
    assert 'value="Visits on time"' in response.content.decode()
    assert Indicator.objects.count() == 0


def test_grades_are_typed_a_line_each(officer: Any) -> None:
    officer.post(
        "/indicators/new/", SENT | {"unit": "grade", "aggregation": "snapshot", "grades": "Good\n\n Fair "}
    )

    assert Indicator.objects.get().grades == ["Good", "Fair"]
    assert "Good\nFair" in officer.get("/indicators/LPI9/change/").content.decode()


def test_a_definition_is_changed(officer: Any) -> None:
    officer.post("/indicators/new/", SENT)

    response = officer.post(
        "/indicators/LPI9/change/", SENT | {"title": "Visits in time", "edit_number": "1"}
    )

    assert response.status_code == 302
    made = Indicator.objects.get()
    assert (made.title, made.edit_number) == ("Visits in time", 2)


def test_two_people_never_overwrite_each_other(officer: Any) -> None:
    officer.post("/indicators/new/", SENT)
    officer.post("/indicators/LPI9/change/", SENT | {"title": "Theirs", "edit_number": "1"})

    response = officer.post("/indicators/LPI9/change/", SENT | {"title": "Mine", "edit_number": "1"})

    assert Indicator.objects.get().title == "Theirs"
    page = response.content.decode()
    assert ("Theirs" in page, 'value="Mine"' in page, 'value="2"' in page) == (True, True, True)


@pytest.mark.parametrize("path", ["/indicators/new/", "/indicators/LPI9/change/", "/indicators/LPI9/retire/"])
def test_only_performance_officers_define(client_with_role: Callable[..., Any], path: str) -> None:
    IndicatorFactory(reference="LPI9")

    assert client_with_role(Role.OFFICER).get(path).status_code == 403


def test_an_indicator_is_retired_and_taken_up_again(officer: Any) -> None:
    value = ValueFactory(indicator=IndicatorFactory(reference="LPI9"), value=Decimal(50))
    sent = {"retired_on_day": "1", "retired_on_month": "4", "retired_on_year": "2011", "edit_number": "1"}
    page = officer.get("/indicators/LPI9/retire/")
    retired = officer.post(
        "/indicators/LPI9/retire/", {name.replace("_on_", "_on_"): text for name, text in sent.items()}
    )

    made = Indicator.objects.get()
    assert (page.status_code, retired.status_code, made.retired_on) == (200, 302, date(2011, 4, 1))
    officer.post("/indicators/LPI9/retire/", {"edit_number": "2"})
    assert Indicator.objects.get().retired_on is None
    value.refresh_from_db()
    assert value.value == Decimal(50)


class TestOperations:
    def test_others_define_nothing(self, user_with_role: Callable[..., Any], at: datetime) -> None:
        by, indicator = user_with_role(Role.OFFICER), IndicatorFactory()
        calls: list[Callable[[], Any]] = [
            lambda: define_indicator(values={}, by=by, at=at),
            lambda: change_indicator(indicator=indicator, expected=1, values={}, by=by, at=at),
            lambda: retire_indicator(indicator=indicator, expected=1, on=None, by=by, at=at),
        ]

        for call in calls:
            with pytest.raises(NotAllowed, match="Only a performance officer defines indicators"):
                call()

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"reference": "LPI1"}, "reference"),
            ({"aggregation": Aggregation.SUM}, "aggregation"),
            ({"polarity": Polarity.RANGE}, "range_low"),
            ({"title": ""}, "title"),
        ],
    )
    def test_a_definition_that_cannot_stand_is_refused(
        self, user_with_role: Callable[..., Any], at: datetime, values: dict[str, Any], field: str
    ) -> None:
        by = user_with_role(Role.PERFORMANCE_OFFICER)
        IndicatorFactory(reference="LPI1")
        usual = {"reference": "LPI2", "title": "Visits", "unit": Unit.PERCENT, "polarity": Polarity.HIGH}

        with pytest.raises(Invalid) as refused:
            define_indicator(values=usual | values, by=by, at=at)

        assert refused.value.field == field

    def test_an_indicator_is_no_part_of_itself(
        self, user_with_role: Callable[..., Any], at: datetime
    ) -> None:
        by, whole = user_with_role(Role.PERFORMANCE_OFFICER), IndicatorFactory()
        part = IndicatorFactory(component_of=whole)

        with pytest.raises(Refusal, match="cannot be a part of itself"):
            change_indicator(indicator=whole, expected=1, values={"component_of": part}, by=by, at=at)

    def test_a_change_meets_the_one_before(self, user_with_role: Callable[..., Any], at: datetime) -> None:
        by, indicator = user_with_role(Role.PERFORMANCE_OFFICER), IndicatorFactory()
        change_indicator(indicator=indicator, expected=1, values={"title": "First"}, by=by, at=at)

        with pytest.raises(EditConflict) as conflict:
            change_indicator(indicator=indicator, expected=1, values={"title": "Second"}, by=by, at=at)

        assert conflict.value.current["title"] == "First"
