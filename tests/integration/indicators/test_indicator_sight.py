"""What each reader sees of an indicator, and how many queries its page needs."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from childservices.choices import Role
from indicators.choices import Unit
from indicators.models import Area, Indicator
from indicators.queries.series import series_of
from tests.indicators_factories import (
    AreaFactory,
    CommentaryFactory,
    IndicatorFactory,
    TargetFactory,
    ValueFactory,
)
from tests.screens import MOST_QUERIES, counted_queries, words


def quarters(indicator: Indicator, *values: str, first: int = 0) -> None:
    """Give an indicator quarterly values from the first quarter of 2009/10 on."""
    for number, value in enumerate(values, start=first):
        period = f"{2009 + number // 4}-{10 + number // 4}-Q{number % 4 + 1}"
        ValueFactory(indicator=indicator, period=period, value=Decimal(value))


@pytest.mark.django_db
class TestWhoSeesWhat:
    def test_no_council_has_no_page(self, client: Client) -> None:
        indicator = IndicatorFactory()

        assert client.get(indicator.get_absolute_url()).status_code == 404

    def test_nobody_has_defined_it(self, client: Client) -> None:
        AreaFactory()

        assert client.get("/indicators/no such/").status_code == 404

    def test_a_reference_may_hold_strokes_and_percent_signs(self, client: Client) -> None:
        AreaFactory()
        made = [IndicatorFactory(reference=reference) for reference in ("KS2_Sen_W/Osta", "%_2yr_olds")]

        answers = [client.get(indicator.get_absolute_url()).status_code for indicator in made]

        assert answers == [200, 200]

    def test_drafts_are_on_no_page(self, client_with_role: Callable[..., Client]) -> None:
        value = ValueFactory(value=Decimal("71.3"), state="submitted")
        officer = client_with_role(Role.PERFORMANCE_OFFICER)

        page = officer.get(value.indicator.get_absolute_url())

        assert "71.3" not in page.content.decode()

    def test_commentary_is_public_once_it_is_approved(self, client: Client, at: datetime) -> None:
        value = ValueFactory(value=Decimal("71.3"))
        CommentaryFactory(indicator=value.indicator, area=value.area)
        before = words(client.get(value.indicator.get_absolute_url()))

        value.indicator.commentaries.update(approved_at=at, approved_by=value.entered_by)

        assert "Two teams had vacancies" not in before
        assert "Two teams had vacancies" in words(client.get(value.indicator.get_absolute_url()))

    def test_a_year_that_would_give_away_a_small_quarter_is_hidden(self) -> None:
        indicator = IndicatorFactory(unit=Unit.COUNT, decimals=0)
        quarters(indicator, "30", "3", "28", "31")
        ValueFactory(indicator=indicator, period="2009-10", value=Decimal(92))

        shown = series_of(indicator, Area.objects.get(), sees_true_values=False)

        assert {point.label: point.text for point in shown} == {
            "2009-10-Q1": "30", "2009-10-Q2": "c", "2009-10-Q3": "28", "2009-10-Q4": "31", "2009-10": "c",
        }  # fmt: skip
        assert [point.row is None for point in shown if point.is_hidden] == [True, True]

    def test_a_missing_quarter_is_a_gap_in_the_chart(self, client: Client) -> None:
        indicator = IndicatorFactory()
        quarters(indicator, "50", "51")
        quarters(indicator, "52", "53", first=3)

        page = client.get(indicator.get_absolute_url()).content.decode()

        assert page.count('class="council-chart__line"') == 2
        assert "Six figures make the first limits; there are fewer." in page

    def test_a_year_to_date_is_in_the_table_and_not_in_the_chart(self, client: Client) -> None:
        indicator = IndicatorFactory()
        quarters(indicator, "50", "51", "52")
        ValueFactory(
            indicator=indicator, period="2009-10-Q4", value=Decimal(99), is_year_to_date=True,
            data_on=date(2010, 3, 15),
        )  # fmt: skip

        response = client.get(indicator.get_absolute_url())

        assert "Quarter 4 2009/10, year to 15 March 2010" in words(response)
        assert response.content.decode().count('<circle class="council-chart__point') == 3


def test_the_list_needs_as_many_queries_for_thirty_as_for_one(client: Client, db: None) -> None:
    counts = []
    for more in (1, 29):
        for _ in range(more):
            ValueFactory(value=Decimal(50))
        with counted_queries() as asked:
            client.get("/indicators/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_page_of_thirty_figures_needs_as_many_queries_as_one_of_one(
    client_with_role: Callable[..., Client],
) -> None:
    officer = client_with_role(Role.PERFORMANCE_OFFICER)
    indicators = [IndicatorFactory(), IndicatorFactory()]
    for indicator, number in zip(indicators, (1, 30), strict=True):
        quarters(indicator, *["50"] * number)
        for year in range(2009, 2009 + number // 4 + 1):
            TargetFactory(indicator=indicator, starts_on=date(year, 4, 1), ends_on=date(year + 1, 3, 31))

    counts = []
    for indicator in indicators:
        with counted_queries() as asked:
            officer.get(indicator.get_absolute_url())
        counts.append(len(asked))

    assert counts[0] == counts[1] <= MOST_QUERIES
