"""Keeping rows of partnerships: added, changed, taken away; refused in a sentence, and nothing typed is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent, Organisation
from childservices.operations.editing import Invalid, NotAllowed
from childservices.operations.keeping import StillInUse, remove_kept
from partnerships.choices import Stance
from partnerships.forms.partnership import NOUNS
from partnerships.models import (
    ConsultationResponse,
    DemographicFact,
    Group,
    GroupMember,
    GroupTask,
    Milestone,
    ScorecardOutcome,
    ScorecardTarget,
    Strategy,
    StrategyNeed,
)
from partnerships.operations import add_row, change_row, remove_row
from partnerships.operations.keeping import UnderItself
from tests.conftest import SignedInClient
from tests.partnerships import AT, a_consultation, a_group, a_member, a_scorecard
from tests.screens import source, value_of, words

pytestmark = pytest.mark.django_db
NOBODY = UUID("00000000-0000-4000-8000-000000000000")


@pytest.fixture
def officer(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an officer, who coordinates partnerships, is signed in."""
    return client_with_role(Role.OFFICER)


def add(noun: str, whole: Any = None) -> str:
    """The page that adds a row."""
    if whole is None:
        return reverse("partnership_add", args=[noun])
    return reverse("partnership_add_to", args=[noun, whole.pk])


def change(noun: str, row: Any) -> str:
    """The page that changes a row."""
    return reverse("partnership_change", args=[noun, row.pk])


class TestOperations:
    @pytest.mark.parametrize("role", sorted({Role.CLERK, Role.MEMBER, Role.PROVIDER, Role.ADMINISTRATOR}))
    def test_others_add_change_and_take_away_nothing(
        self, user_with_role: Callable[..., Any], role: Role
    ) -> None:
        user, group = user_with_role(role), a_group()
        member = a_member(group)

        with pytest.raises(NotAllowed):
            add_row(GroupMember(group=group, represents="Police"), by=user, at=AT)
        with pytest.raises(NotAllowed):
            change_row(member, expected=1, values={"note": "x"}, by=user, at=AT)
        with pytest.raises(NotAllowed):
            remove_row(member, by=user, at=AT)

        assert list(GroupMember.objects.values_list("represents", "note")) == [("Midwifery", "")]

    def test_a_row_is_added_at_the_end_of_its_whole_and_noted(self, officer: SignedInClient) -> None:
        group, other = a_group(), a_group("Another")
        a_member(group), a_member(other), a_member(other, "Police")

        add_row(row := GroupMember(group=group, represents="Health visitors"), by=officer.user, at=AT)

        assert (row.position, row.edit_number) == (2, 1)
        event = AuditEvent.objects.get(verb="groupmember_added")
        assert (event.subject_id, event.by, event.at) == (str(row.pk), officer.user, AT)

    def test_what_has_a_page_gets_an_address_of_its_own(self, officer: SignedInClient) -> None:
        slugs = []
        for _ in range(3):
            add_row(group := Group(title="Task group: data", kind="task"), by=officer.user, at=AT)
            slugs.append(group.slug)
        add_row(nameless := Group(title="!!!", kind="task"), by=officer.user, at=AT)

        assert slugs == ["task-group-data", "task-group-data-2", "task-group-data-3"]
        assert nameless.slug == "group"

    def test_a_group_never_reports_to_itself_or_to_one_under_it(self, officer: SignedInClient) -> None:
        board = a_group("Board")
        below = a_group("Below", parent=board)

        for parent in (board, below):
            with pytest.raises(UnderItself) as refused:
                change_row(board, expected=1, values={"parent": parent}, by=officer.user, at=AT)

        assert refused.value.field == "parent"
        assert Group.objects.get(pk=board.pk).parent is None

    def test_what_something_points_at_stays(self, officer: SignedInClient) -> None:
        group = a_group()
        Milestone.objects.create(area="Best Start", event="Launch", group=group)

        with pytest.raises(NotAllowed, match="Give it a last day instead"):
            remove_row(group, by=officer.user, at=AT)  # type: ignore[arg-type]

        assert Group.objects.filter(pk=group.pk).exists()

    def test_taking_away_takes_the_parts_and_is_noted(self, officer: SignedInClient) -> None:
        scorecard = a_scorecard()
        outcome = scorecard.outcomes.get()

        remove_row(outcome, by=officer.user, at=AT)

        assert (ScorecardOutcome.objects.count(), ScorecardTarget.objects.count()) == (0, 0)
        assert AuditEvent.objects.get(verb="scorecardoutcome_removed").label == "Safe from harm"

    def test_a_protected_row_is_named(self, officer: SignedInClient) -> None:
        group = a_group()
        a_group("Below", parent=group)

        with pytest.raises(StillInUse, match="Something still depends on this: group"):
            remove_kept(group, by=officer.user, at=AT)

        assert not AuditEvent.objects.filter(verb="group_removed").exists()

    def test_a_constraint_is_a_sentence(self, officer: SignedInClient) -> None:
        with pytest.raises(Invalid, match="Enter a value, a share, or the value in words"):
            add_row(DemographicFact(measure="Adults"), by=officer.user, at=AT)


class TestScreens:
    def test_only_a_keeper_opens_them_and_is_told_whom_to_ask(
        self, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        page = client_with_role(Role.MEMBER).get(add("group"))

        assert page.status_code == 403
        assert "Only officers, performance officers and commissioning managers" in words(page)

    def test_a_group_is_added_with_what_was_typed(self, officer: SignedInClient) -> None:
        board = a_group("Board")
        typed = {
            "title": "Data and performance task group",
            "kind": "task",
            "parent": board.pk,
            "starts_on_day": "1",
            "starts_on_month": "June",
            "starts_on_year": "2014",
            "is_public": "on",
        }

        answer = officer.post(add("group"), typed)

        group = Group.objects.get(slug="data-and-performance-task-group")
        assert answer["Location"] == group.get_absolute_url()
        assert (group.parent, group.starts_on, group.is_public) == (board, date(2014, 6, 1), True)

    def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(
        self, officer: SignedInClient
    ) -> None:
        typed = {
            "title": "",
            "kind": "task",
            "purpose": "Share data",
            "starts_on_day": "31",
            "starts_on_month": "2",
        }

        page = officer.post(add("group"), typed)

        assert page.status_code == 200
        assert page.context["form"].errors.keys() == {"title", "starts_on"}
        assert value_of(page, "purpose") == "Share data"
        assert Group.objects.count() == 0

    def test_days_out_of_order_are_one_sentence(self, officer: SignedInClient) -> None:
        typed = {"title": "A", "kind": "task", "starts_on": "2014-06-01", "ends_on": "2013-06-01"}

        page = officer.post(add("group"), typed)

        assert "The last day is before the first. Change one of the two." in words(page)

    def test_a_part_returns_to_its_whole(self, officer: SignedInClient) -> None:
        group = a_group()

        answer = officer.post(add("task", group), {"text": "Draft a referral form", "state": "planned"})

        assert answer["Location"] == group.get_absolute_url()
        assert GroupTask.objects.get().group == group

    def test_somebody_elses_change_is_shown_and_neither_is_lost(self, officer: SignedInClient) -> None:
        member = a_member(a_group())
        page = officer.get(change("member", member))
        change_row(member, expected=1, values={"note": "Theirs"}, by=officer.user, at=AT)

        sent = {"edit_number": value_of(page, "edit_number"), "represents": "Midwifery", "note": "Mine"}
        conflict = officer.post(change("member", member), sent)

        assert "Somebody else saved this while you were writing" in words(conflict)
        assert "Note Theirs" in words(conflict)
        assert value_of(conflict, "note") == "Mine"
        assert GroupMember.objects.get().note == "Theirs"

        officer.post(change("member", member), {**sent, "edit_number": value_of(conflict, "edit_number")})

        assert GroupMember.objects.get().note == "Mine"

    def test_a_row_taken_away_meanwhile_gives_back_what_was_typed(self, officer: SignedInClient) -> None:
        member = a_member(a_group())
        address = change("member", member)
        member.delete()

        page = officer.post(address, {"edit_number": "1", "represents": "Midwifery", "note": "My words"})

        assert page.status_code == 409
        assert "My words" in words(page)
        assert officer.get(address).status_code == 404

    def test_a_whole_taken_away_meanwhile_gives_back_what_was_typed(self, officer: SignedInClient) -> None:
        scorecard = a_scorecard()
        outcome = scorecard.outcomes.get()
        address = add("priority", outcome)
        outcome.delete()

        page = officer.post(address, {"title": "My priority"})

        assert page.status_code == 409
        assert "My priority" in words(page)

    def test_taking_away_asks_first(self, officer: SignedInClient) -> None:
        group = a_group()
        member = a_member(group)
        address = reverse("partnership_remove", args=["member", member.pk])

        asked = officer.get(address)
        assert "“Midwifery” will be taken away" in words(asked)
        assert GroupMember.objects.count() == 1

        answer = officer.post(address)
        assert answer["Location"] == group.get_absolute_url()
        assert GroupMember.objects.count() == 0

    def test_what_has_a_page_is_not_taken_away(self, officer: SignedInClient) -> None:
        group = a_group()

        page = officer.post(reverse("partnership_remove", args=["group", group.pk]))

        assert "Give it a last day instead." in words(page)
        assert Group.objects.count() == 1

    def test_a_row_of_a_register_returns_to_its_list(self, officer: SignedInClient) -> None:
        answer = officer.post(add("fact"), {"measure": "Adults", "value": "204400"})
        fact = DemographicFact.objects.get()

        assert answer["Location"] == reverse("demographic_list")
        removed = officer.post(reverse("partnership_remove", args=["fact", fact.pk]))
        assert removed["Location"] == reverse("demographic_list")

    def test_outcomes_of_the_strategy_can_be_ticked_for_a_need(self, officer: SignedInClient) -> None:
        strategy = Strategy.objects.create(
            slug="parenting", title="Parenting", outcomes="Be healthy\nStay safe\nEnjoy"
        )

        officer.post(
            add("need", strategy),
            {"group": "Information", "need": "About health", "marks": ["Stay safe", "Enjoy"]},
        )
        need = StrategyNeed.objects.get()
        page = source(officer.get(change("need", need)))

        assert need.marks == ["Stay safe", "Enjoy"]
        assert page.count("checked") == 2

    def test_a_target_without_its_figure_is_refused(self, officer: SignedInClient) -> None:
        measure = a_scorecard().outcomes.get().priorities.get().measures.get()
        days = {"starts_on": "2016-04-01", "ends_on": "2017-03-31"}

        page = officer.post(add("target", measure), {"kind": "at_least", **days})
        officer.post(add("target", measure), {"kind": "direction_only", **days})

        assert "Enter the target’s figure" in words(page) or "Enter the target's figure" in words(page)
        assert list(measure.targets.values_list("kind", flat=True).order_by("kind")) == [
            "at_most",
            "at_most",
            "direction_only",
        ]

    def test_a_response_may_name_its_organisation(self, officer: SignedInClient) -> None:
        consultation = a_consultation(responses=0)
        police = Organisation.objects.create(slug="police", name="Police", kind="police")
        typed = {"name": "Police", "organisation": police.pk, "form": "email", "stance": Stance.SUPPORTS}

        officer.post(add("response", consultation), typed)

        assert ConsultationResponse.objects.get().organisation == police

    @pytest.mark.parametrize(
        "path",
        [
            "/partnerships/keep/nothing/add/",
            "/partnerships/keep/member/add/",
            f"/partnerships/keep/group/add-to/{NOBODY}/",
            f"/partnerships/keep/member/add-to/{NOBODY}/",
            f"/partnerships/keep/member/{NOBODY}/change/",
            f"/partnerships/keep/member/{NOBODY}/remove/",
        ],
    )
    def test_addresses_of_nothing_are_not_found(self, officer: SignedInClient, path: str) -> None:
        assert officer.get(path).status_code == 404

    @pytest.mark.parametrize("noun", sorted(NOUNS))
    def test_every_form_opens_and_says_what_is_missing(self, officer: SignedInClient, noun: str) -> None:
        kind = NOUNS[noun]
        whole = getattr(kind.model, "whole", "")
        above = _made(kind.model._meta.get_field(whole).related_model) if whole else None

        page = officer.get(add(noun, above))
        missing = officer.post(add(noun, above), {})

        assert (page.status_code, missing.status_code) == (200, 200)
        assert missing.context["form"].errors


def _made(model: Any) -> Any:
    """A row of a model with all that it belongs to."""
    required = {
        "Group": {"kind": "task"},
        "Scorecard": {"starts_on": date(2016, 1, 1), "ends_on": date(2019, 12, 31)},
        "Consultation": {"question": "Do you agree?"},
        "Commitment": {"funder": "Board"},
    }
    if whole := getattr(model, "whole", ""):
        if model.__name__ == "ScorecardMeasure":
            return a_scorecard().outcomes.get().priorities.get().measures.get()
        above = _made(model._meta.get_field(whole).related_model)
        return model.objects.create(
            **{whole: above}, **({"need": "Help"} if model is StrategyNeed else {"title": "Title"})
        )
    return model.objects.create(slug="title", title="Title", **required.get(model.__name__, {}))
