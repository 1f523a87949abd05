"""Performance clinics: which indicators are candidates and why, and which earlier recommendations come back.

Source: the quarterly performance report of November 2009. At every quarter all indicators that are both off target and
declining are considered; other rules are settings. An officer recommends, the portfolio holder approves.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from childservices.domain.refusals import Refusal
from indicators.domain.period import Period


class ClinicRule(StrEnum):
    """What makes an indicator a candidate for a clinic."""

    OFF_TARGET_AND_DECLINING = "off_target_and_declining"
    OFF_TARGET_TWICE_RUNNING = "off_target_twice_running"
    SPECIAL_CAUSE_CONCERN = "special_cause_concern"
    NO_COMMENTARY = "no_commentary"


ALWAYS = frozenset({ClinicRule.OFF_TARGET_AND_DECLINING})
"""The rule that applies whatever the settings say."""

REASONS = {
    ClinicRule.OFF_TARGET_AND_DECLINING: "It is off target and declining.",
    ClinicRule.OFF_TARGET_TWICE_RUNNING: "It is off target for the second period running.",
    ClinicRule.SPECIAL_CAUSE_CONCERN: "Its control chart shows a special cause of concern.",
    ClinicRule.NO_COMMENTARY: "It is off target and nobody has explained why.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an indicator's component stands in a period; None where it cannot be said."""

    reference: str
    is_on_target: bool | None = None
    has_declined: bool | None = None
    was_on_target: bool | None = None
    """In the period before."""
    has_special_cause_concern: bool = False
    has_commentary: bool = True

    def rules_met(self) -> frozenset[ClinicRule]:
        """Give the rules that speak for a clinic, whether they are in use or not."""
        is_off = self.is_on_target is False
        met = {
            ClinicRule.OFF_TARGET_AND_DECLINING: is_off and self.has_declined is True,
            ClinicRule.OFF_TARGET_TWICE_RUNNING: is_off and self.was_on_target is False,
            ClinicRule.SPECIAL_CAUSE_CONCERN: self.has_special_cause_concern,
            ClinicRule.NO_COMMENTARY: is_off and not self.has_commentary,
        }
        return frozenset(rule for rule, is_met in met.items() if is_met)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that is considered for a clinic, and the rules that make it one, the core rule first."""

    reference: str
    rules: tuple[ClinicRule, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Say why, a sentence for each rule."""
        return tuple(REASONS[rule] for rule in self.rules)


def candidates(
    standings: Iterable[Standing], *, further_rules: Collection[ClinicRule] = ()
) -> tuple[Candidate, ...]:
    """Find the candidates of a period in the order given, by the core rule and the further rules in use."""
    in_use = ALWAYS | set(further_rules)
    found = [(one.reference, one.rules_met() & in_use) for one in standings]
    return tuple(
        Candidate(reference, tuple(rule for rule in ClinicRule if rule in rules))
        for reference, rules in found
        if rules
    )


class Answer(StrEnum):
    """What an officer recommends: a clinic, none, or to look again at a named period."""

    YES = "yes"
    NO = "no"
    REVIEW = "review"


class IncompleteRecommendation(Refusal):
    """A recommendation without what members need to approve it."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the report of one period recommends for an indicator; a review names the period that it is due in."""

    reference: str
    made_in: Period
    answer: Answer
    rationale: str
    review_in: Period | None = None

    def __post_init__(self) -> None:
        if not self.rationale.strip():
            raise IncompleteRecommendation("Say why, for the members who approve it.", "rationale")
        if (self.answer is Answer.REVIEW) != (self.review_in is not None):
            raise IncompleteRecommendation("Name the period of the review, for a review only.", "review_in")
        if self.review_in is not None and self.review_in.ends_on <= self.made_in.ends_on:
            raise IncompleteRecommendation("Choose a later period for the review.", "review_in")


def due_for_review(recommendations: Iterable[Recommendation], period: Period) -> tuple[Recommendation, ...]:
    """Give the earlier recommendations that the report of a period comes back to, by reference.

    Of each indicator the latest one made before counts. It comes back in the next report, and a review also in the
    report of its period and, until another recommendation is made, in all that follow.
    """
    latest: dict[str, Recommendation] = {}
    for one in sorted(recommendations, key=lambda each: (each.reference, each.made_in.ends_on)):
        if one.made_in.ends_on < period.ends_on:
            latest[one.reference] = one
    return tuple(one for one in latest.values() if _comes_back(one, period))


def _comes_back(recommendation: Recommendation, period: Period) -> bool:
    if period.follows(recommendation.made_in):
        return True
    review_in = recommendation.review_in
    return review_in is not None and review_in.ends_on <= period.ends_on
