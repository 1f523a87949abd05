"""The agenda builder: items added, changed, moved and removed, reports put under them, the exempt part fenced off."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from childservices.choices import Role
from childservices.domain.refusals import EditConflict
from childservices.models import AuditEvent
from childservices.operations.roles import set_roles
from childservices.views.refused import show_conflict
from reports.choices import Classification, ReportState
from reports.forms.meeting import ItemForm
from reports.models import AgendaItem, Meeting, Report
from tests.conftest import SignedInClient
from tests.papers import AT, EXEMPT, Office, user_in
from tests.published import draft_packs, meeting_of_every_class, publish
from tests.screens import MOST_QUERIES, counted_queries, source, value_of, words

ITEM = {"kind": "verbal", "title": "Chair's update", "classification": "open"}
SECRET_ITEM = {
    "kind": "verbal",
    "title": "The Marigold case",
    "classification": "exempt",
    "exempt_paragraph": "1",
    "neutral_title": "A family matter",
}


@pytest.fixture
def clerk(office: Office) -> SignedInClient:
    return SignedInClient(office.clerk)


@pytest.fixture
def clerk_who_administers(office: Office) -> SignedInClient:
    """Prepares agendas and keeps accounts, and so sees nothing exempt."""
    roles = [Role.CLERK, Role.ADMINISTRATOR]
    return SignedInClient(set_roles(user=user_in(Role.CLERK), roles=roles, by=None, at=AT))


def builder(meeting: Meeting) -> str:
    return reverse("agenda_edit", args=[meeting.pk])


def order(meeting: Meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("title", flat=True))


class TestBuilder:
    def test_shows_items_with_numbers_reports_and_the_exempt_part_fenced_off(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting(office.report("Foster carers"))
        office.item(meeting, kind="heading", title="Private business")
        office.item(meeting, title="The Marigold case", neutral_title="A family matter", **EXEMPT)

        page = words(clerk.get(builder(meeting)))

        assert "Open part 1 Item 1: Foster carers" in page
        assert "2009/0001 Foster carers (draft)" in page
        exempt = page[page.index("Exempt part: not for publication") :]
        assert "2 Item 2: A family matter" in exempt
        assert "Not for publication: paragraph 3. This is its neutral title" in exempt
        assert "Marigold" not in page

    def test_an_item_moves_only_within_its_part(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting()
        items = [
            office.item(meeting, title="First"),
            office.item(meeting, title="Last"),
            office.item(meeting, title="Secret", neutral_title="Matter", **EXEMPT),
        ]

        page = source(clerk.get(builder(meeting)))

        offered = {
            item.title: re.findall(
                r'value="(up|down)"', page.split(f'id="item-{item.pk}"')[1].split("</li>\n</ol>")[0]
            )
            for item in items
        }
        assert offered["First"][:1] == ["down"]
        assert offered["Last"] == ["up"]
        assert offered["Secret"] == []

    def test_an_empty_agenda_says_what_to_do(self, office: Office, clerk: SignedInClient) -> None:
        page = words(clerk.get(builder(office.meeting())))

        assert "Add the first item of the agenda." in page

    def test_shows_the_pages_of_the_newest_packs(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting(office.report(state=ReportState.ACCEPTED))
        draft_packs(office, meeting)

        assert "pages 2 to 3 in the newest packs" in words(clerk.get(builder(meeting)))

    def test_shows_the_pages_of_an_open_items_exempt_part(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = meeting_of_every_class(office)
        draft_packs(office, meeting)
        told = "Not for publication in part: pages"

        assert [
            words(clerk.get(address)).count(told)
            for address in (builder(meeting), meeting.get_absolute_url())
        ] == [2, 2]

    def test_a_published_agenda_says_that_changes_wait_for_a_correction(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting(office.report(state=ReportState.ACCEPTED))
        publish(office, meeting)

        assert "only when you publish a corrected agenda" in words(clerk.get(builder(meeting)))

    def test_asks_no_more_of_the_database_for_thirty_items_and_reports(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting(office.report())
        with counted_queries() as one:
            clerk.get(builder(meeting))
        for number in range(30):
            office.item(meeting, office.report(f"Report {number}"), office.report(f"Annex {number}"))
            office.item(meeting, title=f"Secret {number}", neutral_title="Matter", **EXEMPT)

        with counted_queries() as thirty:
            clerk.get(builder(meeting))

        assert len(thirty) == len(one)
        assert len(thirty) <= MOST_QUERIES


class TestItems:
    def test_one_is_added(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting()

        answer = clerk.post(reverse("item_new", args=[meeting.pk]), ITEM)

        assert answer["Location"] == builder(meeting)
        item = meeting.items.get()
        assert (item.title, item.kind, item.classification) == (
            "Chair's update",
            "verbal",
            Classification.OPEN,
        )

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"neutral_title": ""}, "Enter a neutral title: the public sees it in place of the real one."),
            ({"exempt_paragraph": ""}, "Choose a paragraph for what is exempt, and none for what is open."),
            (
                {"is_contract_negotiation": "on"},
                "Only information under paragraph 3 can be a contract negotiation.",
            ),
            ({"title": ""}, "Fill in “Title”."),
        ],
    )
    def test_one_that_does_not_fit_is_refused_with_everything_typed(
        self, office: Office, clerk: SignedInClient, changes: dict[str, str], sentence: str
    ) -> None:
        meeting = office.meeting()

        answer = clerk.post(
            reverse("item_new", args=[meeting.pk]), {**SECRET_ITEM, "presenter": "Chair", **changes}
        )

        assert sentence in words(answer)
        assert value_of(answer, "presenter") == "Chair"
        assert not meeting.items.exists()

    def test_one_is_changed_and_an_exempt_one_goes_behind_the_open_ones(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting()
        item = office.item(meeting, title="First")
        office.item(meeting, title="Second")
        address = reverse("item_change", args=[item.pk])
        assert value_of(clerk.get(address), "title") == "First"

        clerk.post(address, {**SECRET_ITEM, "edit_number": "1"})

        assert order(meeting) == ["Second", "The Marigold case"]

    def test_the_second_of_two_clerks_sees_what_the_first_saved(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        item = office.item(office.meeting(), title="First")
        address = reverse("item_change", args=[item.pk])
        clerk.post(address, {**ITEM, "title": "Theirs", "edit_number": "1"})

        answer = clerk.post(address, {**ITEM, "title": "Mine", "edit_number": "1"})

        assert "Title Theirs" in words(answer)
        assert "Kind Verbal report" in words(answer)
        assert value_of(answer, "title") == "Mine"
        assert AgendaItem.objects.get().title == "Theirs"
        clerk.post(address, {**ITEM, "title": "Mine", "edit_number": value_of(answer, "edit_number")})
        assert AgendaItem.objects.get().title == "Mine"

    def test_a_change_that_does_not_fit_is_refused_with_everything_typed(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        item = office.item(office.meeting(), title="First")
        sent = {**SECRET_ITEM, "neutral_title": "", "edit_number": "1"}

        answer = clerk.post(reverse("item_change", args=[item.pk]), sent)

        assert "Enter a neutral title" in words(answer)
        assert value_of(answer, "title") == "The Marigold case"
        assert AgendaItem.objects.get().title == "First"

    def test_one_that_was_removed_while_it_was_typed_says_so(self, office: Office) -> None:
        form = ItemForm({**ITEM, "edit_number": "1"}, meeting=office.meeting())
        assert form.is_valid()

        show_conflict(form, EditConflict("Somebody removed this while you were writing.", current={}))

        assert form.non_field_errors() == ["Somebody removed this while you were writing."]

    def test_opening_an_exempt_one_is_recorded(self, office: Office, clerk: SignedInClient) -> None:
        item = office.item(
            office.meeting(), title="The Marigold case", neutral_title="A family matter", **EXEMPT
        )

        clerk.get(reverse("item_change", args=[item.pk]))

        event = AuditEvent.objects.get(verb="exempt_seen")
        assert (event.label, event.reason, event.by) == (
            "A family matter",
            "prepares the agenda",
            office.clerk,
        )

    @pytest.mark.parametrize(("direction", "expected"), [("up", "BAC"), ("down", "ACB")])
    def test_one_is_moved(self, office: Office, clerk: SignedInClient, direction: str, expected: str) -> None:
        meeting = office.meeting()
        items = [office.item(meeting, title=title) for title in "ABC"]

        answer = clerk.post(reverse("item_move", args=[items[1].pk]), {"direction": direction})

        assert answer["Location"] == f"{builder(meeting)}#item-{items[1].pk}"
        assert "".join(order(meeting)) == expected

    @pytest.mark.parametrize("direction", ["sideways", ""])
    def test_one_that_is_to_move_nowhere_stays_where_it_is(
        self, office: Office, clerk: SignedInClient, direction: str
    ) -> None:
        item = office.item(office.meeting())
        events = AuditEvent.objects.count()

        answer = clerk.post(reverse("item_move", args=[item.pk]), {"direction": direction})

        assert answer.status_code == 400
        assert AuditEvent.objects.count() == events

    def test_one_is_taken_off_after_asking_and_its_reports_stay(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting(office.report("Foster carers"), office.report("Schools"))
        address = reverse("item_remove", args=[meeting.items.get(position=1).pk])

        assert "“Foster carers” will be taken off the agenda." in words(clerk.get(address))
        assert meeting.items.count() == 2
        answer = clerk.post(address, follow=True)

        assert "The item was taken off the agenda. Its reports were kept." in words(answer)
        assert order(meeting) == ["Schools"]
        assert Report.objects.count() == 2

    def test_one_that_somebody_removed_is_no_page(self, office: Office, clerk: SignedInClient) -> None:
        key = office.item(office.meeting()).pk
        AgendaItem.objects.all().delete()

        assert clerk.post(reverse("item_move", args=[key]), {"direction": "up"}).status_code == 404
        assert clerk.get(reverse("item_change", args=[key])).status_code == 404


class TestReports:
    def test_one_is_put_under_an_item_and_taken_off(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting()
        item = office.item(meeting, title="Fostering")
        report = office.report("Foster carers")
        address = reverse("item_place_report", args=[item.pk])
        assert "2009/0001 Foster carers (draft)" in words(clerk.get(address))

        clerk.post(address, {"report": report.pk})
        assert [link.report for link in item.item_reports.all()] == [report]
        answer = clerk.post(reverse("item_remove_report", args=[item.pk]), {"report": report.pk}, follow=True)

        assert "Report 2009/0001 was taken off the item. It can be put on another." in words(answer)
        assert not item.item_reports.exists()

    def test_one_that_is_there_or_withdrawn_is_not_offered(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        report = office.report("Foster carers")
        withdrawn = office.report("Withdrawn", state=ReportState.WITHDRAWN)
        item = office.meeting(report).items.get()
        address = reverse("item_place_report", args=[item.pk])

        for taken in (report, withdrawn):
            answer = clerk.post(address, {"report": taken.pk})
            assert answer.status_code == 200
            assert "There is a problem" in words(answer)

    @pytest.mark.parametrize("sent", [{}, {"report": "x"}, {"report": str(uuid4())}])
    def test_taking_off_what_is_not_there_is_no_page(
        self, office: Office, clerk: SignedInClient, sent: dict[str, str]
    ) -> None:
        item = office.meeting(office.report()).items.get()

        assert clerk.post(reverse("item_remove_report", args=[item.pk]), sent).status_code == 404
        assert item.item_reports.count() == 1


def every_address(meeting: Meeting, item: AgendaItem) -> list[str]:
    pages = ["item_change", "item_move", "item_remove", "item_place_report", "item_remove_report"]
    return [
        builder(meeting),
        reverse("item_new", args=[meeting.pk]),
        *(reverse(name, args=[item.pk]) for name in pages),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CLERK])
def test_nobody_else_builds_agendas(office: Office, role: Role) -> None:
    meeting = office.meeting(office.report())
    item = meeting.items.get()
    client = SignedInClient(user_in(role))

    for address in every_address(meeting, item):
        answer = client.post(address, {**ITEM, "direction": "up"})
        assert answer.status_code in (403, 404), address
    assert client.get(reverse("item_change", args=[item.pk])).status_code == 403
    assert AgendaItem.objects.get() == item


def test_the_public_is_asked_to_sign_in(office: Office) -> None:
    meeting = office.meeting(office.report())

    for address in every_address(meeting, meeting.items.get()):
        assert Client().get(address)["Location"].startswith("/accounts/login/")


def test_a_clerk_who_administers_accounts_reads_no_exempt_title(
    office: Office, clerk_who_administers: SignedInClient
) -> None:
    meeting = office.meeting()
    secret = office.report("The Marigold report", neutral_title="A family matter")
    item = office.item(meeting, secret, title="The Marigold case", neutral_title="A family matter", **EXEMPT)
    other = office.item(meeting, title="Fostering")

    pages = [
        builder(meeting),
        meeting.get_absolute_url(),
        reverse("item_remove", args=[item.pk]),
        reverse("item_place_report", args=[item.pk]),
        reverse("item_place_report", args=[other.pk]),
        reverse("agenda_publish", args=[meeting.pk]),
        "/",
    ]
    for address in pages:
        answer = clerk_who_administers.get(address)
        assert answer.status_code == 200
        assert "Marigold" not in source(answer), address
    assert clerk_who_administers.get(reverse("item_change", args=[item.pk])).status_code == 403
    assert not AuditEvent.objects.filter(verb="exempt_seen").exists()
