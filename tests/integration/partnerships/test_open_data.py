"""A programme's open data: 360Giving, the transparency list, the public JSON."""

import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import python_calamine
from django.test import Client, override_settings

from childservices.choices import OrganisationKind
from childservices.models import Organisation
from partnerships.models import Programme, Provider, QuarterlyReturn
from partnerships.queries.grants import SHEET, giving_package
from tests.commissioning import Fund
from tests.json_schema import faults
from tests.screens import table_of
from tests.unit.partnerships.seeds import STANDARDS, needs_standards

AT = datetime(2026, 7, 10, 9, 30, tzinfo=UTC)
SECRETS = "Anna Example, sort code 00-00-00"


@pytest.fixture
def programme(fund: Fund) -> Programme:
    """A programme with a grant to a charity, one to the council itself, a contract, and one not announced."""
    Provider.objects.filter(pk=fund.provider.pk).update(charity_number="1000001")
    Provider.objects.filter(pk=fund.other.pk).update(company_number="01234567")
    fund.provider.refresh_from_db()
    fund.other.refresh_from_db()
    row = fund.sent(fund.agreement(specification=SECRETS), 5000)
    QuarterlyReturn.objects.filter(pk=row.pk).update(
        state="approved", approved=Decimal("4900.50"), claim_note=SECRETS, reason=SECRETS
    )
    fund.agreement(provider=fund.other, project="Boxing", allocation=Decimal("1000.25"))
    fund.agreement(provider=fund.other, project="A contract", kind="contract", allocation=Decimal(1))
    fund.agreement(provider=fund.other, project="A draft", announced=False, allocation=Decimal(1))
    own = Organisation.objects.create(slug="youth", name="Youth Service", kind=OrganisationKind.DIRECTORATE)
    fund.agreement(provider=Provider.objects.create(organisation=own), project="Own", allocation=Decimal(1))
    return fund.programme


def get(path: str) -> Any:
    return Client().get(f"/commissioning/programmes/early-help/{path}")


@needs_standards
def test_grants_keep_to_the_standard_with_references_resolved_and_formats_checked(
    programme: Programme,
) -> None:
    package = json.loads(get("grants.json").content)

    assert faults(STANDARDS / "360-giving-package-schema.json", package) == []
    assert [grant["title"] for grant in package["grants"]] == ["Drop-in", "Boxing"]


@needs_standards
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("awardDate", "1 April 2026"),
        ("currency", "POUNDS"),
        ("dateModified", "2026-07-10"),
        ("recipientOrganization", [{}]),
    ],
)
def test_the_check_finds_what_breaks_the_standard(programme: Programme, name: str, value: object) -> None:
    package = giving_package(programme, at=AT)
    package["grants"][0][name] = value

    assert faults(STANDARDS / "360-giving-package-schema.json", package) != []


@override_settings(COUNCIL_NAME="Example Council")
def test_a_grant_says_who_what_and_how_much(programme: Programme) -> None:
    first, second = giving_package(programme, at=AT)["grants"]

    assert (first["amountAwarded"], first["amountDisbursed"], second["amountAwarded"]) == (
        20000,
        4900.5,
        1000.25,
    )
    assert first["awardDate"] == "2026-04-01"
    assert first["recipientOrganization"] == [
        {"id": "GB-CHC-1000001", "name": "Meadow Trust", "charityNumber": "1000001"}
    ]
    assert second["recipientOrganization"][0]["id"] == "GB-COH-01234567"
    assert first["fundingOrganization"] == [{"id": "GB-LAE-example-council", "name": "Example Council"}]
    assert first["id"].startswith("360G-example-council-")


def test_a_provider_without_a_number_has_an_identifier_of_our_own(fund: Fund) -> None:
    fund.agreement()

    (grant,) = giving_package(fund.programme, at=AT)["grants"]

    assert grant["recipientOrganization"][0]["id"].endswith(f"-ORG:{fund.provider.organisation.slug}")


def test_the_spreadsheet_holds_the_same_grants(programme: Programme) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(get("grants.xlsx").content))

    header, *rows = book.get_sheet_by_name("grants").to_python()

    assert header == list(SHEET)
    assert [(row[1], row[4], row[6], row[10]) for row in rows] == [
        ("Drop-in", 20000.0, "2026-04-01", "Meadow Trust"),
        ("Boxing", 1000.25, "2026-04-01", "Riverside Project"),
    ]


@override_settings(COUNCIL_NAME="Example Council")
def test_the_transparency_list_has_its_required_fields(programme: Programme) -> None:
    header, first, _ = table_of(get("transparency.csv"))

    assert header == [
        "Date awarded", "Time period", "Department", "Beneficiary", "Registration number", "Summary of purpose",
        "Amount",
    ]  # fmt: skip
    assert first == [
        "2026-04-01", "2026-04-01 to 2027-03-31", "Example Council", "Meadow Trust", "1000001",
        "Drop-in: Early help 2026/27", "20000.00",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["grants.json", "transparency.csv"])
def test_nothing_that_somebody_wrote_about_people_is_exported(programme: Programme, path: str) -> None:
    response = get(path)
    exported = b"".join(response) if response.streaming else response.content

    assert b"Anna" not in exported


@pytest.mark.parametrize("path", ["grants.json", "grants.xlsx", "transparency.csv"])
def test_a_programme_that_is_not_public_exports_nothing_to_the_public(fund: Fund, path: str) -> None:
    Programme.objects.update(is_public=False)

    assert get(path).status_code == 404
    assert Client().get("/api/v1/programmes/early-help/summary").status_code == 404


class TestSummary:
    def test_reconciles_as_text_in_pounds_and_pence(self, programme: Programme) -> None:
        answer = Client().get("/api/v1/programmes/early-help/summary").json()

        money = {
            name: answer[name]
            for name in ("budget", "allocated", "unallocated", "spend", "provider_balance", "returned")
        }
        assert money == {
            "budget": "100000.00", "allocated": "21003.25", "unallocated": "0.00", "spend": "4900.50",
            "provider_balance": "16102.75", "returned": "16102.75",
        }  # fmt: skip
        assert answer["measures_printed"] == {"agreed": None, "met": None}
        assert answer["returns"] == {"rows": 5, "assessed": 0, "met": 0, "met_by_printed_totals": 0}
        assert [row["project"] for row in answer["providers"]] == ["Drop-in", "Boxing", "A contract", "Own"]

    @pytest.mark.parametrize("slug", ["nothing", "x" * 81, "%00", "Ä"])
    def test_says_what_is_not_there(self, db: None, slug: str) -> None:
        answer = Client().get(f"/api/v1/programmes/{slug}/summary")

        assert answer.status_code in (404, 422)
        assert answer.json()["detail"]
