"""What whoever enters a period's values has before them: what is held, what was said, and the period before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from childservices.domain.refusals import Refusal
from childservices.models import AuditEvent
from indicators.choices import OPEN_STATES, SETTLED_STATES, ValueState
from indicators.domain.entry import plain
from indicators.domain.period import YearType, read_period
from indicators.domain.value import Value
from indicators.models import Area, Commentary, Indicator, IndicatorValue
from indicators.queries.reported import in_table_order, indicators_reported


class NoOwnArea(Refusal):
    """The installation does not know whose council it is."""


@dataclass(frozen=True)
class EntryDesk:
    """Everything held of some indicators for one period, by indicator."""

    label: str
    area: Area
    open: Mapping[int, IndicatorValue]
    settled: Mapping[int, IndicatorValue]
    earlier: Mapping[int, IndicatorValue]
    """Of the period before."""
    commentaries: Mapping[int, Commentary]
    same_cases: Sequence[Indicator]
    """Indicators whose denominator should equal the numerator of one of these."""

    def current(self, indicator: Indicator) -> IndicatorValue | None:
        """The value that whoever enters goes on from: the open one, or the approved one that may be restated."""
        return self.open.get(indicator.pk) or self.settled.get(indicator.pk)

    def figures(self, indicator: Indicator) -> Value:
        """The figures that are held for the period."""
        row = self.current(indicator)
        return Value() if row is None else row.figures

    def last(self, indicator: Indicator) -> Value:
        """The figures of the period before, as somebody would type them."""
        row = self.earlier.get(indicator.pk)
        return Value() if row is None else _plain(row.figures)

    def counting(self, indicator: Indicator) -> Sequence[Indicator]:
        """The indicators whose denominator counts what this one's numerator does."""
        return [one for one in self.same_cases if one.counts_the_same_as_id == indicator.pk]


def entry_desk(label: str, indicators: Sequence[Indicator], *, locked: bool = False) -> EntryDesk:
    """Gather what is held of indicators for a period and the one before; locked, nobody else changes it meanwhile.

    Raises:
        NoOwnArea: no area is marked as the council's own.
    """
    area = own_area()
    same_cases = list(Indicator.objects.filter(counts_the_same_as__in=indicators))
    others = [one.counts_the_same_as_id for one in indicators if one.counts_the_same_as_id]
    keys = {one.pk for one in (*indicators, *same_cases)} | set(others)
    before = {read_period(label, YearType(one.year_type)).previous().label for one in indicators}
    values = IndicatorValue.objects.filter(area=area, indicator__in=keys, period__in={label, *before})
    comments = Commentary.objects.filter(area=area, indicator__in=indicators, period=label)
    if locked:
        values, comments = values.select_for_update(), comments.select_for_update()
    rows = [row for row in values if row.state in OPEN_STATES | SETTLED_STATES]
    return EntryDesk(
        label=label,
        area=area,
        open={row.indicator_id: row for row in rows if row.period == label and row.state in OPEN_STATES},
        settled={
            row.indicator_id: row for row in rows if row.period == label and row.state in SETTLED_STATES
        },
        earlier={
            row.indicator_id: row
            for row in sorted(rows, key=lambda row: row.state in SETTLED_STATES)
            if row.period != label
        },
        commentaries={row.indicator_id: row for row in comments},
        same_cases=same_cases,
    )


def reasons_of_return(desk: EntryDesk) -> Mapping[int, str]:
    """Why drafts were returned and have not been entered since, by indicator."""
    drafts = {str(row.pk): row for row in desk.open.values() if row.state == ValueState.DRAFT}
    events = AuditEvent.objects.filter(
        verb="value_return", subject_type="indicators.indicatorvalue", subject_id__in=drafts
    )
    return {
        drafts[event.subject_id].indicator_id: event.reason
        for event in events.order_by("id")
        if event.at >= drafts[event.subject_id].entered_at
    }


def indicators_to_enter(user: Any, label: str, *, on: date) -> Sequence[Indicator]:
    """The indicators whose values of a period a person enters, in the order of the monitoring table."""
    mine = Indicator.objects.entered_by(user, on=on).values("pk")
    return in_table_order(indicators_reported(label).filter(pk__in=mine))


def own_area() -> Area:
    """The council whose installation this is."""
    area = Area.objects.filter(is_own=True).first()
    if area is None:
        raise NoOwnArea("No area is marked as the council's own. Ask an administrator to mark it.")
    return area


def _plain(figures: Value) -> Value:
    def told(part: Decimal | None) -> Decimal | None:
        return None if part is None else plain(part)

    return replace(
        figures,
        value=told(figures.value),
        numerator=told(figures.numerator),
        denominator=told(figures.denominator),
    )
