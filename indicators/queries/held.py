"""What is kept of indicators for a period and the ones it is held against, gathered in five queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from indicators.choices import OPEN_STATES, SETTLED_STATES, Standing
from indicators.domain.judgement import Judgement, Rating, judge, recorded
from indicators.domain.measure import Aggregation
from indicators.domain.period import Period, YearType
from indicators.domain.target import Target
from indicators.domain.target_in_force import target_in_force
from indicators.domain.threshold import Thresholds, judge_by_thresholds
from indicators.domain.travel import Direction, NotComparable, Travel, TravelBasis, period_compared, travel
from indicators.domain.value import Value
from indicators.domain.year_to_date import year_to_date
from indicators.models import Commentary, Indicator, IndicatorValue, RecordedJudgement
from indicators.models import Target as TargetRow
from indicators.queries.comparators import Compared, comparators
from indicators.queries.component import ComponentStanding, Figure, chosen

ADDED_UP = frozenset({Aggregation.SUM, Aggregation.RATIO})


class Held:
    """Everything that is kept of the indicators for the periods that matter, by indicator and label."""

    def __init__(
        self,
        indicators: Sequence[Indicator],
        periods: Mapping[YearType, Period],
        *,
        with_open: bool,
        with_comparators: bool,
    ) -> None:
        self.indicators, self.periods, self.with_open = indicators, periods, with_open
        self.with_comparators = with_comparators

    @cached_property
    def values(self) -> Mapping[int, Mapping[str, IndicatorValue]]:
        """Values by their period's label; an open one stands before a settled one."""
        labels = {label for period in self.periods.values() for label in _labels(period)}
        states = SETTLED_STATES | OPEN_STATES if self.with_open else SETTLED_STATES
        rows = IndicatorValue.objects.own().filter(
            indicator__in=self.indicators, period__in=labels, state__in=states
        )
        found: dict[int, dict[str, IndicatorValue]] = defaultdict(dict)
        for row in sorted(rows, key=lambda row: row.state in OPEN_STATES):
            found[row.indicator_id][row.period] = row
        return found

    @cached_property
    def targets(self) -> Mapping[int, tuple[Target, ...]]:
        """The targets in force since the periods before, as rules."""
        since = min(period.previous().starts_on for period in self.periods.values())
        found: dict[int, tuple[Target, ...]] = defaultdict(tuple)
        for row in TargetRow.objects.filter(indicator__in=self.indicators, ends_on__gte=since):
            found[row.indicator_id] += (row.rule,)
        return found

    @cached_property
    def printed(self) -> Mapping[tuple[int, str], RecordedJudgement]:
        """What sources printed for the periods and the ones before."""
        labels = {one.label for period in self.periods.values() for one in (period, period.previous())}
        rows = RecordedJudgement.objects.filter(indicator__in=self.indicators, period__in=labels)
        return {(row.indicator_id, row.period): row for row in rows}

    @cached_property
    def commentaries(self) -> Mapping[int, Commentary]:
        """Commentaries on the period."""
        label = next(iter(self.periods.values())).label
        rows = Commentary.objects.filter(
            indicator__in=self.indicators, area__is_own=True, period=label
        ).select_related("approved_by__person")
        return {row.indicator_id: row for row in rows}

    @cached_property
    def beside(self) -> Mapping[int, Compared]:
        """How those that name a national statistic stand beside others."""
        if not self.with_comparators:
            return {}
        return comparators(self.indicators, next(iter(self.periods.values())))

    def figure(self, indicator: Indicator, period: Period) -> Figure:
        """What is held for a period."""
        row = self.values[indicator.pk].get(period.label)
        return Figure(indicator.measure, period, Value() if row is None else row.figures, row)

    def judged(self, indicator: Indicator, figure: Figure) -> Judgement:
        """Hold a figure against the indicator's thresholds, or the target in force in its period."""
        if indicator.green_from is not None and indicator.amber_from is not None:
            limits = Thresholds(indicator.green_from, indicator.amber_from)
            return judge_by_thresholds(figure.measure, figure.held, limits)
        in_force = target_in_force(self.targets[indicator.pk], figure.period)
        return judge(figure.measure, figure.held, in_force, period=figure.period)

    def standing(self, indicator: Indicator, period: Period) -> ComponentStanding:
        """Put together how one component stands."""
        basis = TravelBasis(indicator.travel_basis)
        figure, previous, compared, outturn = (
            self.figure(indicator, one)
            for one in (
                period,
                period.previous(),
                period_compared(period, basis),
                period.whole_year().previous(),
            )
        )
        so_far = self._year_to_date(indicator, figure)
        printed = self.printed.get((indicator.pk, period.label))
        beside = self.beside.get(indicator.pk)
        computed = self.judged(indicator, figure)
        counted = chosen(computed, _judged_in_print(printed))
        return ComponentStanding(
            indicator=indicator,
            period=period,
            figure=figure,
            previous=previous,
            compared=compared,
            outturn=outturn,
            targets=self.targets[indicator.pk],
            in_force=target_in_force(self.targets[indicator.pk], period),
            computed=computed,
            printed=_judged_in_print(printed),
            previous_judgement=self._previous_judgement(indicator, previous),
            computed_travel=_travel(figure, compared, basis, counted),
            printed_travel=_travel_in_print(printed, basis),
            year_to_date=so_far,
            computed_year_to_date=self._year_judged(indicator, so_far),
            printed_year_to_date=_year_in_print(printed),
            beside=beside,
            neighbours=_standing(
                printed.neighbours if printed else "", beside.neighbours if beside else None
            ),
            national=_standing(printed.national if printed else "", beside.national if beside else None),
            commentary=self.commentaries.get(indicator.pk),
        )

    def _previous_judgement(self, indicator: Indicator, previous: Figure) -> Judgement:
        printed = self.printed.get((indicator.pk, previous.period.label))
        return chosen(self.judged(indicator, previous), _judged_in_print(printed))

    def _year_to_date(self, indicator: Indicator, figure: Figure) -> Figure:
        """The year so far: the period's own figure where it counts from the beginning of the year."""
        if figure.row is not None and figure.row.is_year_to_date:
            return replace(figure, label="as it was reported")
        rows = self.values[indicator.pk]
        held = {
            period: rows[period.label].figures
            for period in figure.period.year_so_far()
            if period.label in rows and not rows[period.label].is_year_to_date
        }
        found = year_to_date(figure.measure, held, through=figure.period)
        return Figure(
            figure.measure,
            figure.period,
            found.value or Value(),
            label=found.label,
            reason=found.reason,
            parts=tuple(held.values()) if figure.measure.aggregation in ADDED_UP else (),
        )

    def _year_judged(self, indicator: Indicator, so_far: Figure) -> Judgement:
        """Judge the year to date; a sum against the year's target, and only once the year is over."""
        if so_far.measure.aggregation is not Aggregation.SUM:
            return self.judged(indicator, so_far)
        year = so_far.period.whole_year()
        if so_far.period.ends_on < year.ends_on:
            return Judgement(None, "A running total is judged at the end of the year.")
        return self.judged(indicator, replace(so_far, period=year))


def _labels(period: Period) -> Collection[str]:
    """The labels of all periods that are needed to say how a period stands."""
    compared = [period_compared(period, basis) for basis in TravelBasis]
    return {one.label for one in (*period.year_so_far(), period.previous(), *compared)}


def _standing(printed: str, computed: Standing | None) -> Standing | None:
    """What a source printed of the comparison at the time; without it, what was computed."""
    return Standing(printed) if printed else computed


def _judged_in_print(row: RecordedJudgement | None) -> Judgement | None:
    if row is None or not (row.rating or row.reason):
        return None
    return recorded(Rating(row.rating) if row.rating else None, row.reason)


def _year_in_print(row: RecordedJudgement | None) -> Judgement | None:
    return recorded(Rating(row.year_to_date)) if row is not None and row.year_to_date else None


def _travel_in_print(row: RecordedJudgement | None, basis: TravelBasis) -> Travel | None:
    if row is None or not row.direction:
        return None
    return Travel(basis, Direction(row.direction), is_recorded=True)


def _travel(figure: Figure, compared: Figure, basis: TravelBasis, counted: Judgement) -> Travel:
    why_not = figure.row.not_comparable if figure.row else ""
    return travel(
        figure.measure,
        figure.held,
        compared.held if compared.row else None,
        basis=basis,
        is_on_target=counted.is_on_target,
        why_not=NotComparable(why_not) if why_not else None,
    )
