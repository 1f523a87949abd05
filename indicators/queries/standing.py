"""How every component stands in a period: value, target, judgement, travel and year to date, in a few queries.

What is computed comes from the rules in `indicators.domain`; what a source printed stands beside it, and counts where
nothing could be computed. Readers who are not authorised get figures without what is too small.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet

from indicators.domain.judgement import Judgement
from indicators.domain.period import YearType
from indicators.models import Indicator
from indicators.queries.component import HIDDEN, ComponentStanding, Figure
from indicators.queries.held import Held
from indicators.queries.reported import in_table_order, indicators_reported, periods_of
from indicators.queries.suppression import is_hidden


def standings(
    label: str,
    *,
    sees_true_values: bool = False,
    with_open: bool = False,
    with_comparators: bool = False,
    among: QuerySet[Indicator] | None = None,
) -> Sequence[ComponentStanding]:
    """Say how components stand in a period, in table order: those its report is about, or those given.

    With `with_open` a value that still waits for approval stands before the settled one. With `with_comparators` those
    that name a national statistic are held beside neighbours and England. Five queries, or fourteen, however many
    components there are; indicators whose years the label does not fit are left out.

    Raises:
        UnknownPeriod: the label is no period.
    """
    periods = periods_of(label)
    rows = indicators_reported(label) if among is None else among.filter(year_type__in=list(periods))
    indicators = in_table_order(rows)
    held = Held(indicators, periods, with_open=with_open, with_comparators=with_comparators)
    found = [held.standing(indicator, periods[YearType(indicator.year_type)]) for indicator in indicators]
    return found if sees_true_values else [suppressed(one) for one in found]


def suppressed(one: ComponentStanding) -> ComponentStanding:
    """Take out figures that are too small to show and what would give them away, and words that wait for approval."""
    is_explained = one.commentary is not None and one.commentary.approved_at is not None
    figure, previous, compared, outturn, so_far = (
        _shown(one.indicator, figure)
        for figure in (one.figure, one.previous, one.compared, one.outturn, one.year_to_date)
    )
    is_compared_in_full = not (figure.is_hidden or compared.is_hidden)
    return replace(
        one,
        figure=figure,
        previous=previous,
        compared=compared,
        outturn=outturn,
        year_to_date=so_far,
        commentary=one.commentary if is_explained else None,
        computed=_without_figures(one.computed, figure),
        previous_judgement=_without_figures(one.previous_judgement, previous),
        computed_year_to_date=_without_figures(one.computed_year_to_date, so_far),
        computed_travel=one.computed_travel
        if is_compared_in_full
        else replace(one.computed_travel, difference=None),
    )


def _shown(indicator: Indicator, figure: Figure) -> Figure:
    if any(is_hidden(indicator, value) for value in (figure.held, *figure.parts)):
        return replace(figure, held=HIDDEN, row=None, reason="", parts=())
    return figure


def _without_figures(judgement: Judgement, figure: Figure) -> Judgement:
    return replace(judgement, value=None, gap=None) if figure.is_hidden else judgement
