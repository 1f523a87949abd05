"""The pages of the demonstration's indicators and their list: on the page, in the charts, and in the CSV."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from childservices.choices import Role
from childservices.models import User
from tests.indicator_pages import address, rows_of
from tests.screens import MOST_QUERIES, counted_queries, words


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
        assert sentence in words(response)

    def test_the_page_has_its_charts_with_words_for_those_who_do_not_see_them(self, client: Client) -> None:
        page = client.get(address("CF1")).content.decode()

        assert page.count('<svg class="council-chart"') == 2
        assert '<title id="run-chart-title">CF1 from September 2024 to October 2026</title>' in page
        assert ">Target 20.0%<" in page
        assert ">Upper limit<" in page
        assert "Rotherham has 19.6% in 2025, better than the mean of 10 neighbours (20.5%)" in page
        assert "style=" not in page.partition("<main")[2]

    def test_a_range_has_two_target_lines(self, client: Client) -> None:
        page = client.get(address("CF4")).content.decode()

        assert (">Target 12.0%<" in page, ">Target 22.0%<" in page) == (True, True)

    def test_every_figure_stands_against_the_target_of_its_own_time(self, client: Client) -> None:
        rows = rows_of(client.get(f"{address('CF5')}figures.csv"))

        assert len(rows) == 16
        assert {row["Target"] for row in rows} <= {"at least 55%", "at least 55% (year-end target)"}
        assert rows[0]["Against target"] == "Red: below target"

    def test_the_target_of_ni65_is_warned_about(self, client: Client) -> None:
        response = client.get(address("NI65"))

        assert "The target of 7.0% lies outside the good range, 10.0% to 15.0%." in words(response)

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

        public, staff = words(client.get(address("NI148"))), words(officer.get(address("NI148")))

        assert "Ask Wigan, the best of the statistical neighbours, how it does this." in public
        assert "no clinic is recommended" not in public
        assert "Quarter 2 2009/10: no clinic is recommended" in staff

    def test_the_areas_compared_are_a_csv(self, client: Client) -> None:
        rows = rows_of(client.get(f"{address('CF1')}areas.csv"))

        assert [(row["Area"], row["Value"]) for row in rows][:2] == [
            ("Gateshead", "13.9%"),
            ("Redcar and Cleveland", "14.6%"),
        ]
        assert {row["Kind"] for row in rows} == {
            "This council", "Statistical neighbour", "Mean of the neighbours", "Region", "Country",
        }  # fmt: skip
        assert len(rows) == 14

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

        assert "summary by theme" not in words(client.get("/indicators/"))
        assert "summary by theme" in words(member.get("/indicators/"))


@pytest.mark.usefixtures("demonstration")
def test_a_page_with_neighbours_stays_within_its_queries(client_with_role: Callable[..., Any]) -> None:
    officer = client_with_role(Role.PERFORMANCE_OFFICER)

    with counted_queries() as asked:
        officer.get(address("CF1"))

    assert len(asked) <= MOST_QUERIES
