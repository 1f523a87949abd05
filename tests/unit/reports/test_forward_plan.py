"""The forward plan: what belongs there, its notices under the law of the day, and what stays visible."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from childservices.domain.clock import RuleName
from reports.domain.decision.call_in import Standing
from reports.domain.decision.forward_plan import (
    Entry,
    Ground,
    IncompleteEntry,
    NotEffective,
    NotForTheForwardPlan,
    NoticeTooShort,
    Representation,
    check_entry,
    check_notices,
    next_entry,
    notices,
    slipped,
    with_second_notice,
)
from reports.domain.improvement_plan.due import Due, DueKind
from reports.domain.urgency import Route
from reports.domain.workflow import DONE, FORWARD_PLAN, MoveNotAllowed, ReasonMissing, next_state

CHRISTMAS_2025 = {
    date(2025, 12, 25): "Christmas Day",
    date(2025, 12, 26): "Boxing Day",
    date(2026, 1, 1): "New Year's Day",
}
MEETING = date(2026, 1, 6)
JANUARY = Due(DueKind.MONTH, date(2026, 1, 1))
MARCH = Due(DueKind.MONTH, date(2026, 3, 1))
BUDGET = Entry("Budget for family hubs", "Cabinet", JANUARY, Ground.MONEY)
TENDER = replace(
    BUDGET,
    ground=None,
    is_private=True,
    paragraphs=frozenset({3}),
    private_reason="Tenders name prices",
    published_on=date(2025, 12, 8),
    second_notice_on=date(2025, 12, 24),
)
VERBS = sorted({verb for _, verb in FORWARD_PLAN})
STATES = sorted({state for state, _ in FORWARD_PLAN} | set(FORWARD_PLAN.values()))


@pytest.mark.parametrize(("state", "verb"), list(product(STATES, VERBS)))
def test_where_nothing_stands_in_the_way_the_table_decides(state: str, verb: str) -> None:
    entry = replace(BUDGET, state=state, published_on=date(2025, 12, 1))
    target = next_state(FORWARD_PLAN, state, verb)

    if target is not None:
        moved = next_entry(
            entry, verb, on=MEETING, holidays=CHRISTMAS_2025, reason="Overtaken", decision=Standing.EFFECTIVE
        )
        assert moved == replace(entry, state=target)
        return
    with pytest.raises(MoveNotAllowed) as refused:
        next_entry(entry, verb, on=MEETING, holidays=CHRISTMAS_2025, reason="Overtaken")
    assert refused.value.sentence == (f"An entry that is {state.replace('_', ' ')} cannot be {DONE[verb]}.")


class TestWhatBelongsThere:
    def test_key_decisions_and_private_meetings(self) -> None:
        check_entry(BUDGET)
        check_entry(TENDER)

    def test_everything_else_stands_on_the_work_programme(self) -> None:
        with pytest.raises(NotForTheForwardPlan, match="Put the matter on the work programme"):
            check_entry(replace(BUDGET, ground=None))

    @pytest.mark.parametrize(
        ("entry", "field"),
        [
            (replace(BUDGET, matter=" "), "matter"),
            (replace(BUDGET, decision_maker=""), "decision_maker"),
            (replace(TENDER, paragraphs=frozenset()), "paragraphs"),
            (replace(TENDER, private_reason=" "), "private_reason"),
        ],
    )
    def test_a_notice_says_what_it_must(self, entry: Entry, field: str) -> None:
        with pytest.raises(IncompleteEntry) as refused:
            next_entry(entry, "publish", on=date(2025, 12, 1), holidays={})

        assert refused.value.field == field


class TestVisible:
    def test_from_its_publication_for_ever(self) -> None:
        published = next_entry(BUDGET, "publish", on=date(2025, 12, 1), holidays={})
        abandoned = next_entry(published, "abandon", on=date(2025, 12, 5), holidays={}, reason="No grant")

        assert [BUDGET.is_public, published.is_public, abandoned.is_public] == [False, True, True]
        assert (abandoned.state, abandoned.published_on) == ("abandoned", date(2025, 12, 1))

    def test_a_draft_that_is_given_up_was_never_public(self) -> None:
        assert not next_entry(
            BUDGET, "abandon", on=date(2025, 12, 5), holidays={}, reason="No grant"
        ).is_public

    @pytest.mark.parametrize("verb", ["abandon", "defer"])
    def test_the_public_is_told_why(self, verb: str) -> None:
        published = next_entry(BUDGET, "publish", on=date(2025, 12, 1), holidays={})

        with pytest.raises(ReasonMissing, match="it stays visible here"):
            next_entry(published, verb, on=date(2025, 12, 5), holidays={})

    def test_what_comes_back_keeps_the_day_of_its_first_notice(self) -> None:
        published = next_entry(BUDGET, "publish", on=date(2025, 12, 1), holidays={})
        deferred = next_entry(published, "defer", on=date(2025, 12, 5), holidays={}, reason="No figures")

        assert next_entry(deferred, "publish", on=date(2026, 1, 5), holidays={}).published_on == date(
            2025, 12, 1
        )


class TestSlipped:
    def test_it_keeps_the_first_date_that_was_announced(self) -> None:
        published = replace(BUDGET, published_on=date(2025, 12, 1))

        twice = slipped(slipped(published, Due(DueKind.DATE, date(2026, 2, 3))), MARCH)

        assert (twice.due, twice.originally_due, twice.has_slipped) == (MARCH, JANUARY, True)

    def test_a_draft_is_only_changed(self) -> None:
        changed = slipped(BUDGET, MARCH)

        assert (changed.due, changed.originally_due, changed.has_slipped) == (MARCH, None, False)

    def test_what_comes_forward_has_not_slipped(self) -> None:
        earlier = slipped(replace(BUDGET, due=MARCH, published_on=date(2025, 12, 1)), JANUARY)

        assert (earlier.originally_due, earlier.has_slipped) == (MARCH, False)

    def test_a_day_within_the_month_that_was_announced_is_no_slip(self) -> None:
        published = replace(BUDGET, published_on=date(2025, 12, 1))

        assert not slipped(published, Due(DueKind.DATE, date(2026, 1, 31))).has_slipped
        assert slipped(published, Due(DueKind.DATE, date(2026, 2, 1))).has_slipped

    def test_without_a_day_it_has_slipped_for_as_long_as_can_be(self) -> None:
        published = replace(BUDGET, published_on=date(2025, 12, 1))

        assert slipped(published, Due(DueKind.ONGOING)).has_slipped


class TestNotices:
    def test_a_private_key_decision_has_three_after_2012(self) -> None:
        found = notices(replace(TENDER, ground=Ground.WARDS), MEETING, CHRISTMAS_2025)

        assert [(one.rule, one.date) for one in found] == [
            (RuleName.KEY_DECISION_NOTICE, date(2025, 12, 8)),
            (RuleName.PRIVATE_MEETING_FIRST_NOTICE, date(2025, 12, 8)),
            (RuleName.PRIVATE_MEETING_SECOND_NOTICE, date(2025, 12, 24)),
        ]

    def test_cabinet_of_18_july_2012_has_the_forward_plan_only(self) -> None:
        found = notices(replace(TENDER, ground=Ground.MONEY), date(2012, 7, 18), {})

        assert [(one.rule, one.date) for one in found] == [
            (RuleName.FORWARD_PLAN_PUBLICATION, date(2012, 6, 17))
        ]

    @pytest.mark.parametrize(
        ("published_on", "meeting", "is_in_time"),
        [
            (date(2025, 12, 8), MEETING, True),
            (date(2025, 12, 9), MEETING, False),
            (None, MEETING, False),
            (date(2012, 6, 17), date(2012, 7, 18), True),
            (date(2012, 6, 18), date(2012, 7, 18), False),
            (date(2012, 9, 11), date(2012, 10, 10), True),
            (date(2012, 9, 12), date(2012, 10, 10), False),
        ],
    )
    def test_a_key_decision_waits_for_its_notice(
        self, published_on: date | None, meeting: date, is_in_time: bool
    ) -> None:
        entry = replace(BUDGET, published_on=published_on, state="for_determination")

        if is_in_time:
            assert next_entry(entry, "decide", on=meeting, holidays=CHRISTMAS_2025).state == "decided"
            return
        with pytest.raises(NoticeTooShort, match="Choose a later meeting, or a route of urgency") as refused:
            next_entry(entry, "decide", on=meeting, holidays=CHRISTMAS_2025)
        assert refused.value.field == "published_on"

    def test_the_second_notice_of_a_private_meeting_is_counted_too(self) -> None:
        check_notices(TENDER, MEETING, CHRISTMAS_2025)

        for given in (None, date(2025, 12, 29)):
            with pytest.raises(NoticeTooShort) as refused:
                check_notices(replace(TENDER, second_notice_on=given), MEETING, CHRISTMAS_2025)
            assert refused.value.field == "second_notice_on"
            assert refused.value.sentence == (
                "The second notice of the private meeting had to be out by 24 December 2025. Choose a later meeting, "
                "or a route of urgency."
            )

    @pytest.mark.parametrize(
        ("entry", "route", "is_allowed"),
        [
            (BUDGET, None, False),
            (BUDGET, Route.GENERAL_EXCEPTION, True),
            (BUDGET, Route.SPECIAL_URGENCY, True),
            (BUDGET, Route.CHAIRS_URGENCY, False),
            (replace(TENDER, published_on=None), Route.GENERAL_EXCEPTION, False),
            (replace(TENDER, published_on=None), Route.SPECIAL_URGENCY, True),
        ],
    )
    def test_a_route_of_urgency_stands_in_for_what_it_may(
        self, entry: Entry, route: Route | None, is_allowed: bool
    ) -> None:
        urgent = replace(entry, urgency=route)

        try:
            check_notices(urgent, MEETING, CHRISTMAS_2025)
            allowed = True
        except NoticeTooShort:
            allowed = False

        assert allowed is is_allowed


class TestSecondNotice:
    def test_it_prints_every_representation_with_its_response(self) -> None:
        answered = replace(TENDER, representations=[Representation("Meet in public", "Prices are secret")])

        assert with_second_notice(answered, on=date(2025, 12, 23)).second_notice_on == date(2025, 12, 23)

    def test_not_while_one_is_unanswered(self) -> None:
        waiting = replace(TENDER, representations=[Representation("Meet in public", " ")])

        with pytest.raises(IncompleteEntry, match="Answer every representation"):
            with_second_notice(waiting, on=date(2025, 12, 23))

    def test_an_open_meeting_has_none(self) -> None:
        with pytest.raises(NotForTheForwardPlan, match="Only a private meeting"):
            with_second_notice(BUDGET, on=date(2025, 12, 23))


@pytest.mark.parametrize("decision", [one for one in Standing if one is not Standing.EFFECTIVE])
@pytest.mark.parametrize("state", ["decided", "subject_to_call_in"])
def test_nothing_is_implemented_before_it_is_effective(state: str, decision: Standing) -> None:
    with pytest.raises(NotEffective, match="not effective yet"):
        next_entry(replace(BUDGET, state=state), "implement", on=MEETING, holidays={}, decision=decision)
