"""Screens of programmes: lists, reconciliation, providers, what needs attention, localities, projects, rounds."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from childservices.choices import OrganisationKind, Role
from partnerships.models import Provider, QuarterlyReturn
from partnerships.operations import query_return
from tests.commissioning import AT, START, Fund
from tests.conftest import SignedInClient
from tests.factories import OrganisationFactory
from tests.screens import MOST_QUERIES, counted_queries, source, table_of, words

TODAY = date(2026, 7, 22)


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel("2026-07-22T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def manager(fund: Fund) -> SignedInClient:
    return SignedInClient(fund.manager)


def grow(fund: Fund, count: int) -> None:
    for number in range(count):
        organisation = OrganisationFactory(kind=OrganisationKind.VOLUNTARY)
        provider = Provider.objects.create(organisation=organisation)
        agreement = fund.agreement(
            provider=provider,
            project=f"Project {number}",
            allocation=Decimal(2000),
            measures=[("Visits", "count"), ("Share", "percent")],
        )
        fund.forecast(agreement, 10, 50)
        row = agreement.returns.get(quarter=1)
        if number % 2:
            QuarterlyReturn.objects.filter(pk=row.pk).update(claimed=Decimal(900), state="submitted")


class TestList:
    def test_staff_see_programmes_and_only_managers_are_offered_to_add_one(
        self, fund: Fund, manager: SignedInClient, client_with_role: object
    ) -> None:
        officer = client_with_role(Role.OFFICER)  # type: ignore[operator]

        assert "Early help 2026/27" in words(officer.get("/commissioning/"))
        assert "Add a programme" not in words(officer.get("/commissioning/"))
        assert "Add a programme" in words(manager.get("/commissioning/"))

    def test_downloads_as_csv(self, fund: Fund, manager: SignedInClient) -> None:
        assert table_of(manager.get("/commissioning/?format=csv")) == [
            ["Title", "Funder", "Budget", "First day", "Last day"],
            ["Early help 2026/27", "", "100000.00", "2026-04-01", "2027-03-31"],
        ]

    def test_leads_a_provider_to_its_returns_and_the_public_to_sign_in(self, fund: Fund) -> None:
        answer = SignedInClient(fund.provider_user).get("/commissioning/")

        assert (answer.status_code, answer["Location"]) == (302, "/commissioning/returns/")
        assert Client().get("/commissioning/")["Location"].startswith("/accounts/login/")

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.PROVIDER])
    def test_other_pages_are_for_staff(self, fund: Fund, client_with_role: object, role: Role) -> None:
        client = client_with_role(role)  # type: ignore[operator]
        addresses = [
            fund.programme.get_absolute_url(),
            reverse("commissioning_attention"),
            reverse("provider_list"),
            fund.provider.get_absolute_url(),
            reverse("locality_list", args=["early-help"]),
        ]

        assert {client.get(address).status_code for address in addresses} == {403}


class TestProgramme:
    def test_reconciles_and_shows_x_of_y(self, fund: Fund, manager: SignedInClient) -> None:
        agreement = fund.agreement()
        fund.forecast(agreement, 10)
        row = fund.sent(agreement, 5000, 12)
        QuarterlyReturn.objects.filter(pk=row.pk).update(state="approved", approved=Decimal(4900))
        fund.add("pot", kind="unallocated", name="Small grants", amount=Decimal(6000))

        page = words(manager.get(fund.programme.get_absolute_url()))

        assert "Allocated to providers £20,000 Small grants (set aside and not allocated) £6,000" in page
        assert "Neither allocated nor set aside £74,000 Budget £100,000" in page
        assert "£74,000 is neither allocated nor set aside." in page
        assert (
            "£21,100 is not spent: £15,100 of what providers were allocated, and £6,000 that was never"
            in page
        )
        assert "Meadow Trust Drop-in £20,000 £4,900 £15,100 24.5% 0 of 1" in page
        assert "Planned £5,000 Claimed £5,000" in page

    def test_names_what_is_late_and_queried(self, fund: Fund, manager: SignedInClient) -> None:
        fund.agreement(project="Late one")
        row = fund.sent(fund.agreement(project="Asked one"))
        query_return(quarterly_return=row, text="Why?", by=fund.manager, at=AT)

        page = words(manager.get(fund.programme.get_absolute_url()))

        assert "Late Late one, Quarter 1 2026/27 , due 21 July 2026" in page
        assert "Queried Asked one, Quarter 1 2026/27" in page

    def test_the_table_downloads(self, fund: Fund, manager: SignedInClient) -> None:
        fund.agreement()

        rows = table_of(manager.get(f"{fund.programme.get_absolute_url()}?format=csv"))

        assert rows[1] == [
            "Meadow Trust",
            "Drop-in",
            "20000.00",
            "0",
            "20000.00",
            "0.0%",
            "0 of 1, 1 not assessed",
        ]

    def test_an_unknown_programme_does_not_exist(self, fund: Fund, manager: SignedInClient) -> None:
        assert manager.get("/commissioning/programmes/nothing/").status_code == 404


@pytest.mark.parametrize("name", ["programme", "attention", "providers", "returns", "home", "provider"])
def test_asks_no_more_of_the_database_for_thirty_providers(
    fund: Fund, manager: SignedInClient, name: str
) -> None:
    address = {
        "programme": fund.programme.get_absolute_url(),
        "attention": reverse("commissioning_attention"),
        "providers": reverse("provider_list"),
        "returns": reverse("return_list"),
        "home": "/",
        "provider": fund.provider.get_absolute_url(),
    }[name]
    grow(fund, 2)
    with counted_queries() as few:
        manager.get(address)
    grow(fund, 30)
    with counted_queries() as many:
        assert manager.get(address).status_code == 200

    assert len(many) <= len(few) + 5  # the counts of pages
    assert len(many) <= MOST_QUERIES


class TestAttention:
    def test_each_list_shows_its_own(self, fund: Fund, manager: SignedInClient) -> None:
        fund.agreement(project="Late one")
        fund.sent(fund.agreement(project="Fast one", allocation=Decimal(8000)), 5000)
        fund.agreement(project="Ending one", ends_on=date(2026, 9, 30))

        page = words(manager.get("/commissioning/attention/"))

        assert "Quarter 1 2026/27 Meadow Trust Late one 21 July 2026 Draft" in page
        assert "Quarter 1 2026/27 Meadow Trust Fast one 21 July 2026 £5,000 Submitted" in page
        assert "Meadow Trust Fast one Early help 2026/27 £2,000 £5,000" in page
        assert "Meadow Trust Ending one 30 September 2026 No £0 0 of 1, 1 not assessed" in page
        assert "No question is open." in page

    @pytest.mark.parametrize("name", ["late", "queried", "submitted", "over-profile", "renewal"])
    def test_each_list_downloads(self, fund: Fund, manager: SignedInClient, name: str) -> None:
        response = manager.get(f"/commissioning/attention/?format=csv&table={name}")

        assert response["Content-Disposition"] == f'attachment; filename="{name}.csv"'
        assert len(table_of(response)) == 1

    def test_an_agreement_that_is_decided_is_not_due_for_renewal(
        self, fund: Fund, manager: SignedInClient
    ) -> None:
        agreement = fund.agreement(project="Ending one", ends_on=date(2026, 9, 30))
        fund.add("renewal", agreement, decision="end", reason="It was for half a year.")

        assert "Nothing ends in the next four months" in words(manager.get("/commissioning/attention/"))


class TestProviders:
    def test_are_narrowed_by_name_and_sector(self, fund: Fund, manager: SignedInClient) -> None:
        assert "Riverside Project" not in words(manager.get("/commissioning/providers/?name=meadow"))
        assert "Meadow Trust" not in words(manager.get("/commissioning/providers/?sector=health"))
        assert table_of(manager.get("/commissioning/providers/?name=meadow&format=csv")) == [
            ["Name", "Sector", "Charity number", "Agreements"],
            ["Meadow Trust", "Voluntary or community", "", "0"],
        ]

    def test_one_shows_its_agreements(self, fund: Fund, manager: SignedInClient) -> None:
        fund.agreement()
        Provider.objects.filter(pk=fund.provider.pk).update(charity_number="1000001")

        page = words(manager.get(fund.provider.get_absolute_url()))

        assert "Charity number 1000001" in page
        assert "Drop-in Early help 2026/27 £20,000 £0 £20,000" in page


class TestAgreement:
    def test_shows_the_list_behind_x_of_y_and_its_visits(self, fund: Fund, manager: SignedInClient) -> None:
        agreement = fund.agreement(
            measures=[("Visits", "count"), ("Pupils", "percent"), ("A plan", "yes_no")]
        )
        fund.forecast(agreement, 10, 50, 1)
        fund.save(agreement.returns.get(quarter=1), 100, 12, 40, 1)
        fund.add("visit", agreement, on=START, visitor="Link officer", findings="Well run.", grade="good")

        page = words(manager.get(agreement.get_absolute_url()))

        assert "Visits 2026/27 12 of 10" in page
        assert "12 of 40 Sum of the quarters Missed" in page
        assert "40% of 50% Mean of the quarter Missed" in page
        assert "1 of 1 Quarters answered yes Met" in page
        assert "1 of 3 agreed" in page
        assert "Good by Link officer 1 April 2026 Well run." in page

    def test_bars_have_words_and_a_table_beside_them(self, fund: Fund, manager: SignedInClient) -> None:
        agreement = fund.agreement()
        fund.forecast(agreement, 10)

        markup = source(manager.get(agreement.get_absolute_url()))

        assert markup.count('role="img"') == 2
        assert "Forecast 10" in markup
        assert "style=" not in markup.partition("<main")[2].partition("</main>")[0]

    def test_the_measures_download(self, fund: Fund, manager: SignedInClient) -> None:
        rows = table_of(manager.get(f"{fund.agreement().get_absolute_url()}?format=csv"))

        assert rows[1][:4] == ["2026/27", "1", "Visits", "Count"]
        assert rows[1][-5:] == ["Nothing was forecast", "Not assessed", "", "", ""]

    def test_is_announced_once_it_has_a_measure(self, fund: Fund, manager: SignedInClient) -> None:
        agreement = fund.agreement(announced=False, measures=())
        address = reverse("agreement_announce", args=[agreement.pk])

        assert "Agree at least one measure" in words(manager.post(address, follow=True))
        fund.add("measure", agreement, year=2026, title="Visits", kind="count")
        assert "The provider knows of this agreement now" in words(manager.post(address, follow=True))

    def test_forecasts_are_agreed_and_mistakes_keep_what_was_typed(
        self, fund: Fund, manager: SignedInClient
    ) -> None:
        agreement = fund.agreement()
        first, *others = [row.figures.get() for row in agreement.returns.order_by("quarter")]
        address = reverse("agreement_forecasts", args=[agreement.pk])
        data = {"edit_number": agreement.edit_number, str(first.pk): "ten", str(others[0].pk): "1,200"}

        page = manager.post(address, data)

        assert "Enter a number, such as 12: “ten” is none." in words(page)
        assert 'value="1,200"' in source(page)
        manager.post(address, data | {str(first.pk): "10"})
        first.refresh_from_db()
        assert first.forecast == 10
        assert "Somebody else saved this" in words(manager.post(address, data | {str(first.pk): "11"}))


class TestLocalitiesAndProjects:
    def test_needs_stand_beside_projects_and_centres(self, fund: Fund, manager: SignedInClient) -> None:
        place = fund.add("locality", name="North", children_under_five=3000, share_deprived=Decimal(40))
        need = fund.add("need", place, priority=1, text="Homes that are insecure")
        fund.add("centre", place, name="Elm Centre", operational_on=date(2026, 10, 1))
        fund.add(
            "project",
            title="Housing advice",
            locality=place,
            need=need,
            funding=Decimal(5000),
            state="commissioned",
        )

        page = words(manager.get("/commissioning/programmes/early-help/localities/"))

        assert "North £100,000 £5,000 5.0% 3000 40.0%" in page
        assert "1: Homes that are insecure Housing advice (commissioned)" in page
        assert "Elm Centre, operational 1 October 2026" in page
        rows = table_of(manager.get("/commissioning/programmes/early-help/localities/?format=csv"))
        assert rows[1] == ["North", "100000", "5000.00", "5.0", "3000", "40.0"]

    def test_a_project_adds_up_its_participants(self, fund: Fund, manager: SignedInClient) -> None:
        project = fund.add("project", title="Extra Mile", funding=Decimal(30_000), state="commissioned")
        for number in range(6):
            organisation = OrganisationFactory(name=f"School {number}", kind=OrganisationKind.SCHOOL)
            fund.add("participant", project, organisation=organisation, role="trial", funding=Decimal(5000))
        fund.add("fact", project, kind="figure", text="Arrivals 2008/09", value="375")

        page = words(manager.get(project.get_absolute_url()))

        assert "Funding £30,000" in page
        assert "Total £30,000" in page
        assert "Figure Arrivals 2008/09: 375" in page
