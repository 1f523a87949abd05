"""Which indicators a period's report is about, and which period its label means for each of them."""

from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from indicators.domain.period import Period, UnknownPeriod, YearType, read_period
from indicators.models import Indicator, IndicatorValue, RecordedJudgement
from indicators.querysets.indicator import IndicatorQuerySet


def periods_of(label: str) -> Mapping[YearType, Period]:
    """Read a label for every sort of year that it fits: `2009-10-Q2` is a quarter of financial and academic years.

    Raises:
        UnknownPeriod: it fits none.
    """
    found: dict[YearType, Period] = {}
    refused = UnknownPeriod("")
    for year_type in YearType:
        try:
            found[year_type] = read_period(label, year_type)
        except UnknownPeriod as refusal:
            refused = refusal
    if not found:
        raise refused
    return found


def period_title(label: str) -> str:
    """Name a period as a reader does: Quarter 2 2009/10; what is no period stays as it is."""
    try:
        return next(iter(periods_of(label).values())).title
    except UnknownPeriod:
        return label


def indicators_reported(label: str) -> IndicatorQuerySet:
    """The components that the report of a period is about, unordered.

    They are local, in use, and have such periods; or something is held of them for this one.
    """
    periods = periods_of(label)
    fits = Q()
    for year_type, period in periods.items():
        is_used = Q(retired_on=None) | Q(retired_on__gt=period.starts_on)
        is_begun = Q(first_year=None) | Q(first_year__lte=period.year)
        fits |= Q(year_type=year_type, frequency=period.frequency) & is_used & is_begun
    held = Q(
        Exists(IndicatorValue.objects.filter(indicator=OuterRef("pk"), period=label, area__is_own=True))
    ) | Q(Exists(RecordedJudgement.objects.filter(indicator=OuterRef("pk"), period=label)))
    return Indicator.objects.local().components().filter(fits | held, year_type__in=list(periods))


def in_table_order(indicators: QuerySet[Indicator]) -> Sequence[Indicator]:
    """The indicators as the monitoring table lists them: by theme, then by number, with what a row says of them."""
    rows = indicators.select_related(
        "theme", "component_of", "counts_the_same_as", "suppression", "manager", "published_as"
    )
    return sorted(rows, key=table_place)


def table_place(indicator: Indicator) -> tuple[bool, int, str, int, str, str]:
    """Where an indicator stands in the monitoring table, to sort by."""
    theme = indicator.theme
    digits = "".join(character for character in indicator.number if character.isdigit())
    return (
        theme is None,
        0 if theme is None else theme.position,
        "" if theme is None else theme.slug,
        int(digits) if digits else 10**8,
        indicator.number,
        indicator.reference,
    )
