"""What waits for whom: values to enter, values and words to approve, recommendations on clinics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef

from indicators.choices import SETTLED_STATES, ValueState
from indicators.domain.period import Frequency, Period, YearType, period_on
from indicators.models import ClinicRecommendation, Commentary, Indicator, IndicatorValue
from indicators.queries.component import ComponentStanding
from indicators.queries.standing import standings

ENTERED = SETTLED_STATES | {ValueState.SUBMITTED}


@dataclass(frozen=True)
class ToEnter:
    """A finished period of which some values are still to be entered."""

    period: Period
    missing: int
    total: int


@dataclass(frozen=True)
class Waiting:
    """A value or the words on it that wait for a director, and how the component stands with it."""

    component: ComponentStanding
    value: IndicatorValue | None
    comment: Commentary | None

    @property
    def key(self) -> str:
        """What was read, as the form sends it back: the indicator, and the edit numbers of value and words."""
        edits = [row.edit_number if row else 0 for row in (self.value, self.comment)]
        return ".".join(str(part) for part in (self.component.indicator.pk, *edits))


def values_to_enter(user: Any, *, on: date) -> Sequence[ToEnter]:
    """The periods that ended last, of every kind that a manager's indicators have, and how many values they lack."""
    indicators = list(Indicator.objects.managed_by(user, on=on).local().components().in_use(on=on))
    wanted: dict[tuple[str, str], Period] = {}
    for one in indicators:
        kind = one.frequency, one.year_type
        wanted[kind] = period_on(on, Frequency(one.frequency), YearType(one.year_type)).previous()
    labels = {period.label for period in wanted.values()}
    entered = set(
        IndicatorValue.objects.own()
        .filter(indicator__in=indicators, period__in=labels, state__in=ENTERED)
        .values_list("indicator", "period")
    )
    found: dict[str, list[bool]] = {}
    for one in indicators:
        label = wanted[one.frequency, one.year_type].label
        found.setdefault(label, []).append((one.pk, label) in entered)
    periods = {period.label: period for period in wanted.values()}
    return [
        ToEnter(periods[label], done.count(False), len(done))
        for label, done in found.items()
        if not all(done)
    ]


def periods_to_approve(user: Any, *, on: date) -> Mapping[str, int]:
    """How many submitted values of each period wait for a director."""
    rows = IndicatorValue.objects.own().filter(
        state=ValueState.SUBMITTED, indicator__in=Indicator.objects.directed_by(user, on=on).values("pk")
    )
    return dict(rows.values_list("period").annotate(count=Count("pk")).order_by("period"))


def clinics_to_approve(user: Any, *, on: date) -> Mapping[str, int]:
    """How many recommendations of each period wait for the member who holds the portfolio."""
    rows = ClinicRecommendation.objects.filter(
        approved_at=None, indicator__in=Indicator.objects.answered_for_by(user, on=on).values("pk")
    )
    return dict(rows.values_list("period").annotate(count=Count("pk")).order_by("period"))


def waiting_for_director(user: Any, label: str, *, on: date) -> Sequence[Waiting]:
    """What a director has to approve of a period, in the order of the monitoring table."""
    mine = Indicator.objects.directed_by(user, on=on).values("pk")
    rows = IndicatorValue.objects.own().filter(indicator__in=mine, period=label)
    values = {row.indicator_id: row for row in rows.filter(state=ValueState.SUBMITTED)}
    entered = rows.filter(indicator=OuterRef("indicator"), state__in=ENTERED)
    comments = {
        row.indicator_id: row
        for row in Commentary.objects.filter(
            Exists(entered), indicator__in=mine, area__is_own=True, period=label
        )
    }
    waiting = {key for key, row in comments.items() if row.approved_at is None and row.text}
    among = Indicator.objects.filter(pk__in=values.keys() | waiting)
    return [
        Waiting(one, values.get(one.indicator.pk), comments.get(one.indicator.pk))
        for one in standings(label, sees_true_values=True, with_open=True, among=among)
    ]
