"""How minutes are cleared, published and confirmed, and how an amendment shows both texts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from childservices.domain.refusals import EditConflict
from reports.domain.minutes.confirmation import (
    AlreadyConfirmed,
    Amendment,
    CannotConfirm,
    ConfirmedMinute,
    Held,
    MeetingNotClosed,
    NoSuchMinute,
    NotTheChair,
    check_confirming,
    confirm,
    next_minutes_state,
)
from reports.domain.workflow import MoveNotAllowed

BODY = "cabinet-member-cyps"
FOURTH = Held("2009-11-04", BODY, datetime(2009, 11, 4, 8, 45, tzinfo=UTC), chair="Cabinet Member")
EIGHTEENTH = Held("2009-11-18", BODY, datetime(2009, 11, 18, 8, 45, tzinfo=UTC), state="held")
TEXTS = {68: "The minutes were approved.", 69: "The report was received.", 70: "The figures were noted."}


class TestOnTheWay:
    def test_from_draft_to_unconfirmed(self) -> None:
        assert next_minutes_state("draft", "clear", meeting=FOURTH, by="Cabinet Member") == "cleared"
        assert next_minutes_state("cleared", "revise", meeting=FOURTH) == "draft"
        assert next_minutes_state("cleared", "publish", meeting=FOURTH) == "unconfirmed"

    @pytest.mark.parametrize(
        ("chair", "by"), [("Cabinet Member", "Adviser 1"), ("Cabinet Member", ""), ("", "")]
    )
    def test_only_whoever_was_in_the_chair_clears(self, chair: str, by: str) -> None:
        with pytest.raises(NotTheChair, match="Ask whoever was in the chair"):
            next_minutes_state("draft", "clear", meeting=replace(FOURTH, chair=chair), by=by)

    @pytest.mark.parametrize("state", ["convened", "held", "adjourned"])
    def test_the_meeting_is_closed_first(self, state: str) -> None:
        with pytest.raises(MeetingNotClosed, match="Close the meeting"):
            next_minutes_state("cleared", "publish", meeting=replace(FOURTH, state=state))

    @pytest.mark.parametrize(
        ("state", "verb", "sentence"),
        [
            ("draft", "publish", "Minutes that are draft cannot be published."),
            ("unconfirmed", "revise", "Minutes that are unconfirmed cannot be revised."),
            ("confirmed", "clear", "Minutes that are confirmed cannot be cleared."),
        ],
    )
    def test_what_the_table_lacks_is_refused(self, state: str, verb: str, sentence: str) -> None:
        with pytest.raises(MoveNotAllowed) as refused:
            next_minutes_state(state, verb, meeting=FOURTH, by="Cabinet Member")

        assert refused.value.sentence == sentence


class TestConfirming:
    @pytest.mark.parametrize("state", ["held", "closed"])
    @pytest.mark.parametrize("kind", ["ordinary", "annual"])
    def test_a_later_meeting_confirms(self, kind: str, state: str) -> None:
        check_confirming(FOURTH, replace(EIGHTEENTH, kind=kind, state=state))

        confirmed = confirm(
            "unconfirmed", TEXTS, minutes_of=FOURTH, confirming=EIGHTEENTH, has_resolution=True
        )
        assert confirmed == [ConfirmedMinute(number, text) for number, text in TEXTS.items()]

    @pytest.mark.parametrize(
        ("confirming", "words"),
        [
            (FOURTH, "A meeting cannot confirm its own minutes"),
            (replace(EIGHTEENTH, body="cabinet"), "confirmed by the body that met"),
            (
                replace(EIGHTEENTH, starts_at=FOURTH.starts_at),
                "Choose a later meeting: this one was not after",
            ),
            (replace(EIGHTEENTH, kind="extraordinary"), "An extraordinary meeting does not confirm minutes"),
            (replace(EIGHTEENTH, state="convened"), "Record that the confirming meeting was held first"),
            (replace(EIGHTEENTH, state="cancelled"), "Record that the confirming meeting was held first"),
        ],
    )
    def test_no_other_meeting_does(self, confirming: Held, words: str) -> None:
        with pytest.raises(CannotConfirm, match=words) as refused:
            confirm("unconfirmed", TEXTS, minutes_of=FOURTH, confirming=confirming, has_resolution=True)

        assert refused.value.field == "confirmed_by"

    def test_it_takes_a_resolution(self) -> None:
        with pytest.raises(CannotConfirm, match="Record the resolution"):
            confirm("unconfirmed", TEXTS, minutes_of=FOURTH, confirming=EIGHTEENTH, has_resolution=False)

    @pytest.mark.parametrize("state", ["draft", "cleared"])
    def test_unpublished_minutes_are_not_confirmed(self, state: str) -> None:
        with pytest.raises(MoveNotAllowed, match=f"Minutes that are {state} cannot be confirmed"):
            confirm(state, TEXTS, minutes_of=FOURTH, confirming=EIGHTEENTH, has_resolution=True)

    def test_after_confirmation_a_correction_is_a_new_minute(self) -> None:
        with pytest.raises(AlreadyConfirmed, match="Record a correction as a new minute"):
            confirm("confirmed", TEXTS, minutes_of=FOURTH, confirming=EIGHTEENTH, has_resolution=True)


class TestAmendment:
    def test_it_alters_the_confirmed_text_and_shows_both(self) -> None:
        confirmed = self.confirmed(Amendment(69, TEXTS[69], "The report was received and noted."))

        assert confirmed == [
            ConfirmedMinute(68, TEXTS[68]),
            ConfirmedMinute(69, "The report was received and noted.", published=TEXTS[69]),
            ConfirmedMinute(70, TEXTS[70]),
        ]

    def test_a_second_amendment_of_one_minute_builds_on_the_first(self) -> None:
        confirmed = self.confirmed(
            Amendment(69, TEXTS[69], "Received and noted."), Amendment(69, "Received and noted.", "Noted.")
        )

        assert confirmed[1] == ConfirmedMinute(69, "Noted.", published=TEXTS[69])

    def test_it_never_overwrites_what_somebody_else_amended(self) -> None:
        with pytest.raises(EditConflict) as refused:
            self.confirmed(Amendment(69, TEXTS[69], "Noted."), Amendment(69, TEXTS[69], "Received."))

        assert refused.value.current == {"text": "Noted."}

    def test_it_names_one_of_these_minutes(self) -> None:
        with pytest.raises(NoSuchMinute, match="There is no minute 75 to amend"):
            self.confirmed(Amendment(75, "", "Noted."))

    @staticmethod
    def confirmed(*amendments: Amendment) -> list[ConfirmedMinute]:
        return list(
            confirm(
                "unconfirmed",
                TEXTS,
                minutes_of=FOURTH,
                confirming=EIGHTEENTH,
                has_resolution=True,
                amendments=amendments,
            )
        )
