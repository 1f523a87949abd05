"""Call-in: the window, who may ask, and when a decision takes effect."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childservices.domain.clock import Unit
from reports.domain.decision.call_in import (
    CallIn,
    CallInOutcome,
    CannotAnswer,
    CannotCallIn,
    Published,
    Reply,
    Setting,
    Standing,
    call_in,
    standing,
    with_outcome,
    with_reply,
)

CHRISTMAS_2025 = {
    date(2025, 12, 25): "Christmas Day",
    date(2025, 12, 26): "Boxing Day",
    date(2026, 1, 1): "New Year's Day",
}
DECISION = Published(date(2025, 12, 24), Setting())
THREE = [("Member 1", "scrutiny_member"), ("Member 2", "scrutiny_member"), ("Member 3", "scrutiny_member")]
LAST_MOMENT = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)


def called_in(decision: Published = DECISION, at: datetime = LAST_MOMENT) -> CallIn:
    return call_in(decision, requesters=THREE, reason="No consultation", at=at, holidays=CHRISTMAS_2025)


class TestWindow:
    def test_published_on_24_december_2025_with_five_working_days(self) -> None:
        assert DECISION.closes_on(CHRISTMAS_2025) == date(2026, 1, 5)
        assert DECISION.effective_on(CHRISTMAS_2025) == date(2026, 1, 6)

    def test_published_on_16_september_2022_over_a_bank_holiday(self) -> None:
        decision = Published(date(2022, 9, 16), Setting())
        holidays = {date(2022, 9, 19): "State Funeral of Queen Elizabeth II"}

        assert (decision.closes_on(holidays), decision.effective_on(holidays)) == (
            date(2022, 9, 26),
            date(2022, 9, 27),
        )

    def test_days_and_unit_are_the_bodys(self) -> None:
        decision = Published(date(2025, 12, 24), Setting(days=7, unit=Unit.CALENDAR))

        assert (decision.closes_on(CHRISTMAS_2025), decision.effective_on(CHRISTMAS_2025)) == (
            date(2025, 12, 31),
            date(2026, 1, 1),
        )

    @pytest.mark.parametrize(
        "decision", [replace(DECISION, setting=None), replace(DECISION, exemption="urgent")]
    )
    def test_what_cannot_be_called_in_takes_effect_at_once(self, decision: Published) -> None:
        assert (decision.closes_on({}), decision.effective_on({})) == (None, date(2025, 12, 24))
        with pytest.raises(CannotCallIn, match="its body or its exemption rules that out"):
            called_in(decision)

    def test_a_reason_that_is_no_exemption_of_the_body_exempts_nothing(self) -> None:
        assert replace(DECISION, exemption="convenient").closes_on(CHRISTMAS_2025) == date(2026, 1, 5)

    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (date(2025, 12, 23), Standing.NOT_PUBLISHED),
            (date(2025, 12, 24), Standing.SUBJECT_TO_CALL_IN),
            (date(2026, 1, 5), Standing.SUBJECT_TO_CALL_IN),
            (date(2026, 1, 6), Standing.EFFECTIVE),
        ],
    )
    def test_how_it_stands_from_day_to_day(self, on: date, expected: Standing) -> None:
        assert standing(DECISION, CHRISTMAS_2025, on=on) is expected

    def test_a_decision_that_is_not_published(self) -> None:
        assert standing(None, {}, on=date(2026, 1, 6)) is Standing.NOT_PUBLISHED


class TestRequest:
    def test_in_the_last_minute(self) -> None:
        assert called_in() == CallIn(date(2026, 1, 5))

    def test_not_a_minute_later(self) -> None:
        with pytest.raises(CannotCallIn) as refused:
            called_in(at=datetime(2026, 1, 5, 17, 1, tzinfo=UTC))

        assert refused.value.sentence == (
            "The time for calling this decision in ended on 5 January 2026 at 17:00. Ask for a scrutiny item instead."
        )

    def test_the_cut_off_is_the_bodys(self) -> None:
        late = replace(DECISION, setting=Setting(cut_off=time(12, 0)))

        with pytest.raises(CannotCallIn, match="12:00"):
            called_in(late)

    def test_not_before_publication(self) -> None:
        with pytest.raises(CannotCallIn, match="not published yet"):
            called_in(at=datetime(2025, 12, 23, 10, 0, tzinfo=UTC))

    def test_not_twice(self) -> None:
        with pytest.raises(CannotCallIn, match="was called in already"):
            called_in(replace(DECISION, call_in=called_in()))

    @pytest.mark.parametrize(
        "requesters",
        [
            THREE[:2],
            [*THREE[:2], THREE[0]],
            [*THREE[:2], ("Strategic Director", "officer")],
            [],
        ],
    )
    def test_enough_people_who_may(self, requesters: list[tuple[str, str]]) -> None:
        with pytest.raises(CannotCallIn) as refused:
            call_in(
                DECISION,
                requesters=requesters,
                reason="No consultation",
                at=LAST_MOMENT,
                holidays=CHRISTMAS_2025,
            )

        able = len({one for one in requesters if one[1] == "scrutiny_member"})
        assert refused.value.field == "requesters"
        assert refused.value.sentence == (
            f"{able} of those named may call this decision in, and 3 are needed. Name more."
        )

    def test_with_a_reason(self) -> None:
        with pytest.raises(CannotCallIn) as refused:
            call_in(DECISION, requesters=THREE, reason=" ", at=LAST_MOMENT, holidays=CHRISTMAS_2025)

        assert refused.value.field == "reason"


class TestAfterwards:
    def stands(self, one: CallIn, on: date) -> Standing:
        return standing(replace(DECISION, call_in=one), CHRISTMAS_2025, on=on)

    def test_a_valid_call_in_freezes_the_decision(self) -> None:
        assert self.stands(called_in(), date(2026, 3, 1)) is Standing.CALLED_IN

    def test_what_scrutiny_releases_takes_effect_at_once(self) -> None:
        released = with_outcome(called_in(), CallInOutcome.RELEASED, on=date(2026, 1, 14), setting=Setting())

        assert self.stands(released, date(2026, 1, 13)) is Standing.CALLED_IN
        assert self.stands(released, date(2026, 1, 14)) is Standing.EFFECTIVE

    @pytest.mark.parametrize("outcome", [CallInOutcome.REFERRED_BACK, CallInOutcome.REFERRED_TO_COUNCIL])
    def test_what_scrutiny_sends_on_waits_for_the_reply(self, outcome: CallInOutcome) -> None:
        sent_on = with_outcome(called_in(), outcome, on=date(2026, 1, 14), setting=Setting())
        confirmed = with_reply(sent_on, Reply.CONFIRMED, on=date(2026, 1, 21))
        replaced = with_reply(sent_on, Reply.REPLACED, on=date(2026, 1, 21))

        assert self.stands(sent_on, date(2026, 3, 1)) is Standing.CALLED_IN
        assert self.stands(confirmed, date(2026, 1, 20)) is Standing.CALLED_IN
        assert self.stands(confirmed, date(2026, 1, 21)) is Standing.EFFECTIVE
        assert self.stands(replaced, date(2026, 3, 1)) is Standing.REPLACED

    def test_an_outcome_is_recorded_once(self) -> None:
        released = with_outcome(called_in(), CallInOutcome.RELEASED, on=date(2026, 1, 14), setting=Setting())

        with pytest.raises(CannotAnswer, match="outcome of this call-in is recorded already"):
            with_outcome(released, CallInOutcome.REFERRED_BACK, on=date(2026, 1, 15), setting=Setting())

    def test_outcomes_are_the_bodys(self) -> None:
        setting = Setting(outcomes=frozenset({CallInOutcome.RELEASED, CallInOutcome.REFERRED_BACK}))

        with pytest.raises(CannotAnswer, match="do not know this outcome"):
            with_outcome(
                called_in(), CallInOutcome.REFERRED_TO_COUNCIL, on=date(2026, 1, 14), setting=setting
            )

    def test_a_reply_is_recorded_once(self) -> None:
        sent_on = with_outcome(
            called_in(), CallInOutcome.REFERRED_BACK, on=date(2026, 1, 14), setting=Setting()
        )
        confirmed = with_reply(sent_on, Reply.CONFIRMED, on=date(2026, 1, 21))

        with pytest.raises(CannotAnswer, match="reply to this call-in is recorded already"):
            with_reply(confirmed, Reply.REPLACED, on=date(2026, 1, 22))

    def test_a_reply_answers_what_was_sent_on(self) -> None:
        released = with_outcome(called_in(), CallInOutcome.RELEASED, on=date(2026, 1, 14), setting=Setting())

        for one in (called_in(), released):
            with pytest.raises(CannotAnswer, match="Scrutiny has not sent this decision on"):
                with_reply(one, Reply.CONFIRMED, on=date(2026, 1, 21))

    def test_days_follow_each_other(self) -> None:
        sent_on = with_outcome(
            called_in(), CallInOutcome.REFERRED_BACK, on=date(2026, 1, 14), setting=Setting()
        )

        with pytest.raises(CannotAnswer, match="cannot be older than the call-in"):
            with_outcome(called_in(), CallInOutcome.RELEASED, on=date(2026, 1, 4), setting=Setting())
        with pytest.raises(CannotAnswer, match="cannot be older than the outcome"):
            with_reply(sent_on, Reply.CONFIRMED, on=date(2026, 1, 13))


@given(
    st.dates(date(2013, 1, 1), date(2090, 1, 1)),
    st.integers(1, 15),
    st.sampled_from([Unit.WORKING, Unit.CALENDAR]),
)
def test_nothing_is_effective_while_it_may_still_be_called_in(
    published_on: date, days: int, unit: Unit
) -> None:
    decision = Published(published_on, Setting(days, unit))
    closes_on, effective_on = decision.closes_on({}), decision.effective_on({})

    assert closes_on is not None
    assert effective_on is not None
    assert published_on < closes_on < effective_on
    assert standing(decision, {}, on=closes_on) is Standing.SUBJECT_TO_CALL_IN
    assert standing(decision, {}, on=effective_on) is Standing.EFFECTIVE
