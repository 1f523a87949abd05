"""Exempt papers and their files on the screen: who sees them, what is recorded, and that nobody else is told."""

import csv
import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent, User
from reports.choices import ReportState
from reports.models import (
    AgendaEdition,
    Body,
    IssuedFile,
    IssuedPaper,
    ItemReport,
    Meeting,
    Membership,
    Minute,
    SightGrant,
)
from tests.conftest import SignedInClient
from tests.papers import AT, EXEMPT, Office, user_in
from tests.published import (
    SECRETS,
    address_of,
    draft_packs,
    meeting_of_every_class,
    member_of,
    publish,
    sights,
)
from tests.screens import source, words

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def elsewhere(office: Office) -> User:
    """A councillor who sits on another body."""
    body = Body.objects.create(slug="planning", name="Planning Board", kind="committee", regime="lga_1972")
    return member_of(body)


@pytest.fixture
def meeting(office: Office) -> Meeting:
    return meeting_of_every_class(office)


@pytest.fixture
def edition(office: Office, meeting: Meeting) -> AgendaEdition:
    return publish(office, meeting)


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
