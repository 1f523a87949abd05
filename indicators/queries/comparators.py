"""How local indicators stand beside neighbours and England, by the national statistics that measure the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.choices import Standing
from indicators.domain.comparator import standing
from indicators.domain.period import Period
from indicators.models import Area, Indicator, PublishedPeriod, PublishedValue
from indicators.queries.comparison import AreaComparison, comparisons, usual_model


@dataclass(frozen=True)
class Compared:
    """A local indicator's statistic beside others, with the indicator's own margin."""

    indicator: Indicator
    comparison: AreaComparison

    @property
    def neighbours(self) -> Standing | None:
        """How the council stands beside the mean of its neighbours."""
        return self._standing(self.comparison.neighbours.mean)

    @property
    def national(self) -> Standing | None:
        """How the council stands beside England."""
        return self._standing(self.comparison.england)

    def _standing(self, beside: Decimal | None) -> Standing | None:
        found = standing(
            self.comparison.value,
            beside,
            polarity=self.indicator.polarity,
            margin=self.indicator.in_line_margin,
        )
        return Standing(found) if found else None


def comparators(indicators: Sequence[Indicator], period: Period) -> Mapping[int, Compared]:
    """Compare, by indicator, what was published last for a time up to the end of a period's year.

    Nothing is asked where no indicator names a statistic; otherwise the number of queries does not depend on how many
    do.
    """
    statistics = {one.pk: one.published_as for one in indicators if one.published_as is not None}
    area = Area.objects.filter(is_own=True).first() if statistics else None
    if area is None:
        return {}
    latest = _latest([one.pk for one in statistics.values()], period.ends_on.year)
    wanted = {one: latest[one.pk] for one in statistics.values() if one.pk in latest}
    found = comparisons(wanted, area=area, model=usual_model(on=period.ends_on))
    return {
        one.pk: Compared(one, found[statistics[one.pk]])
        for one in indicators
        if statistics.get(one.pk) in found
    }


def _latest(statistics: Sequence[int], year: int) -> Mapping[int, str]:
    """The label of each statistic's latest period that ends no later than a year."""
    rows = PublishedValue.objects.filter(
        indicator__in=statistics, value__isnull=False, period__end_year__lte=year
    ).values_list("indicator", "period")
    pairs = list(rows.distinct())
    periods = PublishedPeriod.objects.in_bulk({period for _, period in pairs})
    ordered = sorted(pairs, key=lambda pair: (periods[pair[1]].end_year, periods[pair[1]].place))
    return {statistic: periods[period].label for statistic, period in ordered}
