"""Reading papers on the screen: the whole agenda, one item, an exempt paper, minutes, and the files behind them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from reports.choices import Classification, ReportState
from reports.models import (
    AgendaEdition,
    Meeting,
    Section,
)
from reports.papers.packs import gather_packs
from tests.conftest import SignedInClient
from tests.papers import AT, EXEMPT, ON, Office
from tests.published import SECRETS, address_of, meeting_of_every_class, publish, sights
from tests.screens import MOST_QUERIES, counted_queries, source, words


@pytest.fixture
def meeting(office: Office) -> Meeting:
    return meeting_of_every_class(office)


@pytest.fixture
def edition(office: Office, meeting: Meeting) -> AgendaEdition:
    return publish(office, meeting)


def reading_view(meeting: Meeting) -> str:
    return reverse("meeting_papers", args=[meeting.pk])


@pytest.mark.usefixtures("edition")
class TestWholeAgenda:
    def test_everybody_reads_the_open_papers_as_they_were_issued(self, meeting: Meeting) -> None:
        Section.objects.update(body="<p>Changed afterwards.</p>")

        page = words(Client().get(reading_view(meeting)))

        assert "1. Apologies 2. Minutes of 4 November 2009 pages 2 to 3" in page
        assert "About summary." in page
        assert "Changed afterwards" not in page
        assert "4 A family matter Not for publication: paragraph 1." in page
        assert "Not for publication in part: paragraph 3." in page

    def test_every_heading_and_table_has_its_place(self, meeting: Meeting) -> None:
        page = source(Client().get(reading_view(meeting)))

        assert page.count("<h1") == 1
        assert '<h2><span class="number">3</span> Parenting Strategy</h2>' in page
        assert 'role="region" tabindex="0" aria-label="Item 3: Arrivals by year"' in page
        assert "paper-file:" not in page

    def test_a_member_is_led_to_each_exempt_paper_and_nothing_is_recorded_yet(
        self, office: Office, meeting: Meeting
    ) -> None:
        answer = SignedInClient(office.member).get(reading_view(meeting))

        for position in (2, 3, 4):
            assert address_of("exempt_paper", meeting, position) in source(answer)
        assert not any(secret in source(answer) for secret in SECRETS)
        assert sights() == []


class TestDraft:
    def test_staff_read_the_open_papers_as_they_stand(self, office: Office, meeting: Meeting) -> None:
        Section.objects.filter(report__title="Parenting Strategy", heading__key="finance").update(
            classification=Classification.UNCLASSIFIED
        )

        answer = SignedInClient(office.officer).get(reverse("meeting_draft", args=[meeting.pk]))

        page = words(answer)
        assert "Draft This is how the agenda and its open papers stand now." in page
        assert "Section 3 of report 2009/0001" in page
        assert "About finance." not in page
        assert "About summary." in page
        assert not any(secret in source(answer) for secret in SECRETS)
        assert "paper-file:" not in source(answer)

    def test_the_reading_view_leads_staff_there_and_others_to_the_meeting(
        self, office: Office, meeting: Meeting
    ) -> None:
        Meeting.objects.filter(pk=meeting.pk).update(state="convened")
        staff, member = SignedInClient(office.officer), SignedInClient(office.member)

        assert staff.get(reading_view(meeting))["Location"] == reverse("meeting_draft", args=[meeting.pk])
        assert member.get(reading_view(meeting))["Location"] == meeting.get_absolute_url()

    def test_nobody_else_reads_it(self, office: Office, meeting: Meeting) -> None:
        Meeting.objects.filter(pk=meeting.pk).update(state="convened")
        address = reverse("meeting_draft", args=[meeting.pk])

        answer = SignedInClient(office.member).get(address)

        assert answer.status_code == 403
        assert "The draft agenda is for the council" in words(answer)
        assert Client().get(address).status_code == 302


@pytest.mark.usefixtures("edition")
class TestOneItem:
    def test_has_its_pages_and_what_is_withheld(self, meeting: Meeting) -> None:
        page = words(Client().get(address_of("item_detail", meeting, 3)))

        assert "pages 4 to 5 of the pack 3 Parenting Strategy" in page
        assert "Not for publication: exempt under paragraph 3 of Part 1 of Schedule 12A." in page
        assert "Heliotrope" not in page

    def test_one_without_a_paper_says_so(self, meeting: Meeting) -> None:
        assert "This item has no paper." in words(Client().get(address_of("item_detail", meeting, 4)))

    def test_an_item_of_no_edition_is_no_page(self, office: Office, meeting: Meeting) -> None:
        later = office.item(meeting, title="Urgent business")

        for name in ("item_detail", "exempt_paper"):
            address = reverse(name, args=[meeting.pk, later.pk])
            assert SignedInClient(office.member).get(address).status_code == 404

    def test_one_without_an_exempt_part_has_no_exempt_page(self, office: Office, meeting: Meeting) -> None:
        assert SignedInClient(office.member).get(address_of("exempt_paper", meeting, 1)).status_code == 404


def test_nothing_of_an_unpublished_agenda_is_served(office: Office, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="convened")

    for name in ("item_detail", "exempt_paper"):
        assert SignedInClient(office.clerk).get(address_of(name, meeting, 4)).status_code == 404


@pytest.mark.parametrize("is_published", [False, True])
def test_the_reading_view_asks_no_more_of_the_database_for_thirty_items_reports_and_tables(
    office: Office, is_published: bool
) -> None:
    def with_papers(count: int, on: date) -> Meeting:
        earlier = office.meeting(on=on.replace(day=1), state="held")
        office.minutes(earlier)
        meeting = office.meeting(on=on)
        office.item(meeting, kind="minutes", title="Minutes", minutes_of=earlier)
        for number in range(count):
            report = office.report(f"Report {number}", state=ReportState.ACCEPTED)
            for _ in range(1 + (count > 1)):
                office.appendix(report)
            secret = office.report(f"Secret {number}", neutral_title="Matter", state=ReportState.ACCEPTED)
            office.item(meeting, report)
            office.item(meeting, secret, neutral_title="Matter", **EXEMPT)
        return meeting

    counts = []
    client = SignedInClient(office.member if is_published else office.officer)
    for count, on in ((1, ON), (30, date(2009, 12, 9))):
        meeting = with_papers(count, on)
        if is_published:
            publish(office, meeting)
        with counted_queries() as queries:
            answer = client.get(reading_view(meeting), follow=True)
        assert answer.status_code == 200
        counts.append(len(queries) if is_published else len(queries) - before_redirect(client, meeting))

    assert counts[0] == counts[1]
    assert counts[1] <= MOST_QUERIES


def before_redirect(client: Client, meeting: Meeting) -> int:
    with counted_queries() as queries:
        client.get(reading_view(meeting))
    return len(queries)


def test_a_part_that_nobody_has_classified_is_on_no_screen_and_in_no_pack(
    office: Office, meeting: Meeting
) -> None:
    report = meeting.items.get(position=3).item_reports.get().report
    unclassified = Section.objects.filter(report=report, heading__key="finance")
    unclassified.update(classification=Classification.UNCLASSIFIED, body="<p>Heliotrope again</p>")

    draft = SignedInClient(office.clerk).get(reverse("meeting_draft", args=[meeting.pk]))
    sources = gather_packs(meeting, at=AT).sources

    assert "Heliotrope again" not in source(draft)
    assert not any("Heliotrope again" in paper.body for one in sources.values() for paper in one.papers)
