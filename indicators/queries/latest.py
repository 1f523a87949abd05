"""The latest figure of each indicator of a list, as one reader sees it."""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from indicators.domain.period import YearType, read_period
from indicators.domain.value import Value, read
from indicators.models import Area, Indicator, IndicatorValue, PublishedValue
from indicators.queries.suppression import is_hidden

VALUES, STATISTICS = "latest_values", "latest_statistics"


@dataclass(frozen=True)
class Latest:
    """A figure in words and the period that it is of; both empty where there is none."""

    text: str = ""
    period: str = ""


def with_latest(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Fetch with each the latest settled value, and the statistics of the council's area, the latest first."""
    settled = IndicatorValue.objects.own().settled()
    newest = settled.filter(indicator=OuterRef("indicator")).order_by("-ends_on").values("pk")[:1]
    published = PublishedValue.objects.filter(area__in=Area.objects.filter(is_own=True))
    return indicators.select_related("theme", "suppression").prefetch_related(
        Prefetch("values", settled.filter(pk=Subquery(newest)), to_attr=VALUES),
        Prefetch(
            "published_values",
            published.select_related("period").order_by(
                "-period__end_year", "-period__place", "-period__label"
            ),
            to_attr=STATISTICS,
        ),
    )


def latest_of(indicator: Indicator, *, sees_true_values: bool) -> Latest:
    """Give the latest figure of an indicator that was fetched with it."""
    if indicator.is_published_statistic:
        return next((_of_statistic(indicator, row) for row in getattr(indicator, STATISTICS)), Latest())
    return next((_of_value(indicator, row, sees_true_values) for row in getattr(indicator, VALUES)), Latest())


def _of_value(indicator: Indicator, row: IndicatorValue, sees_true_values: bool) -> Latest:
    period = read_period(row.period, YearType(indicator.year_type)).title
    if not sees_true_values and is_hidden(indicator, row.figures):
        return Latest("c", period)
    return Latest(_words(indicator, row.figures), period)


def _of_statistic(indicator: Indicator, row: PublishedValue) -> Latest:
    return Latest(_words(indicator, Value(row.value, flag=row.flag)), row.period.label)


def _words(indicator: Indicator, held: Value) -> str:
    found = read(indicator.measure, held)
    return found.reason if found.value is None else indicator.measure.text(found.value)
