"""What a plan's scorecard shows: outcome, priority, measure, and how each measure stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from indicators.domain.judgement import Rating
from indicators.domain.value import read
from indicators.models import IndicatorValue
from partnerships.domain.scorecard import Counts, Standing, count_measures, standing_against
from partnerships.models import (
    Scorecard,
    ScorecardMeasure,
    ScorecardOutcome,
    ScorecardPriority,
    ScorecardTarget,
)

Row = TypeVar("Row")


@dataclass(frozen=True)
class MeasureRow:
    """A measure with its targets, where it set out from, and where it is now."""

    measure: ScorecardMeasure
    targets: Sequence[ScorecardTarget]
    baseline: Standing
    latest: IndicatorValue | None
    latest_value: Decimal | None
    latest_standing: Standing | None
    shared_with: Sequence[str]
    """The references under which the same indicator stands elsewhere in the scorecard."""

    @property
    def baseline_text(self) -> str:
        """Where it set out from, as the measure is shown; empty without a value."""
        return (
            ""
            if self.measure.baseline is None
            else self.measure.indicator.measure.text(self.measure.baseline)
        )

    @property
    def latest_text(self) -> str:
        """Where it is now; empty without a value."""
        return "" if self.latest_value is None else self.measure.indicator.measure.text(self.latest_value)

    @property
    def to_go(self) -> str:
        """How far the baseline was from the last target, in words."""
        return self._words(self.baseline)

    @property
    def now(self) -> str:
        """How the latest value stands against the last target, in words."""
        return self._words(self.latest_standing) if self.latest_standing else ""

    @property
    def gap(self) -> Decimal | None:
        """How far the baseline was from the last target, in displayed decimals; below nought where it was short."""
        gap = self.baseline.gap
        return None if gap is None else self.measure.indicator.measure.displayed(gap)

    @property
    def target_texts(self) -> Sequence[str]:
        """What the plan wants, a sentence each."""
        return [_target_words(self.measure, target) for target in self.targets]

    def _words(self, standing: Standing) -> str:
        if standing.rating is None or standing.gap is None:
            return standing.reason
        if standing.rating is Rating.MET:
            return "On target"
        return f"{self.measure.indicator.measure.displayed(abs(standing.gap)):,} short of the target"


@dataclass(frozen=True)
class PriorityRows:
    """A priority with its measures."""

    priority: ScorecardPriority
    rows: Sequence[MeasureRow]


@dataclass(frozen=True)
class OutcomeRows:
    """An outcome with its priorities, and how many measures they have."""

    outcome: ScorecardOutcome
    priorities: Sequence[PriorityRows]
    counts: Counts

    @property
    def on_target(self) -> int:
        """How many of its baselines were on the last target already."""
        return self._rated(Rating.MET)

    @property
    def short(self) -> int:
        """How many of its baselines were short of the last target."""
        return self._rated(Rating.BELOW)

    def _rated(self, rating: Rating) -> int:
        return sum(row.baseline.rating is rating for one in self.priorities for row in one.rows)


@dataclass(frozen=True)
class ScorecardPage:
    """A scorecard with everything under it."""

    scorecard: Scorecard
    outcomes: Sequence[OutcomeRows]
    counts: Counts

    @property
    def rows(self) -> Sequence[tuple[ScorecardOutcome, ScorecardPriority, MeasureRow]]:
        """Every measure with where it stands."""
        return [
            (one.outcome, two.priority, row)
            for one in self.outcomes
            for two in one.priorities
            for row in two.rows
        ]

    @property
    def remarks(self) -> Sequence[str]:
        """What does not fit in the source, a sentence each."""
        printed = [
            f"The source heads this outcome “{one.outcome.printed_title}”; its title is “{one.outcome.title}”."
            for one in self.outcomes
            if one.outcome.printed_title
        ]
        noted = [
            f"{row.measure.reference}: {row.measure.note}" for _, _, row in self.rows if row.measure.note
        ]
        return [*printed, *noted, *self.scorecard.source_notes]


def scorecard_page(scorecard: Scorecard, *, with_latest: bool) -> ScorecardPage:
    """Gather a scorecard in a number of queries that does not grow.

    The latest values of its indicators come along for the council's staff alone: what of them may be published is
    the indicators' own rule.
    """
    outcomes = list(scorecard.outcomes.order_by("position"))
    priorities = _by(
        ScorecardPriority.objects.filter(outcome__scorecard=scorecard).order_by("position"), "outcome_id"
    )
    measures = list(
        ScorecardMeasure.objects.filter(priority__outcome__scorecard=scorecard)
        .select_related("indicator", "accountable")
        .order_by("position")
    )
    rows = _by_priority(measures, _targets(scorecard), _latest(measures) if with_latest else {})
    made = [_outcome(outcome, priorities[outcome.pk], rows) for outcome in outcomes]
    everything = [row for found in rows.values() for row in found]
    return ScorecardPage(scorecard, made, _count(everything))


def _outcome(
    outcome: ScorecardOutcome,
    priorities: Sequence[ScorecardPriority],
    rows: Mapping[UUID, Sequence[MeasureRow]],
) -> OutcomeRows:
    found = [PriorityRows(priority, rows.get(priority.pk, ())) for priority in priorities]
    return OutcomeRows(outcome, found, _count([row for one in found for row in one.rows]))


def _by_priority(
    measures: Sequence[ScorecardMeasure],
    targets: Mapping[UUID, Sequence[ScorecardTarget]],
    latest: Mapping[int, IndicatorValue],
) -> Mapping[UUID, Sequence[MeasureRow]]:
    uses: dict[int, list[str]] = defaultdict(list)
    for measure in measures:
        uses[measure.indicator_id].append(measure.reference)
    rows: dict[UUID, list[MeasureRow]] = defaultdict(list)
    for measure in measures:
        others = [name for name in uses[measure.indicator_id] if name != measure.reference]
        row = _row(measure, targets.get(measure.pk, ()), latest.get(measure.indicator_id), others)
        rows[measure.priority_id].append(row)
    return rows


def _row(
    measure: ScorecardMeasure,
    targets: Sequence[ScorecardTarget],
    latest: IndicatorValue | None,
    shared_with: Sequence[str],
) -> MeasureRow:
    for target in targets:
        target.measure = measure  # its baseline is where a direction sets out from
    definition, rules = measure.indicator.measure, [target.rule for target in targets]
    now = read(definition, latest.figures).value if latest else None
    return MeasureRow(
        measure,
        targets,
        baseline=standing_against(definition, measure.baseline, rules),
        latest=latest,
        latest_value=now,
        latest_standing=standing_against(definition, now, rules) if latest else None,
        shared_with=shared_with,
    )


def _count(rows: Sequence[MeasureRow]) -> Counts:
    return count_measures([(row.measure.baseline, [target.rule for target in row.targets]) for row in rows])


def _targets(scorecard: Scorecard) -> Mapping[UUID, Sequence[ScorecardTarget]]:
    found = ScorecardTarget.objects.filter(measure__priority__outcome__scorecard=scorecard)
    return _by(found.order_by("ends_on", "position"), "measure_id")


def _latest(measures: Sequence[ScorecardMeasure]) -> Mapping[int, IndicatorValue]:
    """The newest settled value of each indicator; the last one read of each is the latest."""
    keys = {measure.indicator_id for measure in measures}
    found = IndicatorValue.objects.settled().own().filter(indicator__in=keys).order_by("ends_on")
    return {value.indicator_id: value for value in found}


def _by(rows: Iterable[Row], key: str) -> Mapping[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _target_words(measure: ScorecardMeasure, target: ScorecardTarget) -> str:
    if target.own_unit and target.value is not None:
        figure = f"{target.value.normalize():f} {target.own_unit}"
    else:
        figure = target.rule.target.words(measure.indicator.measure)
    until = f"{target.ends_on.day} {target.ends_on:%B %Y}"
    when = "" if until in figure else f", {target.starts_on.day} {target.starts_on:%B %Y} to {until}"
    return f"{figure[:1].upper()}{figure[1:]}{when}"
