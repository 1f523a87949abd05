"""An officer writes a report from nothing, the clerk sends it back once and accepts it; nothing is lost on the way."""

from pathlib import Path

import pytest
from django.urls import reverse

from childservices.models import AuditEvent
from reports.models import Report
from tests.conftest import SignedInClient
from tests.factories import OrganisationFactory, PostFactory, PostHoldingFactory
from tests.papers import Office, make_office
from tests.screens import value_of, words

WORD = (Path(__file__).parents[1] / "integration" / "reports" / "word.html").read_text("utf-8")
REASON = "Say what the places cost."


@pytest.fixture
def office(db: None) -> Office:
    office = make_office()
    for person, title in (
        (office.officer.person, "Head of Places"),
        (office.clerk.person, "Committee Clerk"),
    ):
        PostHoldingFactory(person=person, post=PostFactory(title=title))
    return office


class Desk:
    """What a person does on the screens of one report, following its own links."""

    def __init__(self, client: SignedInClient, report: Report) -> None:
        self.client, self.report = client, report

    def page(self) -> str:
        return words(self.client.get(self.report.get_absolute_url()))

    def write(self, key: str, body: str, **changed: object) -> str:
        section = self.report.sections.get(heading__key=key)
        address = reverse("section_edit", args=[section.pk])
        expected = value_of(self.client.get(address), "expected")
        sent = {"body": body, "classification": "open", "expected": expected, **changed}
        return words(self.client.post(address, sent, follow=True))

    def add(self, kind: str, **sent: str) -> str:
        address = reverse("component_add", args=[self.report.pk, kind])
        return words(self.client.post(address, {"classification": "open", **sent}, follow=True))

    def move(self, verb: str, **sent: str) -> str:
        address = reverse("report_move", args=[self.report.pk, verb])
        return words(self.client.post(address, sent, follow=True))


def begin(officer: SignedInClient, office: Office) -> Report:
    form = officer.get("/reports/new/")
    sent = {
        "title": "School places",
        "template_version": office.version.pk,
        "directorate": OrganisationFactory().pk,
        "purpose": "decide",
        "post_title": value_of(form, "post_title"),
    }
    officer.post("/reports/new/", sent)
    return Report.objects.get()


def test_from_an_empty_template_to_an_accepted_paper(office: Office) -> None:
    officer_client, clerk_client = SignedInClient(office.officer), SignedInClient(office.clerk)
    report = begin(officer_client, office)
    officer, clerk = Desk(officer_client, report), Desk(clerk_client, report)

    # The officer sees what is missing, writes, and pastes from Word.
    assert "Write “Summary”, or say “None, because …”." in officer.page()
    officer.write("summary", WORD)
    officer.write("finance", "None, because no place is added.")
    officer.write("risks", "<p>See the table.</p>")
    officer.write("background", "<p>The census.</p>")
    assert "Add at least one recommendation." in officer.move("submit")
    officer.add("recommendation", verb="approve", text="That the places be approved.")
    officer.add("risk", risk="Too few places", likelihood="Low")
    officer.add("contact", post_title="Head of Places")
    assert "What is missing" not in officer.page()

    # A table pasted from a spreadsheet is placed in the text.
    summary = report.sections.get(heading__key="summary")
    table = {
        "caption": "Places by ward", "key": "places", "contents": "Ward\tPlaces\nMaltby\t140\nDinnington\t95\n",
        "header_lines": "1", "row_headers": "1", "totals": "0",
    }  # fmt: skip
    officer_client.post(reverse("data_table_add", args=["section", summary.pk]), table)
    officer.write("summary", f"{WORD}<p>[table places]</p>")

    # It is submitted, and the officer cannot change it any more.
    assert "The report is submitted." in officer.move("submit")
    assert "Add a recommendation" not in officer.page()

    # The clerk sends it back with a reason that the officer reads, and the officer mends it.
    assert "Fill in “Reason”." in clerk.move("return", reason="")
    clerk.move("return", reason=REASON)
    assert "Returned to its authors by Committee Clerk" in officer.page()
    assert REASON in officer.page()
    officer.write(
        "finance", "<p>£605,000.</p>", classification="exempt", exempt_paragraph="3", exempt_reason="Bids."
    )
    officer.move("submit")

    # The clerk reads it as members and as the public will, and accepts it.
    as_members = words(clerk_client.get(reverse("report_preview", args=[report.pk])))
    as_public = words(clerk_client.get(f"{reverse('report_preview', args=[report.pk])}?as=public"))
    assert "Demand by ward Supply" in as_members
    assert "Places by ward Ward Places Maltby 140 Dinnington 95" in as_public
    assert ("£605,000" in as_members, "£605,000" in as_public) == (True, False)
    assert "The report is accepted." in clerk.move("accept")

    # The log tells the story in neutral words.
    told = [event.verb for event in AuditEvent.objects.filter(subject_type="reports.report").order_by("id")]
    assert told == [
        "report_created", "report_submit", "report_return", "report_submit", "exempt_seen", "report_accept",
    ]  # fmt: skip
    assert not AuditEvent.objects.filter(label__contains="605").exists()
