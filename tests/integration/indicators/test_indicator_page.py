"""An indicator's page and list: what each reader sees of them, on the page, in the charts, and in the CSV."""

import csv
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from childservices.choices import Role
from childservices.models import User
from indicators.choices import TargetLevel, Unit
from indicators.domain.period import read_period
from indicators.models import Area, Indicator, IndicatorValue
from indicators.queries.series import series_of
from tests.indicators_factories import (
    AreaFactory,
    CommentaryFactory,
    IndicatorFactory,
    TargetFactory,
    ValueFactory,
)

TAGS = re.compile(r"<[^>]+>")
MOST_QUERIES = 25


def address(reference: str) -> str:
    """The page of an indicator."""
    return f"/indicators/{quote(reference)}/"


def words_of(response: Any) -> str:
    """Everything that a page says, in one line."""
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def rows_of(response: Any) -> list[dict[str, str]]:
    """The rows of a CSV file by the names in its head."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def quarters(indicator: Indicator, *values: str, first: int = 0) -> None:
    """Give an indicator quarterly values from the first quarter of 2009/10 on."""
    for number, value in enumerate(values, start=first):
        period = f"{2009 + number // 4}-{10 + number // 4}-Q{number % 4 + 1}"
        ValueFactory(indicator=indicator, period=period, value=Decimal(value))


@pytest.mark.usefixtures("demonstration")
class TestDemonstration:
    @pytest.mark.parametrize(
        ("reference", "sentence"),
        [
            (
                "CF2",
                "It has improved since September 2026, when it was 83.9%.",
            ),
            (
                "CF2",
                "In October 2026 it was 85.4%: off target (at least 90.0%).",
            ),
            (
                "NI59",
                "In the year to 26 October 2009 it was 73.2%: off target (at least 80.0%, a year-end target).",
            ),
            (
                "NI61",
                "For Quarter 2 2009/10 the source prints no figure. The indicator manager sent no update.",
            ),
            (
                "NI103b",
                "For Quarter 2 2009/10 the source prints no figure, and records it as better than the target.",
            ),
            (
                "NI103b",
                "It has got worse, still on target, as the source records.",
            ),
            ("NI147", "In Quarter 2 2009/10 it was 100.0%, which the source records as on target."),
            ("NI148", "The figure for Quarter 2 2009/10 is too small to be shown: off target"),
            ("NI52", "There are no figures yet."),
            ("ReReferral", "In 2025 it was 19.6%."),
        ],
    )
    def test_how_it_stands_is_a_sentence(self, client: Client, reference: str, sentence: str) -> None:
        response = client.get(address(reference))

        assert response.status_code == 200
        assert sentence in words_of(response)

    def test_the_page_has_its_charts_with_words_for_those_who_do_not_see_them(self, client: Client) -> None:
        page = client.get(address("CF1")).content.decode()

        assert page.count('<svg class="council-chart"') == 2
        assert '<title id="run-chart-title">CF1 from September 2024 to October 2026</title>' in page
        assert ">Target 20.0%<" in page
        assert ">Upper limit<" in page
        assert "13 areas in order. Rotherham 19.6%, England 22.6%." in page
        assert "style=" not in page.partition("<main")[2]

    def test_a_range_has_two_target_lines(self, client: Client) -> None:
        page = client.get(address("CF4")).content.decode()

        assert (">Target 12.0%<" in page, ">Target 22.0%<" in page) == (True, True)

    def test_the_target_of_ni65_is_warned_about(self, client: Client) -> None:
        response = client.get(address("NI65"))

        assert "The target of 7.0% lies outside the good range, 10.0% to 15.0%." in words_of(response)

    def test_six_of_eleven_is_for_performance_officers(self, client: Client, demonstration: User) -> None:
        officer = Client()
        officer.force_login(demonstration)
        files = f"{address('NI148')}figures.csv"

        public, true = rows_of(client.get(files)), rows_of(officer.get(files))

        assert [(row["Value"], row["Numerator"], row["Printed in the source"]) for row in public] == [
            ("c", "", "")
        ]
        assert [(row["Value"], row["Numerator"], row["Denominator"]) for row in true] == [
            ("54.5%", "6", "11")
        ]
        assert "54.5" not in client.get(address("NI148")).content.decode()

    def test_a_clinic_has_its_findings_and_what_was_not_approved_is_for_staff(
        self, client: Client, demonstration: User
    ) -> None:
        officer = Client()
        officer.force_login(demonstration)

        public, staff = words_of(client.get(address("NI148"))), words_of(officer.get(address("NI148")))

        assert "Ask Wigan, the best of the statistical neighbours, how it does this." in public
        assert "no clinic is recommended" not in public
        assert "Quarter 2 2009/10: no clinic is recommended" in staff

    def test_the_areas_compared_are_a_csv(self, client: Client) -> None:
        rows = rows_of(client.get(f"{address('CF1')}areas.csv"))

        assert [(row["Area"], row["Value"]) for row in rows][:2] == [
            ("Gateshead", "13.9%"),
            ("Redcar and Cleveland", "14.6%"),
        ]
        assert {row["Kind"] for row in rows} == {"This council", "Statistical neighbour", "Region", "Country"}
        assert len(rows) == 13

    def test_an_indicator_without_areas_has_an_empty_csv(self, client: Client) -> None:
        assert rows_of(client.get(f"{address('NI59')}areas.csv")) == []

    def test_the_list_is_found_by_words_theme_and_kind(self, client: Client) -> None:
        found = [
            [row["Reference"] for row in rows_of(client.get(f"/indicators/?format=csv&{query}"))]
            for query in ("words=care+leavers+19", "theme=staying-safe&words=NI6", "kind=published")
        ]

        assert found == [
            ["CF5", "NI147", "NI148", "CareLeaverEET"],
            ["NI60", "NI61", "NI64", "NI65", "NI66", "NI67", "NI68"],
            ["ReReferral", "CareLeaverEET", "16-17 NEET"],
        ]

    def test_the_list_shows_latest_figures_but_none_that_is_small(
        self, client: Client, demonstration: User
    ) -> None:
        officer = Client()
        officer.force_login(demonstration)

        shown = [
            {
                row["Reference"]: (row["Latest figure"], row["Period"])
                for row in rows_of(one.get("/indicators/?format=csv"))
            }
            for one in (client, officer)
        ]

        assert shown[0]["CF1"] == ("19.8%", "October 2026")
        assert shown[0]["ReReferral"] == ("19.6%", "2025")
        assert shown[0]["NI52"] == ("", "")
        assert [one["NI148"] for one in shown] == [("c", "Quarter 2 2009/10"), ("54.5%", "Quarter 2 2009/10")]

    def test_members_are_led_to_the_reports_of_the_last_periods(
        self, client: Client, client_with_role: Callable[..., Client]
    ) -> None:
        member = client_with_role(Role.MEMBER)

        assert "summary by theme" not in words_of(client.get("/indicators/"))
        assert "summary by theme" in words_of(member.get("/indicators/"))


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
        before = words_of(client.get(value.indicator.get_absolute_url()))

        value.indicator.commentaries.update(approved_at=at, approved_by=value.entered_by)

        assert "Two teams had vacancies" not in before
        assert "Two teams had vacancies" in words_of(client.get(value.indicator.get_absolute_url()))

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

        assert "Quarter 4 2009/10, year to 15 March 2010" in words_of(response)
        assert response.content.decode().count('<circle class="council-chart__point') == 3


def ten_years(indicator: Indicator, by: User) -> None:
    """Give an indicator a value for each month of ten years, and a target for each year."""
    area = AreaFactory()
    first = read_period("2014-M04", "financial")  # type: ignore[arg-type]
    periods = [first.shifted(number) for number in range(120)]
    at = datetime(2026, 11, 25, tzinfo=UTC)
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            indicator=indicator, area=area, period=period.label, ends_on=period.ends_on, state="published",
            value=Decimal(60 + number % 7), entered_at=at, entered_by=by, approved_at=at, approved_by=by,
        )
        for number, period in enumerate(periods)
    )  # fmt: skip
    for year in range(2014, 2024):
        TargetFactory(
            indicator=indicator, level=TargetLevel.PERIOD,
            starts_on=date(year, 4, 1), ends_on=date(year + 1, 3, 31),
        )  # fmt: skip


def test_a_page_of_ten_years_needs_no_more_queries(
    client_with_role: Callable[..., Any],
) -> None:
    officer = client_with_role(Role.PERFORMANCE_OFFICER)
    long, short = IndicatorFactory(frequency="month"), IndicatorFactory()
    ten_years(long, officer.user)
    quarters(short, "50", "51")
    TargetFactory(indicator=short)

    counts = []
    for indicator in (short, long):
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(indicator.get_absolute_url()).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= MOST_QUERIES


@pytest.mark.usefixtures("demonstration")
def test_a_page_with_neighbours_stays_within_its_queries(client_with_role: Callable[..., Any]) -> None:
    officer = client_with_role(Role.PERFORMANCE_OFFICER)

    with CaptureQueriesContext(connection) as queries:
        officer.get(address("CF1"))

    assert len(queries) <= MOST_QUERIES


def test_the_list_needs_as_many_queries_for_thirty_as_for_one(client: Client, db: None) -> None:
    counts = []
    for more in (1, 29):
        for _ in range(more):
            ValueFactory(value=Decimal(50))
        with CaptureQueriesContext(connection) as queries:
            client.get("/indicators/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
