"""The pages of an action: what it is, what was said of it, an update, a change, and the evidence."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from childservices.choices import Role
from reports.choices import ActionStatus, DueKind, LinkKind
from reports.models import ActionUpdate, Objective, PlanAction
from tests.conftest import SignedInClient
from tests.office_files import paragraph, word
from tests.plans import Planning, load_demonstration_plan, make_planning
from tests.screens import MOST_QUERIES, counted_queries, value_of, words
from tests.uploads import picture

NOW = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_18_november_2009() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def planning(db: None) -> Planning:
    return make_planning()


@pytest.fixture
def lead(planning: Planning) -> SignedInClient:
    return SignedInClient(planning.lead)


@pytest.fixture
def keeper(planning: Planning) -> SignedInClient:
    return SignedInClient(planning.keeper)


def sent(**fields: Any) -> dict[str, Any]:
    """What a browser sends as an update."""
    return {"status": "completed", "text": "", "value": "", "on": "2009-11-18", "edit_number": "1", **fields}


def described(planning: Planning, **fields: Any) -> dict[str, Any]:
    """What a browser sends for an action."""
    return {
        "reference": "1.9",
        "text": "Fill the vacant posts",
        "objective": Objective.objects.get(theme__plan=planning.plan, theme__reference="1").pk,
        "priority": planning.plan.priorities.get(number=1).pk,
        "due_kind": "month",
        "due_on": "3 November 2009",
        "leads": "Head of Early Help\r\n\r\nAll managers",
        "indicators": "NI 59",
        "resolutions": "D68 of 4 November 2009",
        **fields,
    }


class TestPage:
    def test_tells_what_it_is_and_how_it_stands(self, planning: Planning, lead: SignedInClient) -> None:
        action = planning.action(due_on=date(2009, 11, 17), baseline_text="31%", target_text="10%")
        action.links.create(kind=LinkKind.INDICATOR, reference="NI 59")
        said = {"text": "Two of six are filled.", "value": "33.50"}
        planning.said(action, date(2009, 11, 2), ActionStatus.NOT_COMPLETED, **said)
        planning.said(action, date(2009, 11, 9), text="Four are filled.")

        page = words(lead.get(action.get_absolute_url()))

        assert "Action 1.1 Do 1.1 Not completed Overdue" in page
        assert (
            "Priority 1 is to be completed by 31 October 2009, and this action says “17 November 2009”."
            in page
        )
        assert "Lead Head of Early Help Baseline 31% Target 10% Indicator NI 59" in page
        later, earlier = page.index("Status unchanged by"), page.index("Not completed by Head of Early Help")
        assert later < earlier
        assert "2 November 2009 Two of six are filled. Value: 33.5" in page

    def test_says_that_a_title_was_not_published(self, planning: Planning, lead: SignedInClient) -> None:
        page = words(lead.get(planning.action(text="").get_absolute_url()))

        assert "Title not published" in page
        assert "Nothing yet: its status is not known." in page

    def test_offers_no_update_to_staff_who_do_not_lead_it(
        self, planning: Planning, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        page = words(client_with_role(Role.CLERK).get(planning.action().get_absolute_url()))

        assert "Say how it stands" not in page

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.PROVIDER])
    def test_is_for_staff(
        self, planning: Planning, client_with_role: Callable[..., SignedInClient], role: Role
    ) -> None:
        assert client_with_role(role).get(planning.action().get_absolute_url()).status_code == 403

    @pytest.mark.parametrize("number", [1, 30])
    def test_asks_as_many_questions_for_many_updates(
        self, planning: Planning, lead: SignedInClient, number: int
    ) -> None:
        action = planning.action()
        for day in range(1, number + 1):
            planning.said(action, date(2009, 10, day), ActionStatus.NOT_COMPLETED)
        lead.get(action.get_absolute_url())

        with counted_queries() as queries:
            lead.get(action.get_absolute_url())

        assert len(queries) == 11 <= MOST_QUERIES


class TestUpdate:
    def test_is_saved_with_its_value(self, planning: Planning, lead: SignedInClient) -> None:
        action = planning.action()

        response = lead.post(
            f"{action.get_absolute_url()}update/", sent(text="All done.", value="58.7"), follow=True
        )

        update = ActionUpdate.objects.get()
        assert (update.on, update.status, update.text, update.value_text) == (
            date(2009, 11, 18),
            "completed",
            "All done.",
            "58.7",
        )
        assert "The update of action 1.1 is saved." in words(response)

    def test_keeps_its_evidence_which_staff_may_download(
        self, planning: Planning, lead: SignedInClient, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        action = planning.action()
        file = SimpleUploadedFile("posts.png", picture())

        lead.post(f"{action.get_absolute_url()}update/", sent(file=file))

        address = f"/plans/updates/{ActionUpdate.objects.get().pk}/evidence/"
        assert address in lead.get(action.get_absolute_url()).content.decode()
        answer = client_with_role(Role.CLERK).get(address)
        assert answer["Content-Disposition"] == 'attachment; filename="posts.png"'
        assert b"".join(answer).startswith(b"\x89PNG")
        assert client_with_role(Role.MEMBER).get(address).status_code == 403

    def test_a_word_document_is_given_back_as_it_was(self, planning: Planning, lead: SignedInClient) -> None:
        data = word(paragraph("Four posts are filled."))
        file = SimpleUploadedFile("posts.docx", data)
        lead.post(f"{planning.action().get_absolute_url()}update/", sent(file=file))

        answer: Any = lead.get(f"/plans/updates/{ActionUpdate.objects.get().pk}/evidence/")

        assert b"".join(answer) == data

    def test_there_is_no_evidence_where_none_was_given(
        self, planning: Planning, lead: SignedInClient
    ) -> None:
        update = planning.said(planning.action(), date(2009, 11, 2))

        assert lead.get(f"/plans/updates/{update.pk}/evidence/").status_code == 404

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"value": "many"}, "Enter the value as a number, for example 58.7."),
            ({"on": "19 November 2009"}, "This day is still to come. Enter today or a day before it."),
            ({"on": ""}, "Fill in “As of”."),
            (
                {"file": SimpleUploadedFile("large.pdf", b"")},
                "The submitted file is empty.",
            ),
        ],
    )
    def test_a_mistake_is_told_and_nothing_typed_is_lost(
        self, planning: Planning, lead: SignedInClient, fields: dict[str, Any], sentence: str
    ) -> None:
        action = planning.action()

        response = lead.post(f"{action.get_absolute_url()}update/", sent(text="Four are filled.", **fields))

        assert sentence in words(response)
        assert value_of(response, "text") == "Four are filled."

    def test_an_empty_update_is_told(self, planning: Planning, lead: SignedInClient) -> None:
        response = lead.post(f"{planning.action().get_absolute_url()}update/", sent(status=""))

        assert "Say how the action stands: choose a status, or write a sentence." in words(response)
        assert ActionUpdate.objects.count() == 0

    def test_a_file_that_is_none_is_told(self, planning: Planning, lead: SignedInClient) -> None:
        file = SimpleUploadedFile("a.pdf", b"not a file")

        response = lead.post(f"{planning.action().get_absolute_url()}update/", sent(file=file, text="Done."))

        assert response.status_code == 200
        assert response.context["form"].errors.keys() == {"file"}
        assert value_of(response, "text") == "Done."

    def test_a_file_that_is_too_large_is_told(
        self, planning: Planning, lead: SignedInClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reports.forms.improvement_plan.LARGEST_UPLOAD", 5)
        file = SimpleUploadedFile("a.pdf", b"too large")

        response = lead.post(f"{planning.action().get_absolute_url()}update/", sent(file=file))

        assert "Make it smaller than 20 MB, or split it." in words(response)

    def test_the_second_of_two_people_sees_both_and_saves_after_it(
        self, planning: Planning, lead: SignedInClient, keeper: SignedInClient
    ) -> None:
        action = planning.action()
        address = f"{action.get_absolute_url()}update/"
        keeper.post(address, sent(status="not_completed", text="Two are filled."))

        conflict = lead.post(address, sent(text="All are filled."))
        saved = lead.post(
            address, sent(text="All are filled.", edit_number=value_of(conflict, "edit_number"))
        )

        page = words(conflict)
        assert conflict.status_code == 409
        assert "What was saved meanwhile Status Not completed What has happened Two are filled." in page
        assert value_of(conflict, "text") == "All are filled."
        assert saved.status_code == 302
        assert list(action.updates.order_by("number").values_list("status", flat=True)) == [
            "not_completed",
            "completed",
        ]

    def test_a_file_sent_in_a_conflict_is_asked_for_again(
        self, planning: Planning, lead: SignedInClient, keeper: SignedInClient
    ) -> None:
        address = f"{planning.action().get_absolute_url()}update/"
        keeper.post(address, sent())

        conflict = lead.post(address, sent(file=SimpleUploadedFile("posts.png", picture())))

        assert "Choose the file again: it was not kept." in words(conflict)

    def test_a_file_sent_with_a_mistake_is_asked_for_again(
        self, planning: Planning, lead: SignedInClient
    ) -> None:
        address = f"{planning.action().get_absolute_url()}update/"

        page = words(lead.post(address, sent(value="many", file=SimpleUploadedFile("posts.png", picture()))))

        assert "Choose the file again: it was not kept." in page

    def test_is_refused_to_staff_who_do_not_lead_it(
        self, planning: Planning, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        address = f"{planning.action().get_absolute_url()}update/"

        response = client_with_role(Role.OFFICER).post(address, sent(text="Four are filled."))

        assert response.status_code == 403
        assert "Only its leads and performance officers update this action." in words(response)
        assert value_of(response, "text") == "Four are filled."
        assert ActionUpdate.objects.count() == 0

    def test_a_page_that_is_only_asked_for_is_the_actions(
        self, planning: Planning, lead: SignedInClient
    ) -> None:
        action = planning.action()

        assert lead.get(f"{action.get_absolute_url()}update/")["Location"] == action.get_absolute_url()


class TestWhatItIs:
    def test_is_added(self, planning: Planning, keeper: SignedInClient) -> None:
        response = keeper.post("/plans/recovery-plan/actions/new/", described(planning), follow=True)

        action = PlanAction.objects.get()
        assert "Action 1.9 is in the plan." in words(response)
        assert (action.due_kind, action.due_on) == (DueKind.MONTH, date(2009, 11, 30))
        assert sorted(str(link) for link in action.links.all()) == [
            "Indicator: NI 59",
            "Resolution: D68 of 4 November 2009",
        ]

    def test_a_mistake_is_told_beside_its_field(self, planning: Planning, keeper: SignedInClient) -> None:
        planning.action("1.9")

        response = keeper.post("/plans/recovery-plan/actions/new/", described(planning))

        assert response.context["form"].errors == {
            "reference": ["The plan has an action with this reference. Choose another."]
        }

    def test_is_changed(self, planning: Planning, keeper: SignedInClient) -> None:
        action = planning.action()
        address = f"{action.get_absolute_url()}change/"
        shown = keeper.get(address)
        number = value_of(shown, "edit_number")

        keeper.post(address, described(planning, edit_number=number))

        action.refresh_from_db()
        assert value_of(shown, "leads") == "Head of Early Help"
        assert (action.reference, action.text, action.edit_number) == ("1.9", "Fill the vacant posts", 2)

    def test_two_people_do_not_overwrite_each_other(self, planning: Planning, keeper: SignedInClient) -> None:
        address = f"{planning.action().get_absolute_url()}change/"
        keeper.post(address, described(planning, text="Theirs", edit_number=1))

        conflict = keeper.post(address, described(planning, text="Mine", edit_number=1))

        assert "Action Theirs" in words(conflict)
        assert value_of(conflict, "text") == "Mine"
        assert PlanAction.objects.get().text == "Theirs"

    def test_a_refused_change_is_told(self, planning: Planning, keeper: SignedInClient) -> None:
        planning.action("1.2")
        address = f"{planning.action('1.1').get_absolute_url()}change/"

        response = keeper.post(address, described(planning, reference="1.2", edit_number=1))

        assert "reference" in response.context["form"].errors
        assert "Change action 1.1" in words(response)

    def test_is_for_performance_officers(self, planning: Planning, lead: SignedInClient) -> None:
        addresses = (f"{planning.action().get_absolute_url()}change/", "/plans/recovery-plan/actions/new/")

        assert [lead.get(address).status_code for address in addresses] == [403, 403]


def test_an_action_of_the_demonstration_shows_its_printed_update(
    planning: Planning, keeper: SignedInClient
) -> None:
    plan = load_demonstration_plan("immediate-priorities-2009")

    page = words(keeper.get(plan.actions.get(reference="4").get_absolute_url()))

    assert "26 October 2009 6.8% (12/176) in Performance Plus. Value: 6.8 percent" in page
    assert "Target 7% (good performance 10-15%) Indicator NI 65" in page
