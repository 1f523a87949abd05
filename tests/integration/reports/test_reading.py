"""Reading papers on the screen: the whole agenda, one item, an exempt paper, minutes, and the files behind them."""

import csv
import io
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent, User
from reports.choices import Audience, Classification, ReportState
from reports.models import (
    AgendaEdition,
    Body,
    IssuedFile,
    IssuedPaper,
    ItemReport,
    Meeting,
    Membership,
    Minute,
    Section,
    SightGrant,
)
from tests.conftest import SignedInClient
from tests.papers import AT, EXEMPT, ON, OPEN, Office, user_in
from tests.published import draft_packs, publish
from tests.screens import MOST_QUERIES, counted_queries, source, words

LONDON = ZoneInfo("Europe/London")
SECRETS = ("Marigold", "Q7X", "1,819,926.00", "Tender for classrooms", "Heliotrope", "Bids by price")
"""Words that stand only in exempt titles, texts, tables, file names and minutes."""


def member_of(body: Body, **fields: Any) -> User:
    """A councillor on a body."""
    user = user_in(Role.MEMBER)
    values = {"role": "member", "starts_on": date(2009, 5, 22), **fields}
    Membership.objects.create(body=body, person=user.person, **values)
    return user


@pytest.fixture
def elsewhere(office: Office) -> User:
    """A councillor who sits on another body."""
    body = Body.objects.create(slug="planning", name="Planning Board", kind="committee", regime="lga_1972")
    return member_of(body)


@pytest.fixture
def meeting(office: Office) -> Meeting:
    """Minutes with an exempt one, a report with an exempt section and appendix, and an item that is exempt whole."""
    earlier = office.meeting(on=date(2009, 11, 4), state="held")
    office.minutes(earlier)
    report = office.report("Parenting Strategy", state=ReportState.ACCEPTED)
    office.appendix(report)
    office.appendix(report, title="Bids by price", body="<p>Heliotrope</p>", neutral_title="Terms", **EXEMPT)
    secret = office.report("The Marigold report", neutral_title="A family matter", state=ReportState.ACCEPTED)
    Section.objects.filter(report=secret).update(body="<p>About Q7X.</p>")
    meeting = office.meeting()
    office.item(meeting, title="Apologies")
    office.item(meeting, kind="minutes", title="Minutes of 4 November 2009", minutes_of=earlier)
    office.item(meeting, report)
    office.item(meeting, secret, neutral_title="A family matter", **{**EXEMPT, "exempt_paragraph": 1})
    return meeting


@pytest.fixture
def edition(office: Office, meeting: Meeting) -> AgendaEdition:
    return publish(office, meeting)


def reading_view(meeting: Meeting) -> str:
    return reverse("meeting_papers", args=[meeting.pk])


def address_of(name: str, meeting: Meeting, position: int) -> str:
    return reverse(name, args=[meeting.pk, meeting.items.get(position=position).pk])


def sights() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(verb="exempt_seen").order_by("id").values_list("label", "reason"))


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


@pytest.mark.usefixtures("edition")
class TestExemptPaper:
    def test_a_member_of_the_body_reads_it_and_it_is_recorded_once(
        self, office: Office, meeting: Meeting
    ) -> None:
        answer = SignedInClient(office.member).get(address_of("exempt_paper", meeting, 4))

        assert "Exempt information under paragraph 1 of Schedule 12A" in words(answer)
        assert "4 The Marigold report" in words(answer)
        assert "About Q7X." in words(answer)
        assert sights() == [("Exempt paper of item 4", "member of the body")]
        assert AuditEvent.objects.get(verb="exempt_seen").by == office.member

    def test_its_author_and_those_who_prepare_agendas_read_it(self, office: Office, meeting: Meeting) -> None:
        address = address_of("exempt_paper", meeting, 4)

        for user in (office.officer, office.clerk, user_in(Role.PROPER_OFFICER)):
            assert SignedInClient(user).get(address).status_code == 200

        assert [reason for _, reason in sights()] == [
            "wrote the report",
            "prepares the agenda",
            "prepares the agenda",
        ]

    @pytest.mark.parametrize(
        "role", [*(role for role in Role if role not in (Role.CLERK, Role.PROPER_OFFICER)), None]
    )
    def test_nobody_else_reads_it_and_the_refusal_has_a_sentence(
        self, office: Office, meeting: Meeting, role: Role | None
    ) -> None:
        user = user_in(role) if role else user_in(Role.OFFICER, is_superuser=True)

        answer = SignedInClient(user).get(address_of("exempt_paper", meeting, 4))

        assert answer.status_code == 403
        assert "You may not see this exempt paper. Ask democratic services if you need to." in words(answer)
        assert not any(secret in source(answer) for secret in SECRETS)
        assert sights() == []

    def test_an_administrator_who_sits_on_the_body_does_not_read_it(
        self, office: Office, meeting: Meeting
    ) -> None:
        administrator = user_in(Role.ADMINISTRATOR)
        administrator.groups.add(*office.member.groups.all())
        Membership.objects.create(
            body=office.body, person=administrator.person, role="member", starts_on=date(2009, 5, 22)
        )

        assert SignedInClient(administrator).get(address_of("exempt_paper", meeting, 4)).status_code == 403

    @pytest.mark.parametrize(("day", "status"), [(date(2010, 5, 7), 200), (date(2010, 5, 8), 403)])
    def test_a_membership_opens_it_on_its_last_day_and_not_the_day_after(
        self, office: Office, meeting: Meeting, day: date, status: int
    ) -> None:
        member = member_of(office.body, ends_on=date(2010, 5, 7))

        with time_machine.travel(datetime(day.year, day.month, day.day, 0, 30, tzinfo=LONDON), tick=False):
            answer = SignedInClient(member).get(address_of("exempt_paper", meeting, 4))

        assert answer.status_code == status

    @pytest.mark.parametrize(
        ("paragraph", "negotiation", "status"),
        [(3, False, 200), (3, True, 403), (6, False, 200), (1, False, 403), (2, False, 403), (5, False, 403)],
    )
    def test_a_member_of_another_body_reads_what_its_paragraph_allows(
        self, meeting: Meeting, elsewhere: User, paragraph: int, negotiation: bool, status: int
    ) -> None:
        item = meeting.items.get(position=4)
        IssuedPaper.objects.filter(item_key=item.pk).update(
            exempt_paragraphs=[paragraph], is_contract_negotiation=negotiation
        )

        assert SignedInClient(elsewhere).get(address_of("exempt_paper", meeting, 4)).status_code == status

    def test_a_paper_under_two_paragraphs_is_open_to_those_whom_both_allow(
        self, meeting: Meeting, elsewhere: User
    ) -> None:
        IssuedPaper.objects.update(exempt_paragraphs=[3, 1])

        assert SignedInClient(elsewhere).get(address_of("exempt_paper", meeting, 4)).status_code == 403

    def test_a_grant_opens_it_while_it_runs(self, office: Office, meeting: Meeting, elsewhere: User) -> None:
        SightGrant.objects.create(
            person=elsewhere.person,
            item=meeting.items.get(position=4),
            reason="The member's own ward.",
            starts_on=date(2009, 11, 10),
            ends_on=date(2009, 11, 18),
            granted_at=AT,
            granted_by=office.clerk,
        )
        client = SignedInClient(elsewhere)
        address = address_of("exempt_paper", meeting, 4)

        with time_machine.travel(datetime(2009, 11, 18, 23, 0, tzinfo=LONDON), tick=False):
            client.force_login(elsewhere)
            assert client.get(address).status_code == 200
        with time_machine.travel(datetime(2009, 11, 19, 0, 30, tzinfo=LONDON), tick=False):
            client.force_login(elsewhere)
            assert client.get(address).status_code == 403

        assert sights() == [("Exempt paper of item 4", "granted for this item")]

    def test_who_writes_what_is_put_under_the_item_later_does_not_read_what_was_issued(
        self, office: Office, meeting: Meeting
    ) -> None:
        newcomer = user_in(Role.OFFICER)
        item = meeting.items.get(position=4)
        report = office.report("Another")
        report.authors.update(person=newcomer.person)
        ItemReport.objects.filter(item=item).delete()
        ItemReport.objects.create(item=item, report=report)
        Meeting.objects.filter(pk=meeting.pk).update(changed_at=datetime(2009, 11, 12, 9, 0, tzinfo=LONDON))

        assert SignedInClient(newcomer).get(address_of("exempt_paper", meeting, 4)).status_code == 403


@pytest.mark.usefixtures("edition")
class TestFiles:
    def test_the_figures_of_an_open_table_download_as_csv(self, meeting: Meeting) -> None:
        page = source(Client().get(address_of("item_detail", meeting, 3)))
        file = IssuedFile.objects.filter(paper__part="open").get()
        address = reverse("issued_file", args=[meeting.pk, file.source_key])
        assert f'href="{address}"' in page

        answer = Client().get(address)

        content = b"".join(answer).decode()  # type: ignore[arg-type]
        assert list(csv.reader(io.StringIO(content))) == [
            ["Year", "Arrivals"],
            ["2007/08", "310"],
            ["2008/09", "404"],
        ]
        assert answer["Content-Disposition"] == 'attachment; filename="arrivals.csv"'

    def test_an_exempt_one_is_recorded_before_its_first_byte(self, office: Office, meeting: Meeting) -> None:
        file = IssuedFile.objects.filter(paper__part="exempt").get()
        address = reverse("issued_file", args=[meeting.pk, file.source_key])

        answer = SignedInClient(office.member).get(address)

        assert sights() == [("Exempt paper of item 3", "member of the body")]
        assert b"".join(answer).startswith(b"Year")  # type: ignore[arg-type]

    @pytest.mark.parametrize("role", [None, Role.OFFICER, Role.ADMINISTRATOR, Role.PROVIDER])
    def test_an_exempt_one_is_refused_to_others(
        self, office: Office, meeting: Meeting, role: Role | None
    ) -> None:
        IssuedPaper.objects.update(is_contract_negotiation=True)
        file = IssuedFile.objects.filter(paper__part="exempt").get()
        client = SignedInClient(user_in(role)) if role else Client()

        answer = client.get(reverse("issued_file", args=[meeting.pk, file.source_key]))

        assert answer.status_code == 403
        assert "You may not see this exempt paper." in words(answer)
        assert sights() == []

    def test_a_file_of_another_meeting_is_no_page(self, office: Office, meeting: Meeting) -> None:
        other = office.meeting(on=date(2009, 12, 9), state="held")
        file = IssuedFile.objects.filter(paper__part="open").get()

        assert Client().get(reverse("issued_file", args=[other.pk, file.source_key])).status_code == 404
        assert Client().get(reverse("issued_file", args=[meeting.pk, meeting.pk])).status_code == 404


class TestMinutes:
    @pytest.fixture
    def held(self, office: Office) -> Meeting:
        meeting = office.meeting(on=date(2009, 11, 4), state="held")
        office.minutes(meeting)
        return meeting

    def test_everybody_reads_the_open_ones_and_that_there_are_others(self, held: Meeting) -> None:
        page = words(Client().get(reverse("minutes_detail", args=[held.pk])))

        assert "D68 Parenting Considered." in page
        assert (
            "D69 Business matter Not for publication: exempt under paragraph 3 of Part 1 of Schedule 12A."
            in page
        )
        assert "1,819,926.00" not in page
        assert "Show the exempt minutes" not in page

    def test_a_member_reads_the_exempt_ones_after_asking_and_it_is_recorded(
        self, office: Office, held: Meeting
    ) -> None:
        client = SignedInClient(office.member)
        address = reverse("minutes_detail", args=[held.pk])
        assert "Show the exempt minutes in full . Opening them is recorded." in words(client.get(address))
        assert sights() == []

        page = words(client.get(f"{address}?exempt=1"))

        assert "D69 Tender for classrooms The tender was £1,819,926.00." in page
        assert sights() == [("Minute 69", "member of the body")]

    def test_who_may_not_see_them_and_asks_is_refused(self, office: Office, held: Meeting) -> None:
        address = reverse("minutes_detail", args=[held.pk])

        for client in (
            Client(),
            SignedInClient(user_in(Role.OFFICER)),
            SignedInClient(user_in(Role.ADMINISTRATOR)),
        ):
            answer = client.get(f"{address}?exempt=1")
            assert answer.status_code == 403
            assert "1,819,926.00" not in source(answer)

    def test_drafts_are_for_staff_and_their_exempt_minutes_not_for_members(
        self, office: Office, held: Meeting
    ) -> None:
        held.minutes.state = "draft"
        held.minutes.save()
        address = reverse("minutes_detail", args=[held.pk])

        assert Client().get(address).status_code == 404
        assert SignedInClient(office.member).get(address).status_code == 404
        assert "Draft" in words(SignedInClient(office.officer).get(address))

    def test_a_meeting_without_minutes_has_no_such_page(self, office: Office) -> None:
        meeting = office.meeting(state="held")

        assert Client().get(reverse("minutes_detail", args=[meeting.pk])).status_code == 404


def test_no_screen_tells_an_exempt_word_to_those_who_may_not_see_it(
    office: Office, meeting: Meeting, elsewhere: User
) -> None:
    IssuedPaper.objects.update(is_contract_negotiation=True)
    Minute.objects.filter(classification="exempt").update(is_contract_negotiation=True)
    earlier = Meeting.objects.get(on=date(2009, 11, 4))
    publish(office, meeting)
    later = office.meeting(on=date(2009, 12, 2))
    secret = office.report("Marigold again", neutral_title="A family matter", state=ReportState.ACCEPTED)
    office.item(later, secret, neutral_title="A family matter", **EXEMPT)
    packs = draft_packs(office, later)
    ended = member_of(office.body, ends_on=date(2010, 5, 7))
    roles = [
        Role.CLEARER,
        Role.PERFORMANCE_OFFICER,
        Role.COMMISSIONING_MANAGER,
        Role.PROVIDER,
        Role.ADMINISTRATOR,
    ]
    users = [*(user_in(role) for role in roles), user_in(Role.OFFICER), ended, elsewhere]
    items = [item.pk for one in (meeting, later) for item in one.items.all()]
    addresses = [
        "/",
        "/meetings/",
        "/meetings/?format=csv",
        *(one.get_absolute_url() for one in (earlier, meeting, later)),
        *(
            reverse(name, args=[one.pk])
            for name in ("meeting_papers", "meeting_draft")
            for one in (meeting, later)
        ),
        *(reverse("minutes_detail", args=[earlier.pk]) + query for query in ("", "?exempt=1")),
        *(reverse("item_detail", args=[meeting.pk, item]) for item in items),
        *(reverse("pack_download", args=[pack.pk]) for pack in packs.values()),
        reverse("pack_download", args=[AgendaEdition.objects.get().public_pack_id]),
        *(reverse("agenda_edit", args=[one.pk]) for one in (meeting, later)),
    ]

    for client in (Client(), *(SignedInClient(user) for user in users)):
        for address in addresses:
            answer = client.get(address)
            content = b"".join(answer).decode() if answer.streaming else source(answer)  # type: ignore[arg-type]
            told = [secret for secret in SECRETS if secret in content]
            assert told == [], (address, getattr(client, "user", "the public"))


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


def test_papers_of_every_audience_are_open_to_the_council_only_as_it_says(
    office: Office, meeting: Meeting
) -> None:
    """A section without a class reaches neither pack nor screen (fail closed)."""
    report = meeting.items.get(position=3).item_reports.get().report
    Section.objects.filter(report=report, heading__key="finance").update(
        classification=Classification.UNCLASSIFIED, body="<p>Marigold</p>"
    )
    Section.objects.filter(report=report, heading__key="summary").update(**OPEN)

    for pack in draft_packs(office, meeting).values():
        assert pack.audience in Audience
    draft = SignedInClient(office.clerk).get(reverse("meeting_draft", args=[meeting.pk]))
    assert "Marigold" not in source(draft)
