"""Returns on the screen: a provider fills in, checks, sends and answers; the council queries, approves and pays."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from childservices.exports import workbook
from childservices.models import AuditEvent
from partnerships.models import QuarterlyReturn
from partnerships.operations import query_return
from tests.commissioning import AT, START, Fund
from tests.conftest import SignedInClient
from tests.screens import source, table_of, words

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00"
    b"\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel("2026-07-10T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def provider(fund: Fund) -> SignedInClient:
    return SignedInClient(fund.provider_user)


@pytest.fixture
def manager(fund: Fund) -> SignedInClient:
    return SignedInClient(fund.manager)


def first(fund: Fund, **values: Any) -> QuarterlyReturn:
    agreement = fund.agreement(**values)
    fund.forecast(agreement, *[10] * agreement.measures.count())
    return agreement.returns.get(quarter=1)


def at(name: str, row: Any, *more: str) -> str:
    return reverse(name, args=[row.pk, *more])


def typed(row: QuarterlyReturn, claimed: str, *actuals: str, **more: str) -> dict[str, Any]:
    figures = row.figures.order_by("measure__number")
    data: dict[str, Any] = {
        f"actual_{figure.pk}": text for figure, text in zip(figures, actuals, strict=True)
    }
    return data | {"edit_number": row.edit_number, "claimed": claimed, **more}


class TestFillingIn:
    def test_shows_forecast_and_the_quarter_before(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund)
        fund.save(row, 5000, 12)

        page = words(provider.get(at("return_edit", row.agreement.returns.get(quarter=2))))

        assert "Visits Actual (a whole number) Forecast: 10. Last quarter: 12 of 10." in page
        assert "£20,000 of the allocation is left before this claim." in page

    def test_a_draft_is_saved_and_stays_open(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund)

        response = provider.post(at("return_edit", row), typed(row, "", "1,2", stay="1"), follow=True)

        assert "The draft is saved. The council does not see it yet." in words(response)
        row.refresh_from_db()
        assert (row.state, row.figures.get().actual) == ("draft", 12)

    def test_mistakes_are_told_beside_their_fields_and_nothing_typed_is_lost(
        self, fund: Fund, provider: SignedInClient
    ) -> None:
        row = first(fund, measures=[("Visits", "count"), ("Pupils", "percent")])
        visits, pupils = row.figures.order_by("measure__number")
        data = typed(row, "five", "a dozen", "60") | {
            f"numerator_{pupils.pk}": "2270",
            f"denominator_{pupils.pk}": "3940",
            f"reason_{visits.pk}": "Somebody was ill.",
        }

        page = provider.post(at("return_edit", row), data)

        told = words(page)
        assert "Enter a number, such as 12: “a dozen” is none." in told
        assert "Enter a number, such as 12: “five” is none." in told
        assert "60% was typed, and the two numbers give 57.6%. Correct one, or leave this empty." in told
        markup = source(page)
        assert f'href="#id_actual_{visits.pk}"' in markup
        assert all(f'value="{text}"' in markup for text in ("five", "a dozen", "2270", "Somebody was ill."))

    def test_a_percentage_comes_from_its_cohort_where_only_that_is_typed(
        self, fund: Fund, provider: SignedInClient
    ) -> None:
        row = first(fund, measures=[("Pupils", "percent")])
        pupils = row.figures.get()
        cohort = {f"numerator_{pupils.pk}": "2270", f"denominator_{pupils.pk}": "3940"}

        provider.post(at("return_edit", row), typed(row, "0", "") | cohort)

        pupils.refresh_from_db()
        assert pupils.actual == Decimal("57.6142")

    @pytest.mark.parametrize(
        ("numerator", "denominator", "sentence"),
        [
            ("3", "", "Enter both numbers, or neither."),
            ("", "3", "Enter both numbers, or neither."),
            ("0", "0", "Enter how many there were; leave both empty for none."),
        ],
    )
    def test_a_cohort_has_two_numbers(
        self, fund: Fund, provider: SignedInClient, numerator: str, denominator: str, sentence: str
    ) -> None:
        row = first(fund, measures=[("Pupils", "percent")])
        pupils = row.figures.get()
        cohort = {f"numerator_{pupils.pk}": numerator, f"denominator_{pupils.pk}": denominator}

        assert sentence in words(provider.post(at("return_edit", row), typed(row, "0", "") | cohort))

    def test_two_people_see_what_the_other_saved(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund)
        data = typed(row, "200", "2")
        fund.save(row, 100, 1)

        page = provider.post(at("return_edit", row), data)

        assert "Somebody else saved this" in words(page)
        assert "Claim for this quarter 100.00" in words(page)
        assert 'value="200"' in source(page)

    def test_evidence_is_cleaned_kept_downloaded_and_removed(
        self, fund: Fund, provider: SignedInClient
    ) -> None:
        row = first(fund)
        file = SimpleUploadedFile("photo.png", PNG, "image/png")

        page = provider.post(at("return_edit", row), typed(row, "1", "1") | {"evidence": file}, follow=True)

        assert "photo.png" in words(page)
        evidence = row.evidence.get()
        download = provider.get(at("evidence_download", evidence))
        assert download["Content-Disposition"] == 'attachment; filename="photo.png"'
        assert b"".join(download).startswith(b"\x89PNG")  # type: ignore[arg-type]
        assert SignedInClient(fund.other_user).get(at("evidence_download", evidence)).status_code == 404
        provider.post(at("evidence_remove", evidence))
        assert row.evidence.count() == 0

    def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_saved(
        self, fund: Fund, provider: SignedInClient
    ) -> None:
        row = first(fund)
        file = SimpleUploadedFile("photo.png", b"not a picture", "image/png")

        page = provider.post(at("return_edit", row), typed(row, "77", "1") | {"evidence": file})

        assert "Everything else is saved." in words(page)
        row.refresh_from_db()
        assert row.claimed == 77
        assert f'name="edit_number" value="{row.edit_number}"' in source(page)


class TestSpreadsheets:
    def test_the_outputs_download_and_come_back_filled_in(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund, measures=[("Visits", "count"), ("Pupils", "percent")])
        header, *lines = table_of(provider.get(at("return_csv", row)))
        assert lines == [["Visits", "", "10", "", ""], ["Pupils", "", "10", "", ""]]
        filled = "\n".join([",".join(header), "Visits,,10,12,", "Pupils,,10,60%,A small group"])
        file = SimpleUploadedFile("outputs.csv", filled.encode())

        page = provider.post(
            at("return_sheet", row), {"edit_number": row.edit_number, "sheet": file}, follow=True
        )

        assert "2 outputs are taken from the file." in words(page)
        figures = row.figures.order_by("measure__number").values_list("actual", "reason")
        assert list(figures) == [(12, ""), (60, "A small group")]

    def test_wrong_rows_are_told_each_and_nothing_is_kept(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund)
        text = "Measure,Actual\nVisits,a dozen\nCalls,3\n"
        file = SimpleUploadedFile("outputs.csv", text.encode())

        page = words(provider.post(at("return_sheet", row), {"edit_number": 1, "sheet": file}))

        assert "Row 2: Enter a number, such as 12: “a dozen” is none." in page
        assert "Row 3: There is no measure “Calls” in this return." in page
        assert "2 Visits a dozen Enter a number" in page
        assert row.figures.get().actual is None

    @pytest.mark.parametrize(
        ("name", "data", "sentence"),
        [
            ("outputs.csv", b"Something\n1\n", "The first row must name the columns Measure and Actual."),
            ("outputs.csv", b"Measure,Actual\n", "The file has no rows under its first one."),
            ("outputs.csv", b'Measure,Actual\n"' + b"x" * 140_000, "This file cannot be read as CSV."),
            (
                "outputs.csv",
                b"Measure,Actual\nVis\x00its,12\xa3,\n",
                "Row 2: Enter a number, such as 12",
            ),
            ("outputs.xlsx", b"no workbook", "This file cannot be read"),
            ("photo.png", PNG, "Choose a spreadsheet (.xlsx) or a CSV file."),
        ],
    )
    def test_a_file_that_cannot_be_used_is_told(
        self, fund: Fund, provider: SignedInClient, name: str, data: bytes, sentence: str
    ) -> None:
        row = first(fund)
        file = SimpleUploadedFile(name, data)

        assert sentence in words(provider.post(at("return_sheet", row), {"edit_number": 1, "sheet": file}))

    def test_a_workbook_is_read_too(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund)
        file = SimpleUploadedFile(
            "outputs.xlsx", workbook("Outputs", ["Measure", "Actual"], [["Visits", 12]])
        )

        provider.post(at("return_sheet", row), {"edit_number": row.edit_number, "sheet": file})

        assert row.figures.get().actual == 12

    def test_somebody_else_saved_meanwhile(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund)
        fund.save(row, 1, 1)
        file = SimpleUploadedFile("outputs.csv", b"Measure,Actual\nVisits,2\n")

        page = words(provider.post(at("return_sheet", row), {"edit_number": 1, "sheet": file}))

        assert "Somebody else saved this while you were writing." in page
        assert row.figures.get().actual == 1


class TestSending:
    def test_answers_are_checked_and_then_sent(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund)

        page = provider.post(at("return_edit", row), typed(row, "£5,000", "12"), follow=True)

        assert page.redirect_chain == [(at("return_check", row), 302)]
        assert "Visits none 10 12" in words(page)
        row.refresh_from_db()
        sent = provider.post(at("return_check", row), {"edit_number": row.edit_number}, follow=True)
        assert "The return is sent." in words(sent)
        row.refresh_from_db()
        assert (row.state, row.submitted_by) == ("submitted", fund.provider_user)

    def test_what_stops_it_is_told_before_it_can_be_sent(self, fund: Fund, provider: SignedInClient) -> None:
        row = first(fund, measures=[("Calls", "count")])
        fund.save(row, "20000.01", "9.6")

        page = words(provider.get(at("return_check", row)))

        assert "The claim is £0.01 over what is left (£20,000). Reduce it or ask for a variation." in page
        assert "A count is a whole number. Correct 9.6, or say to the council what it counts." in page
        assert "Send the return" not in page
        answer = provider.post(at("return_check", row), {"edit_number": row.edit_number})
        assert "There is a problem" in words(answer)

    def test_a_question_is_answered_and_the_return_sent_again(
        self, fund: Fund, provider: SignedInClient
    ) -> None:
        row = query_return(
            quarterly_return=fund.sent(fund.agreement()), text="Why so many?", by=fund.manager, at=AT
        )

        assert "The council asks: Why so many?" in words(provider.get(at("return_edit", row)))
        page = provider.post(at("return_check", row), {"answer": "A fair was on."}, follow=True)

        assert "A fair was on." in words(page)
        row.refresh_from_db()
        assert row.state == "submitted"


class TestSight:
    def test_a_provider_sees_only_its_own_and_what_it_asks_for_beside_is_noted(self, fund: Fund) -> None:
        row = first(fund)
        other = SignedInClient(fund.other_user)
        addresses = [
            row.agreement.get_absolute_url(), row.get_absolute_url(), at("return_edit", row), at("return_check", row),
        ]  # fmt: skip

        assert [other.get(address).status_code for address in addresses] == [404] * 4

        refused = AuditEvent.objects.filter(verb="provider_refused").values_list("by", "subject_id")
        assert list(refused) == [
            (fund.other_user.pk, str(row.agreement_id)),
            *[(fund.other_user.pk, str(row.pk))] * 3,
        ]

    def test_a_drafted_agreement_and_decision_are_not_there_for_its_provider(
        self, fund: Fund, provider: SignedInClient
    ) -> None:
        draft = fund.agreement(announced=False)
        known = fund.agreement()
        fund.add("renewal", known, decision="end", reason="A secret reason.")
        fund.add("visit", known, on=START, visitor="Link officer", findings="A secret finding.", grade="poor")

        assert provider.get(draft.get_absolute_url()).status_code == 404
        page = words(provider.get(known.get_absolute_url()))
        assert "secret" not in page
        assert "secret" in words(SignedInClient(fund.manager).get(known.get_absolute_url()))

    def test_a_decision_is_seen_from_the_day_it_is_told(self, fund: Fund, provider: SignedInClient) -> None:
        agreement = fund.agreement()
        fund.add("renewal", agreement, decision="end", reason="The programme ends.", announced_on=START)

        assert "The programme ends." in words(provider.get(agreement.get_absolute_url()))

    def test_the_list_of_a_provider_holds_its_own(self, fund: Fund, provider: SignedInClient) -> None:
        first(fund)
        fund.agreement(provider=fund.other, project="Boxing")

        page = words(provider.get("/commissioning/returns/"))

        assert "Quarter 1 2026/27: Drop-in Due 21 July 2026 To do" in page
        assert "Boxing" not in page
        assert "Your returns Quarter 1 2026/27: Drop-in" in words(provider.get("/"))

    def test_staff_read_a_return_and_do_not_fill_it_in(self, fund: Fund, manager: SignedInClient) -> None:
        row = first(fund)

        assert "Fill in" not in words(manager.get(row.get_absolute_url()))
        assert manager.get(at("return_edit", row)).status_code == 403
        assert Client().get(row.get_absolute_url()).status_code == 302


class TestMoves:
    def test_a_claim_is_queried_approved_and_paid(self, fund: Fund, manager: SignedInClient) -> None:
        row = fund.sent(fund.agreement(), 5000)
        approve = {"eligible": "4900", "approved": "4900", "reason": ""}

        assert "Give the reason" in words(manager.post(at("return_move", row, "approve"), approve))
        done = manager.post(at("return_move", row, "approve"), approve | {"reason": "Rent."}, follow=True)
        assert "Approved £4,900, of £4,900 eligible" in words(done)
        paid = manager.post(at("return_move", row, "pay"), {"on": "10 July 2026"}, follow=True)
        assert "Paid 10 July 2026" in words(paid)

    def test_a_question_is_asked(self, fund: Fund, manager: SignedInClient) -> None:
        row = fund.sent(fund.agreement())

        page = manager.post(at("return_move", row, "query"), {"text": "Why?"}, follow=True)

        assert "Question 10 July 2026 at 10am Why?" in words(page)

    def test_only_managers_and_only_known_verbs(self, fund: Fund, manager: SignedInClient) -> None:
        row = fund.sent(fund.agreement())

        assert SignedInClient(fund.provider_user).get(at("return_move", row, "approve")).status_code == 403
        assert manager.get(at("return_move", row, "forget")).status_code == 404

    def test_a_late_return_says_so(self, fund: Fund, manager: SignedInClient) -> None:
        row = first(fund)

        assert "Late" not in words(manager.get(row.get_absolute_url()))
        with time_machine.travel("2026-07-22T09:00:00+01:00", tick=False):
            later = SignedInClient(fund.manager)
            assert "Late Draft Due 21 July 2026." in words(later.get(row.get_absolute_url()))
