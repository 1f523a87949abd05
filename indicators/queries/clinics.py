"""Performance clinics of a period: who is a candidate and why, what was recommended, and what comes back for review."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from childservices.domain.refusals import Refusal
from indicators.domain.clinic import (
    Answer,
    Candidate,
    ClinicRule,
    Recommendation,
    candidates,
    due_for_review,
)
from indicators.domain.clinic import Standing as ClinicStanding
from indicators.domain.control_chart import control_chart
from indicators.domain.measure import Aggregation
from indicators.domain.period import MONTHS, Period, UnknownPeriod, YearType, read_period
from indicators.domain.value import read
from indicators.models import Clinic, ClinicRecommendation, Indicator, IndicatorValue
from indicators.queries.component import ComponentStanding
from indicators.queries.reported import periods_of
from indicators.queries.standing import standings, suppressed


@dataclass(frozen=True)
class ClinicCandidate:
    """A component that is considered for a clinic, why, and what was recommended."""

    component: ComponentStanding
    reasons: tuple[str, ...]
    recommendation: ClinicRecommendation | None


@dataclass(frozen=True)
class Review:
    """An earlier recommendation that a period's report comes back to, and how its indicator stands now."""

    recommendation: ClinicRecommendation
    component: ComponentStanding | None
    answered: ClinicRecommendation | None
    """What is recommended now."""


@dataclass(frozen=True)
class PeriodClinics:
    """Everything about clinics that a period's report needs."""

    candidates: Sequence[ClinicCandidate]
    reviews: Sequence[Review]
    others: Sequence[ClinicRecommendation]
    """Recommended in this period although the indicator is neither a candidate nor up for review."""
    clinics: Sequence[Clinic]
    """Held or arranged in the period."""


def further_rules() -> frozenset[ClinicRule]:
    """The rules besides the core one that the council uses: the setting CLINIC_RULES."""
    return frozenset(ClinicRule(name) for name in settings.CLINIC_RULES)


def period_clinics(
    label: str, *, sees_true_values: bool = False, rules: Collection[ClinicRule] | None = None
) -> PeriodClinics:
    """Gather the clinics of a period: candidates by the core rule and the further rules in use.

    Raises:
        UnknownPeriod: the label is no period.
    """
    in_use = further_rules() if rules is None else frozenset(rules)
    components = standings(label, sees_true_values=True)
    by_reference = {
        one.indicator.reference: one if sees_true_values else suppressed(one) for one in components
    }
    made, earlier = _recommendations(label)
    found = [
        ClinicCandidate(by_reference[one.reference], one.reasons, made.get(one.reference))
        for one in clinic_candidates(components, rules=in_use)
    ]
    reviews = [
        Review(row, by_reference.get(row.indicator.reference), made.get(row.indicator.reference))
        for row in _due(earlier, periods_of(label))
    ]
    told = {one.component.indicator.reference for one in found}
    told |= {one.recommendation.indicator.reference for one in reviews}
    clinics = Clinic.objects.filter(period=label).select_related("indicator").prefetch_related("findings")
    return PeriodClinics(
        found,
        reviews,
        [row for reference, row in made.items() if reference not in told],
        list(clinics.order_by("held_on", "indicator__reference")),
    )


def clinic_candidates(
    components: Sequence[ComponentStanding], *, rules: Collection[ClinicRule] = ()
) -> Sequence[Candidate]:
    """Find the candidates among components that stand so; control charts are drawn only if their rule is in use."""
    concerns = _concerns(components) if ClinicRule.SPECIAL_CAUSE_CONCERN in rules else frozenset()
    return candidates(
        [
            ClinicStanding(
                one.indicator.reference,
                is_on_target=one.judgement.is_on_target,
                has_declined=one.travel.has_declined,
                was_on_target=one.previous_judgement.is_on_target,
                has_special_cause_concern=one.indicator.pk in concerns,
                has_commentary=bool(one.commentary and one.commentary.text.strip()),
            )
            for one in components
        ],
        further_rules=rules,
    )


def _recommendations(
    label: str,
) -> tuple[Mapping[str, ClinicRecommendation], Sequence[ClinicRecommendation]]:
    """What was recommended in the period, by reference, and in all others."""
    made: dict[str, ClinicRecommendation] = {}
    earlier: list[ClinicRecommendation] = []
    rows = ClinicRecommendation.objects.select_related(
        "indicator", "recommended_by__person", "approved_by__person"
    )
    for row in rows.order_by("indicator__reference"):
        if row.period == label:
            made[row.indicator.reference] = row
        else:
            earlier.append(row)
    return made, earlier


def _due(
    rows: Iterable[ClinicRecommendation], periods: Mapping[YearType, Period]
) -> Sequence[ClinicRecommendation]:
    """The recommendations that the report of the period comes back to."""
    kept = {(row.indicator.reference, row.period): row for row in rows}
    rules: dict[YearType, list[Recommendation]] = defaultdict(list)
    for row in kept.values():
        if rule := _rule(row):
            rules[YearType(row.indicator.year_type)].append(rule)
    return [
        kept[one.reference, one.made_in.label]
        for year_type, period in periods.items()
        for one in due_for_review(rules[year_type], period)
    ]


def _rule(row: ClinicRecommendation) -> Recommendation | None:
    """A recommendation as the rules need it; None if its period is no longer one of its indicator's."""
    year_type = YearType(row.indicator.year_type)
    try:
        return Recommendation(
            row.indicator.reference,
            read_period(row.period, year_type),
            Answer(row.answer),
            row.rationale,
            read_period(row.review_in, year_type) if row.review_in else None,
        )
    except UnknownPeriod:
        return None


def _concerns(components: Sequence[ComponentStanding]) -> frozenset[int]:
    """The indicators whose control chart, up to the period, ends in a special cause of concern."""
    series: dict[int, list[IndicatorValue]] = defaultdict(list)
    indicators = [one.indicator for one in components]
    for row in IndicatorValue.objects.own().settled().filter(indicator__in=indicators).order_by("ends_on"):
        series[row.indicator_id].append(row)
    return frozenset(one.indicator.pk for one in components if _is_of_concern(one, series[one.indicator.pk]))


def _is_of_concern(component: ComponentStanding, rows: Sequence[IndicatorValue]) -> bool:
    measure, months = component.measure, MONTHS[component.period.frequency]
    held = [
        (row.period, read(measure, row.figures).value)
        for row in rows
        if row.ends_on <= component.period.ends_on and _is_like(row, component)
    ]
    covered = {
        Aggregation.SNAPSHOT: 0,
        Aggregation.ROLLING: measure.rolling * months,
    }
    try:
        chart = control_chart(
            held,
            polarity=measure.polarity,
            is_cumulative=measure.aggregation is Aggregation.CUMULATIVE,
            months_covered=covered.get(measure.aggregation, months),
            months_apart=months,
        )
    except Refusal:
        return False
    return chart.variation == "concern"


def _is_like(row: IndicatorValue, component: ComponentStanding) -> bool:
    """Whether a value is of the same kind of period, so that the two belong in one series."""
    period = read_period(row.period, component.period.year_type)
    return period.frequency == component.period.frequency and not row.is_year_to_date


def indicators_to_recommend(label: str) -> Sequence[Indicator]:
    """The indicators for which the report of a period may recommend a clinic."""
    return list(Indicator.objects.local().filter(year_type__in=list(periods_of(label))).order_by("reference"))
