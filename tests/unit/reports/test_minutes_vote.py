"""Votes fit the voters in the room; the casting vote stands apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.minutes.vote import ImpossibleVote, Vote, Way, check_vote

TEN = frozenset(f"Member {number}" for number in range(1, 11))
CHAIR = "Member 1"
COUNTS = st.integers(0, 8)


def test_ten_present_five_to_five_and_a_casting_vote_is_right() -> None:
    vote = Vote(5, 5, casting=Way.IN_FAVOUR)

    check_vote(vote, voters=TEN, presiding=CHAIR)

    assert vote.is_carried
    assert vote.words == "5 in favour, 5 against, 0 abstained; casting vote in favour"


def test_twelve_votes_of_ten_are_wrong() -> None:
    with pytest.raises(ImpossibleVote) as refused:
        check_vote(Vote(7, 4, 1), voters=TEN, presiding=CHAIR)

    assert refused.value.sentence == (
        "12 votes are more than the 10 voters in the room. Correct the votes or the attendance; a casting vote is "
        "recorded apart."
    )


@pytest.mark.parametrize(
    ("vote", "is_carried"),
    [
        (Vote(6, 4), True),
        (Vote(4, 6), False),
        (Vote(5, 5), False),
        (Vote(5, 5, casting=Way.AGAINST), False),
        (Vote(4, 4, 2, casting=Way.IN_FAVOUR), True),
        (Vote(0, 0, 10), False),
    ],
)
def test_more_in_favour_than_against_carries(vote: Vote, is_carried: bool) -> None:
    check_vote(vote, voters=TEN, presiding=CHAIR)

    assert vote.is_carried is is_carried


@pytest.mark.parametrize(
    ("vote", "field"),
    [
        (Vote(-1, 5), "in_favour"),
        (Vote(5, -1), "against"),
        (Vote(5, 5, -1), "abstained"),
        (Vote(6, 4, casting=Way.IN_FAVOUR), "casting"),
        (Vote(5, 5, casting=Way.ABSTAINED), "casting"),
        (Vote(5, 4, own_votes={"Adviser": Way.AGAINST}), "own_votes"),
        (Vote(5, 1, own_votes={"Member 2": Way.AGAINST, "Member 3": Way.AGAINST}), "own_votes"),
    ],
)
def test_what_cannot_have_been_is_refused_beside_its_field(vote: Vote, field: str) -> None:
    with pytest.raises(ImpossibleVote) as refused:
        check_vote(vote, voters=TEN, presiding=CHAIR)

    assert refused.value.field == field


def test_own_votes_are_recorded_on_request() -> None:
    check_vote(
        Vote(8, 2, own_votes={"Member 2": Way.AGAINST, "Member 3": Way.IN_FAVOUR}),
        voters=TEN,
        presiding=CHAIR,
    )


@pytest.mark.parametrize("presiding", ["", "Officer"])
def test_a_casting_vote_is_that_of_whoever_presides(presiding: str) -> None:
    with pytest.raises(ImpossibleVote, match="Record who presided at this item"):
        check_vote(Vote(5, 5, casting=Way.IN_FAVOUR), voters=TEN, presiding=presiding)


@given(COUNTS, COUNTS, COUNTS, st.none() | st.sampled_from([Way.IN_FAVOUR, Way.AGAINST]))
def test_a_vote_is_right_exactly_when_it_fits_the_room(
    in_favour: int, against: int, abstained: int, casting: Way | None
) -> None:
    vote = Vote(in_favour, against, abstained, casting)
    fits = vote.cast <= 10 and (casting is None or in_favour == against)

    try:
        check_vote(vote, voters=TEN, presiding=CHAIR)
        accepted = True
    except ImpossibleVote:
        accepted = False

    assert accepted is fits


def test_words_without_a_casting_vote() -> None:
    assert Vote(6, 3, 1).words == "6 in favour, 3 against, 1 abstained"
