"""Who clears what, and how long a clearance stands."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reports.domain.clearance import (
    DIRECTOR_IS_LAST,
    DIRECTORS_PAPER,
    NO_POST,
    NOT_ASKED,
    NOT_SUBMITTED,
    OWN_TEXT,
    Clearance,
    Clearer,
    Correction,
    Discipline,
    Part,
    PartKind,
    Verdict,
    changed_parts,
    clear_refusal,
    covered_hashes,
    covers,
    outstanding,
    required,
    stands,
)
from reports.domain.workflow import CLEARED_REPORT, next_state

FINANCE, LEGAL, DIRECTOR = Discipline.FINANCE, Discipline.LEGAL, Discipline.DIRECTOR
TITLE = Part("title", PartKind.TITLE, "t1")
ADVICE = Part("rec-1", PartKind.RECOMMENDATION, "r1")
MONEY = Part("finance", PartKind.OTHER, "f1", frozenset({FINANCE}))
RISKS = Part("risks", PartKind.OTHER, "k1", frozenset({FINANCE, LEGAL}))
SUMMARY = Part("summary", PartKind.OTHER, "s1")
PARTS = (TITLE, ADVICE, MONEY, RISKS, SUMMARY)
ORDER = (FINANCE, LEGAL, DIRECTOR)


def cleared(discipline: Discipline, parts: tuple[Part, ...] = PARTS) -> Clearance:
    """A clearance of these texts."""
    return Clearance(discipline, Verdict.CLEARED, covered_hashes(discipline, parts))


def changed(part: Part, text: str) -> tuple[Part, ...]:
    """The parts with another text of one."""
    other = Part(part.id, part.kind, text, part.disciplines)
    return tuple(other if one.id == part.id else one for one in PARTS)


@pytest.mark.parametrize(
    ("discipline", "ids"),
    [
        (FINANCE, ["title", "rec-1", "finance", "risks"]),
        (LEGAL, ["title", "rec-1", "risks"]),
        (Discipline.HR, ["title", "rec-1"]),
        (DIRECTOR, ["title", "rec-1", "finance", "risks", "summary"]),
    ],
)
def test_what_a_discipline_covers(discipline: Discipline, ids: list[str]) -> None:
    assert [part.id for part in PARTS if covers(discipline, part)] == ids
    assert list(covered_hashes(discipline, PARTS)) == ids


def test_the_disciplines_of_the_parts_and_the_director_are_required() -> None:
    assert required(PARTS) == [FINANCE, LEGAL, DIRECTOR]
    assert required([TITLE]) == [DIRECTOR]


@pytest.mark.parametrize(
    ("part", "standing"),
    [(TITLE, []), (ADVICE, []), (MONEY, [LEGAL]), (RISKS, []), (SUMMARY, [FINANCE, LEGAL])],
)
def test_a_changed_word_voids_who_covered_it(part: Part, standing: list[Discipline]) -> None:
    now = changed(part, "new")

    assert [one for one in ORDER if stands(cleared(one), now)] == standing
    assert changed_parts(cleared(DIRECTOR), now) == [part.id]


def test_an_added_and_a_removed_part_void_who_would_cover_it() -> None:
    more = (*PARTS, Part("rec-2", PartKind.RECOMMENDATION, "r2"))
    fewer = (TITLE, ADVICE, RISKS, SUMMARY)

    assert [one for one in ORDER if stands(cleared(one), more)] == []
    assert [one for one in ORDER if stands(cleared(one), fewer)] == [LEGAL]
    assert changed_parts(cleared(FINANCE), fewer) == ["finance"]


def test_a_text_set_back_is_the_text_that_was_cleared() -> None:
    assert stands(cleared(DIRECTOR), changed(SUMMARY, "s1"))


def test_a_verdict_against_never_stands() -> None:
    refused = Clearance(FINANCE, Verdict.NOT_CLEARED, covered_hashes(FINANCE, PARTS))

    assert not stands(refused, PARTS)
    assert outstanding(PARTS, [cleared(FINANCE), refused, cleared(LEGAL), cleared(DIRECTOR)]) == [
        FINANCE,
        DIRECTOR,
    ]


@pytest.mark.parametrize(
    ("corrections", "stand"),
    [
        ([Correction("summary", "s1", "s2")], False),
        ([Correction("summary", "s1", "s2"), Correction("summary", "s2", "s3")], True),
        ([Correction("summary", "s2", "s3"), Correction("summary", "s1", "s2")], True),
        ([Correction("summary", "s1", "s2"), Correction("summary", "s2", "s3", is_objected_to=True)], False),
        ([Correction("title", "s1", "s3")], False),
        ([Correction("summary", "s3", "s1")], False),
        ([Correction("summary", "s1", "s3"), Correction("summary", "s3", "s1")], True),
    ],
)
def test_clerical_corrections_that_nobody_objects_to_void_nothing(
    corrections: list[Correction], stand: bool
) -> None:
    assert stands(cleared(DIRECTOR), changed(SUMMARY, "s3"), corrections) is stand


@pytest.mark.parametrize(
    ("given_by", "left"),
    [
        ([], [FINANCE, LEGAL, DIRECTOR]),
        ([FINANCE], [LEGAL, DIRECTOR]),
        ([FINANCE, LEGAL], [DIRECTOR]),
        ([FINANCE, LEGAL, DIRECTOR], []),
        ([LEGAL, FINANCE, DIRECTOR], []),
        ([DIRECTOR], [FINANCE, LEGAL, DIRECTOR]),
        ([FINANCE, DIRECTOR, LEGAL], [DIRECTOR]),
        ([FINANCE, LEGAL, DIRECTOR, FINANCE], [DIRECTOR]),
        ([Discipline.HR, FINANCE, LEGAL, DIRECTOR, Discipline.HR], []),
    ],
)
def test_who_is_left_after_clearances_in_this_order(
    given_by: list[Discipline], left: list[Discipline]
) -> None:
    assert outstanding(PARTS, [cleared(one) for one in given_by]) == left


def expected_refusal(row: tuple[bool, ...], discipline: Discipline) -> str:
    """The rule once more, as one table read from the top."""
    submitted, needed, holds, wrote, above, directors, others_waiting = row
    is_director = discipline is DIRECTOR
    for is_so, refusal in (
        (not submitted, NOT_SUBMITTED),
        (not needed, NOT_ASKED),
        (wrote, OWN_TEXT),
        (is_director and directors and not above, DIRECTORS_PAPER),
        (not (is_director and directors) and not holds, NO_POST),
        (is_director and others_waiting, DIRECTOR_IS_LAST),
    ):
        if is_so:
            return refusal
    return ""


@pytest.mark.parametrize("discipline", list(Discipline))
def test_who_may_clear(discipline: Discipline) -> None:
    for row in product([False, True], repeat=7):
        submitted, needed, holds, wrote, above, directors, others_waiting = row
        other = LEGAL if discipline is not LEGAL else FINANCE

        refusal = clear_refusal(
            discipline,
            Clearer(holds_discipline=holds, wrote_it=wrote, is_above_the_director=above),
            is_submitted=submitted,
            is_directors_paper=directors,
            needed=[discipline] if needed else [],
            waiting=[discipline, other] if others_waiting else [discipline],
        )

        assert refusal == expected_refusal(row, discipline), row


@pytest.mark.parametrize("sentence", [DIRECTOR_IS_LAST, DIRECTORS_PAPER, NO_POST, NOT_SUBMITTED, OWN_TEXT])
def test_a_refusal_says_who_or_what_helps(sentence: str) -> None:
    assert sentence.count(".") == 2


@given(st.lists(st.sampled_from(ORDER), max_size=12))
def test_nothing_is_cleared_without_every_discipline_and_the_director_after_them(
    given_by: list[Discipline],
) -> None:
    last = {one: place for place, one in enumerate(given_by)}
    is_cleared = set(last) == set(ORDER) and last[DIRECTOR] == max(last.values())

    assert (outstanding(PARTS, [cleared(one) for one in given_by]) == []) is is_cleared


class Clearing(RuleBasedStateMachine):
    """A report on its way, with everybody doing anything, in the states of its lifecycle.

    What was done is kept as a list of events, from which what still stands is told without any hash.
    """

    def __init__(self) -> None:
        super().__init__()
        self.state = "draft"
        self.parts = {part.id: part for part in PARTS}
        self.clearances: list[Clearance] = []
        self.corrections: list[Correction] = []
        self.events: list[tuple[str, str, int]] = []
        self.texts = 0

    def waiting(self) -> list[Discipline]:
        """The disciplines that have still to clear."""
        return list(outstanding(list(self.parts.values()), self.clearances, self.corrections))

    def move(self, verb: str) -> None:
        """Make a step where the lifecycle has one."""
        self.state = next_state(CLEARED_REPORT, self.state, verb) or self.state

    def write(self, part_id: str) -> tuple[str, str]:
        """Give a part a text that it never had; give both hashes."""
        self.texts += 1
        old = self.parts[part_id]
        self.parts[part_id] = Part(old.id, old.kind, f"new-{self.texts}", old.disciplines)
        return old.hash, f"new-{self.texts}"

    def follow(self) -> None:
        """Let giving or losing a clearance move the report, as the guards say."""
        if self.waiting():
            self.move("void")
        else:
            self.move("clear")

    @rule()
    def submit(self) -> None:
        self.move("submit")
        self.follow()

    @rule(verb=st.sampled_from(["accept", "publish", "return", "defer"]))
    def go_on(self, verb: str) -> None:
        self.move(verb)

    @precondition(lambda self: self.state != "published")
    @rule(part_id=st.sampled_from([part.id for part in PARTS]))
    def edit(self, part_id: str) -> None:
        self.write(part_id)
        self.events.append(("edit", part_id, 0))
        self.follow()

    @precondition(lambda self: self.state != "published")
    @rule(part_id=st.sampled_from(["title", "finance", "risks", "summary"]))
    def correct(self, part_id: str) -> None:
        before, after = self.write(part_id)
        self.corrections.append(Correction(part_id, before, after))
        self.events.append(("correct", part_id, len(self.corrections) - 1))
        self.follow()

    @precondition(lambda self: self.corrections and self.state != "published")
    @rule(data=st.data())
    def object_to_a_correction(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.corrections) - 1))
        one = self.corrections[place]
        self.corrections[place] = Correction(one.part_id, one.before, one.after, is_objected_to=True)
        self.follow()

    @rule(
        discipline=st.sampled_from(ORDER),
        verdict=st.sampled_from([*[Verdict.CLEARED] * 4, Verdict.NOT_CLEARED]),
        wrote_it=st.sampled_from([False, False, False, True]),
    )
    def clear(self, discipline: Discipline, verdict: Verdict, wrote_it: bool) -> None:
        waiting = self.waiting()
        refusal = clear_refusal(
            discipline,
            Clearer(holds_discipline=True, wrote_it=wrote_it),
            is_submitted=self.state == "submitted",
            is_directors_paper=False,
            needed=ORDER,
            waiting=waiting,
        )
        if refusal:
            return
        assert not wrote_it
        assert discipline is not DIRECTOR or set(waiting) <= {DIRECTOR}
        hashes = covered_hashes(discipline, self.parts.values())
        self.clearances.append(Clearance(discipline, verdict, hashes))
        self.events.append((verdict.value, discipline.value, 0))
        self.follow()

    def stands_by_events(self, discipline: Discipline) -> bool:
        """Whether the last verdict cleared, and nothing that the discipline covers was written since."""
        for event, about, correction in reversed(self.events):
            if event in set(Verdict) and about == discipline.value:
                return event == Verdict.CLEARED
            is_covered = about in self.parts and covers(discipline, self.parts[about])
            is_counted = event == "edit" or (
                event == "correct" and self.corrections[correction].is_objected_to
            )
            if is_covered and is_counted:
                return False
        return False

    @invariant()
    def what_stands_is_what_the_events_say(self) -> None:
        standing = {one for one in ORDER if self.stands_by_events(one)}

        assert set(ORDER) - set(self.waiting()) <= standing
        assert set(self.waiting()) - {DIRECTOR} == set(ORDER) - {DIRECTOR} - standing

    @invariant()
    def nothing_goes_past_a_clearance(self) -> None:
        if self.state in {"cleared", "accepted", "published"}:
            assert self.waiting() == []


TestClearing = Clearing.TestCase
