"""Performance clinics: the candidates of quarter two of 2009/10, further rules, and recommendations that come back."""

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.clinic import (
    Answer,
    Candidate,
    ClinicRule,
    IncompleteRecommendation,
    Recommendation,
    Standing,
    candidates,
    due_for_review,
)
from indicators.domain.period import Period
from tests.unit.indicators.measures import period

CORE, TWICE, SPECIAL, SILENT = ClinicRule

QUARTER_TWO = [
    Standing("NI13", is_on_target=False, has_declined=True),
    Standing("NI43"),
    Standing("NI45"),
    Standing("NI52a", is_on_target=True, has_declined=False),
    Standing("NI52b", is_on_target=False, has_declined=False),
    Standing("LAA BH5", is_on_target=True, has_declined=False),
    Standing("NI59", is_on_target=False, has_declined=False),
    Standing("NI60", is_on_target=False, has_declined=False),
    Standing("NI61"),
    Standing("NI64", has_declined=False),
    Standing("NI65", has_declined=False),
    Standing("NI66", has_declined=False),
    Standing("NI67", is_on_target=False, has_declined=True),
    Standing("NI68", is_on_target=True),
    Standing("NI86", is_on_target=False, has_declined=False),
    Standing("NI89a", is_on_target=True, has_declined=False),
    Standing("NI89b", is_on_target=True, has_declined=False),
    Standing("NI103a", is_on_target=True, has_declined=False),
    Standing("NI103b", is_on_target=True, has_declined=True),
    Standing("NI112"),
    Standing("NI113a", is_on_target=False, has_declined=False),
    Standing("NI117", is_on_target=False, has_declined=True),
    Standing("NI147", is_on_target=True, has_declined=False),
    Standing("NI148", is_on_target=False, has_declined=True),
]
"""Every indicator that the report of quarter two of 2009/10 names, as it was printed; None where it was not."""

TRUTH = st.sampled_from([True, False, None])
STANDINGS = st.builds(
    Standing,
    st.just("NI1"),
    TRUTH,
    TRUTH,
    TRUTH,
    has_special_cause_concern=st.booleans(),
    has_commentary=st.booleans(),
)


class TestCandidates:
    def test_of_quarter_two_2009_10(self) -> None:
        found = candidates(QUARTER_TWO)

        assert [one.reference for one in found] == ["NI13", "NI67", "NI117", "NI148"]
        assert {one.reasons for one in found} == {("It is off target and declining.",)}

    def test_off_target_and_declining_means_both_and_known(self) -> None:
        truth = [True, False, None]

        found = [
            (is_on_target, has_declined)
            for is_on_target, has_declined in product(truth, truth)
            if candidates([Standing("NI1", is_on_target=is_on_target, has_declined=has_declined)])
        ]

        assert found == [(False, True)]

    @pytest.mark.parametrize(
        ("standing", "rule", "reason"),
        [
            (
                Standing("NI59", is_on_target=False, was_on_target=False),
                TWICE, "It is off target for the second period running.",
            ),
            (
                Standing("NI64", has_special_cause_concern=True),
                SPECIAL, "Its control chart shows a special cause of concern.",
            ),
            (
                Standing("NI59", is_on_target=False, has_commentary=False),
                SILENT, "It is off target and nobody has explained why.",
            ),
        ],
    )  # fmt: skip
    def test_a_further_rule_counts_only_where_it_is_set(
        self, standing: Standing, rule: ClinicRule, reason: str
    ) -> None:
        assert candidates([standing]) == ()
        assert candidates([standing], further_rules=[rule]) == (Candidate(standing.reference, (rule,)),)
        assert Candidate(standing.reference, (rule,)).reasons == (reason,)

    @pytest.mark.parametrize(
        "standing",
        [
            Standing("NI59", is_on_target=False, was_on_target=True),
            Standing("NI59", is_on_target=False, was_on_target=None),
            Standing("NI59", is_on_target=True, was_on_target=False),
            Standing("NI59", is_on_target=True, has_commentary=False),
            Standing("NI59", is_on_target=None, has_commentary=False),
        ],
    )
    def test_what_meets_no_rule_is_no_candidate(self, standing: Standing) -> None:
        assert candidates([standing], further_rules=list(ClinicRule)) == ()

    def test_all_reasons_are_given_the_core_rule_first(self) -> None:
        worst = Standing("NI59", False, True, False, has_special_cause_concern=True, has_commentary=False)

        assert candidates([worst], further_rules=[SILENT, SPECIAL, TWICE]) == (
            Candidate("NI59", (CORE, TWICE, SPECIAL, SILENT)),
        )

    @given(st.lists(STANDINGS, max_size=3), st.sets(st.sampled_from(ClinicRule)))
    def test_further_rules_only_ever_add(self, standings: list[Standing], rules: set[ClinicRule]) -> None:
        core = candidates(standings)
        more = candidates(standings, further_rules=rules)

        assert len(more) >= len(core)
        assert sum(CORE in one.rules for one in more) == len(core)


def recommended(
    reference: str, made_in: str, answer: Answer = Answer.NO, review_in: str | None = None
) -> Recommendation:
    """A recommendation with a rationale."""
    later = None if review_in is None else period(review_in)
    return Recommendation(
        reference, period(made_in), answer, "Same seasonal pattern as earlier years.", later
    )


class TestRecommendation:
    @pytest.mark.parametrize(
        ("answer", "rationale", "review_in", "field", "sentence"),
        [
            (Answer.NO, " ", None, "rationale", "Say why, for the members who approve it."),
            (Answer.REVIEW, "Late.", None, "review_in", "Name the period of the review, for a review only."),
            (
                Answer.YES,
                "Late.",
                "2009-10-Q3",
                "review_in",
                "Name the period of the review, for a review only.",
            ),
            (Answer.REVIEW, "Late.", "2009-10-Q2", "review_in", "Choose a later period for the review."),
            (Answer.REVIEW, "Late.", "2009-10-Q1", "review_in", "Choose a later period for the review."),
        ],
    )
    def test_what_members_need_is_asked_for(
        self, *, answer: Answer, rationale: str, review_in: str | None, field: str, sentence: str
    ) -> None:
        later: Period | None = None if review_in is None else period(review_in)

        with pytest.raises(IncompleteRecommendation) as refused:
            Recommendation("NI117", period("2009-10-Q2"), answer, rationale, later)

        assert (refused.value.field, refused.value.sentence) == (field, sentence)


class TestDueForReview:
    NEET = recommended("NI117", "2009-10-Q2", Answer.REVIEW, "2009-10-Q3")
    CONCEPTIONS = recommended("NI112", "2009-10-Q2", Answer.REVIEW, "2009-10")
    REVIEWS = recommended("NI67", "2009-10-Q2")
    ADOPTIONS = recommended("NI61", "2009-10-Q2", Answer.YES)

    @pytest.mark.parametrize(
        ("label", "due"),
        [
            ("2009-10-Q2", ()),
            ("2009-10-Q3", (CONCEPTIONS, NEET, ADOPTIONS, REVIEWS)),
            ("2009-10-Q4", (CONCEPTIONS, NEET)),
            ("2010-11-Q1", (CONCEPTIONS, NEET)),
        ],
    )
    def test_all_come_back_in_the_next_report_and_reviews_when_they_are_due(
        self, label: str, due: tuple[Recommendation, ...]
    ) -> None:
        for given_ in permutations([self.NEET, self.CONCEPTIONS, self.REVIEWS, self.ADOPTIONS]):
            assert due_for_review(given_, period(label)) == due

    def test_a_review_is_not_due_before_its_period(self) -> None:
        early = recommended("NI112", "2009-10-Q1", Answer.REVIEW, "2009-10")

        quarters = [period(f"2009-10-Q{number}") for number in (2, 3, 4)]

        assert [due_for_review([early], quarter) for quarter in quarters] == [(early,), (), (early,)]

    def test_a_later_recommendation_takes_the_place_of_an_earlier_one(self) -> None:
        later = recommended("NI117", "2009-10-Q3")

        assert due_for_review([later, self.NEET], period("2009-10-Q4")) == (later,)
        assert due_for_review([later, self.NEET], period("2010-11-Q1")) == ()
        assert due_for_review([later, self.NEET], period("2009-10-Q3")) == (self.NEET,)
