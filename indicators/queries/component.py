"""How one component of the monitoring table stands, as one reader sees it."""

from dataclasses import dataclass

from indicators.choices import Standing
from indicators.domain.judgement import Judgement, difference
from indicators.domain.measure import Measure
from indicators.domain.period import Period
from indicators.domain.target import Target
from indicators.domain.target_in_force import TargetInForce, target_in_force
from indicators.domain.travel import Travel
from indicators.domain.value import Reading, Value, read
from indicators.models import Commentary, Indicator, IndicatorValue
from indicators.queries.comparators import Compared

HIDDEN = Value(flag="c")
"""What stands in place of a figure that is too small to show."""


@dataclass(frozen=True)
class Figure:
    """A figure of a measure as one reader sees it; `row` is where it is kept, unless it was worked out or is hidden."""

    measure: Measure
    period: Period
    held: Value
    row: IndicatorValue | None = None
    label: str = ""
    """What has to stand beside it, such as “latest is Quarter 1 2009/10”."""
    reason: str = ""
    """Why there is none, where the value itself does not say."""
    parts: tuple[Value, ...] = ()
    """The values that it was added up from."""

    @property
    def reading(self) -> Reading:
        """What it comes to, unrounded, or why there is nothing."""
        found = read(self.measure, self.held)
        return found if found.value is not None or not self.reason else Reading(None, self.reason)

    @property
    def is_hidden(self) -> bool:
        """Whether it is kept from the reader."""
        return self.held == HIDDEN

    @property
    def text(self) -> str:
        """The figure as it is printed: “c” where it is hidden, and nothing where there is none."""
        if self.is_hidden:
            return "c"
        return "" if self.reading.value is None else self.measure.text(self.reading.value)


@dataclass(frozen=True)
class ComponentStanding:
    """How one component stands in a period, as one reader sees it."""

    indicator: Indicator
    period: Period
    figure: Figure
    previous: Figure
    """Of the period just before."""
    compared: Figure
    """Of the period that the direction of travel is held against."""
    outturn: Figure
    """Of the whole year before."""
    targets: tuple[Target, ...]
    in_force: TargetInForce
    computed: Judgement
    printed: Judgement | None
    previous_judgement: Judgement
    computed_travel: Travel
    printed_travel: Travel | None
    year_to_date: Figure
    computed_year_to_date: Judgement
    printed_year_to_date: Judgement | None
    beside: Compared | None
    """The national statistic that measures the same, compared, where the indicator names one."""
    neighbours: Standing | None
    national: Standing | None
    commentary: Commentary | None

    @property
    def measure(self) -> Measure:
        """The definition as the arithmetic needs it."""
        return self.figure.measure

    @property
    def judgement(self) -> Judgement:
        """What counts: the computed judgement, or the printed one where nothing could be computed."""
        return chosen(self.computed, self.printed)

    @property
    def year_to_date_judgement(self) -> Judgement:
        """What counts of the year to date."""
        return chosen(self.computed_year_to_date, self.printed_year_to_date)

    @property
    def travel(self) -> Travel:
        """What counts of the direction of travel."""
        if self.computed_travel.direction is None and self.printed_travel is not None:
            return self.printed_travel
        return self.computed_travel

    @property
    def difference(self) -> str:
        """How the printed judgement differs from the computed one; empty where both agree or one is missing."""
        return "" if self.printed is None else difference(self.computed, self.printed)

    @property
    def target_words(self) -> str:
        """What the target in force asks for; in the council's own words where it has no figure."""
        return _target_words(self.measure, self.in_force.target)

    def year_end_target(self, years: int) -> str:
        """What is asked for at the end of this year (0), the next (1) …, in words; empty where nothing is."""
        year = self.period.whole_year().shifted(years)
        return _target_words(self.measure, target_in_force(self.targets, year).target)


def chosen(computed: Judgement, printed: Judgement | None) -> Judgement:
    """Choose the judgement that counts: a printed one where nothing was computed and the source says something."""
    return printed if computed.rating is None and printed is not None else computed


def _target_words(measure: Measure, target: Target | None) -> str:
    return "" if target is None else target.words(measure) or target.text
