"""What comes of an agenda item, reports that follow it, and items that come late."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.meeting.item import (
    AlreadyOut,
    HeadingHasNoPart,
    IncompleteUrgency,
    Item,
    NothingToFollow,
    NotPublished,
    Outcome,
    Paper,
    ReportNeverFollowed,
    Urgency,
    check_urgency,
    supplied,
    to_follow,
    undecided,
    with_outcome,
)

HEADING = Item("Reports", kind="heading")
STRATEGY = Item("Parenting Strategy", number="5")
WAITING = Item("Parenting Strategy", number="5", paper=Paper.TO_FOLLOW)
PUBLISHED = datetime(2009, 11, 10, 9, 0, tzinfo=UTC)
END = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)


class TestOutcome:
    @pytest.mark.parametrize("outcome", list(Outcome))
    def test_an_item_with_its_report_takes_every_outcome(self, outcome: Outcome) -> None:
        assert with_outcome(STRATEGY, outcome) == Item("Parenting Strategy", number="5", outcome=outcome)

    @pytest.mark.parametrize(
        ("outcome", "is_refused"),
        [
            (Outcome.CONSIDERED, True),
            (Outcome.REFERRED, True),
            (Outcome.DEFERRED, False),
            (Outcome.WITHDRAWN, False),
            (Outcome.NOT_REACHED, False),
        ],
    )
    def test_nothing_is_decided_on_a_report_that_never_followed(
        self, outcome: Outcome, is_refused: bool
    ) -> None:
        if not is_refused:
            assert with_outcome(WAITING, outcome).outcome is outcome
            return
        with pytest.raises(ReportNeverFollowed) as refused:
            with_outcome(WAITING, outcome)
        assert refused.value.sentence == (
            "The report for “Parenting Strategy” has not followed. Publish it as a supplement, or record the item "
            "as deferred, withdrawn or not reached."
        )

    def test_a_heading_has_no_outcome_and_is_never_undecided(self) -> None:
        with pytest.raises(HeadingHasNoPart, match="Record it at the items under it"):
            with_outcome(HEADING, Outcome.CONSIDERED)
        assert undecided([HEADING, STRATEGY, with_outcome(STRATEGY, Outcome.DEFERRED)]) == (STRATEGY,)


class TestReportToFollow:
    def test_an_agenda_goes_out_before_the_report(self) -> None:
        assert to_follow(STRATEGY, has_published_report=False) == WAITING

    def test_not_where_the_report_is_out(self) -> None:
        with pytest.raises(AlreadyOut, match="is published already"):
            to_follow(STRATEGY, has_published_report=True)

    def test_a_heading_waits_for_nothing(self) -> None:
        with pytest.raises(HeadingHasNoPart, match="A heading has no report"):
            to_follow(HEADING, has_published_report=False)

    def test_the_pages_of_the_supplement_continue_the_run(self) -> None:
        item, first, last = supplied(WAITING, last_page=79, pages=22)

        assert (item.paper, first, last) == (Paper.SUPPLIED, 80, 101)
        assert with_outcome(item, Outcome.CONSIDERED).outcome is Outcome.CONSIDERED

    @pytest.mark.parametrize("paper", [Paper.NONE, Paper.HERE, Paper.SUPPLIED])
    def test_only_what_is_to_follow_has_a_supplement(self, paper: Paper) -> None:
        with pytest.raises(NothingToFollow, match="Publish a new edition of the agenda instead"):
            supplied(Item("Parenting Strategy", paper=paper), last_page=79, pages=22)

    def test_nothing_follows_an_agenda_that_is_not_out(self) -> None:
        with pytest.raises(NotPublished, match="Put the report into its first edition"):
            supplied(WAITING, last_page=None, pages=22)

    @given(st.integers(1, 500), st.lists(st.integers(1, 60), min_size=1, max_size=6))
    def test_supplements_one_after_another_leave_no_page_out(
        self, last_page: int, lengths: list[int]
    ) -> None:
        printed = []
        end = last_page
        for pages in lengths:
            _, first, end = supplied(WAITING, last_page=end, pages=pages)
            printed += range(first, end + 1)

        assert printed == list(range(last_page + 1, last_page + sum(lengths) + 1))


class TestUrgency:
    def test_its_words_reach_the_draft_minutes(self) -> None:
        urgency = Urgency(
            "The grant lapses on 20 November. ", "The Chair", datetime(2009, 11, 17, 16, 0, tzinfo=UTC)
        )

        check_urgency(urgency, published_at=PUBLISHED, meeting_ends_at=END)

        assert urgency.words == (
            "The Chair agreed on 17 November 2009 that this item be taken as a matter of urgency, although it was "
            "not on the published agenda. The special circumstances were: The grant lapses on 20 November."
        )

    @pytest.mark.parametrize(
        ("urgency", "field"),
        [
            (Urgency(" ", "The Chair", END), "circumstances"),
            (Urgency("The grant lapses", "", END), "agreed_by"),
            (
                Urgency("The grant lapses", "The Chair", datetime(2009, 11, 10, 8, 59, tzinfo=UTC)),
                "agreed_at",
            ),
            (
                Urgency("The grant lapses", "The Chair", datetime(2009, 11, 18, 10, 31, tzinfo=UTC)),
                "agreed_at",
            ),
        ],
    )
    def test_it_needs_circumstances_and_who_agreed_in_time(self, urgency: Urgency, field: str) -> None:
        with pytest.raises(IncompleteUrgency) as refused:
            check_urgency(urgency, published_at=PUBLISHED, meeting_ends_at=END)

        assert refused.value.field == field

    def test_before_the_meeting_its_end_is_not_known(self) -> None:
        urgency = Urgency("The grant lapses", "The Chair", datetime(2009, 11, 18, 10, 31, tzinfo=UTC))

        check_urgency(urgency, published_at=PUBLISHED, meeting_ends_at=None)

        with pytest.raises(IncompleteUrgency):
            check_urgency(urgency, published_at=PUBLISHED, meeting_ends_at=END)
