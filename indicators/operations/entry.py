"""Values as they are typed: many rows at once, of which what is right is kept and the rest is asked about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction

from childservices.domain.refusals import EditConflict
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, add_row, change_row
from indicators.choices import SETTLED_STATES, ValueState
from indicators.domain.entry import data_day_query, entry_queries, period_query, plain
from indicators.domain.period import Period, YearType, read_period
from indicators.domain.value import Query, Value, denominator_query, read
from indicators.models import Commentary, Indicator, IndicatorValue
from indicators.operations.commentary import keep_commentary
from indicators.queries.entry import EntryDesk, entry_desk

MEANWHILE = "Somebody else saved this while you were writing. Compare the two, then save what is right."
APPROVED = "It was approved while you were writing. Save again to restate it, and say why."
SHOWN = ("numerator", "denominator", "value", "note")


@dataclass(frozen=True)
class TypedRow:
    """What was typed for one indicator; None where nothing was changed."""

    indicator: Indicator
    figures: Value | None = None
    data_on: date | None = None
    """The day up to which the data go."""
    note: str = ""
    """Why the figures stand although something about them is queried."""
    expected: int = 0
    """The edit number of the value that was read; 0 where there was none that is open."""
    comment: str | None = None
    comment_expected: int = 0


@dataclass(frozen=True)
class Entered:
    """What came of the rows: the references of those saved, and by indicator what is asked and what stands now."""

    saved: list[str] = field(default_factory=list)
    asked: dict[int, Sequence[Query]] = field(default_factory=dict)
    conflicts: dict[int, list[EditConflict]] = field(default_factory=dict)


@transaction.atomic
def enter_values(*, label: str, rows: Sequence[TypedRow], by: User, at: datetime, on: date) -> Entered:
    """Will keep the rows that are right as drafts, with an event for each; a query is kept with a note that answers it.

    An approved value is never changed: a draft that restates it stands beside it until it is approved.

    Raises:
        NotAllowed: one of the indicators is not the person's to enter.
    """
    indicators = [row.indicator for row in rows]
    allowed = set(Indicator.objects.entered_by(by, on=on).values_list("pk", flat=True))
    if not allowed.issuperset(indicator.pk for indicator in indicators):
        raise NotAllowed("Only the indicator's manager or a performance officer enters its values.")
    desk = entry_desk(label, indicators, locked=True)
    result = Entered()
    typed = {row.indicator.pk: row.figures for row in rows if row.figures is not None}
    for row in rows:
        _enter(row, desk, typed, result, by=by, at=at, on=on)
    return result


def _enter(
    row: TypedRow,
    desk: EntryDesk,
    typed: Mapping[int, Value],
    result: Entered,
    *,
    by: User,
    at: datetime,
    on: date,
) -> None:
    """Keep one row, its figures and its words each by themselves, or note what is asked and what stands now."""
    asked: Sequence[Query] = ()
    if row.figures is not None:
        asked = questions_about(row, row.figures, desk, typed, on=on)
        is_answered = bool(row.note.strip()) and not any(query.stops for query in asked)
        if not asked or is_answered:
            asked = _attempt(row, result, partial(_keep, row, row.figures, desk, by=by, at=at))
    if row.comment is not None:
        keep = partial(_keep_comment, row, row.comment, desk, by=by, at=at)
        asked = (*asked, *_attempt(row, result, keep))
    if asked:
        result.asked[row.indicator.pk] = asked
    elif row.indicator.pk not in result.conflicts:
        result.saved.append(row.indicator.reference)


def _attempt(row: TypedRow, result: Entered, keep: Callable[[], None]) -> Sequence[Query]:
    """Keep a part of a row; note who was faster, and give what the row cannot hold."""
    try:
        keep()
    except EditConflict as conflict:
        result.conflicts.setdefault(row.indicator.pk, []).append(conflict)
    except Invalid as refusal:
        return (Query(refusal.field or "value", refusal.sentence, stops=True),)
    return ()


def questions_about(
    row: TypedRow, figures: Value, desk: EntryDesk, typed: Mapping[int, Value], *, on: date
) -> Sequence[Query]:
    """Everything that is asked about a row's figures, with what else was typed or is held for the period."""
    indicator = row.indicator
    period = _period(indicator, desk.label)
    if sentence := period_query(period, on=on, retired_on=indicator.retired_on):
        return (Query("value", sentence, stops=True),)
    if row.data_on is not None and (sentence := data_day_query(period, row.data_on, on=on)):
        return (Query("data_on", sentence, stops=True),)
    asked = entry_queries(indicator.measure, figures, last=desk.last(indicator), frequency=period.frequency)
    return (*asked, *_about_same_cases(indicator, figures, desk, typed), *_about_restating(row, desk))


def _about_same_cases(
    indicator: Indicator, figures: Value, desk: EntryDesk, typed: Mapping[int, Value]
) -> Sequence[Query]:
    """Hold a denominator against the numerator that counts the same cases, and the other way round."""
    other = indicator.counts_the_same_as
    found = []
    if other is not None and figures.denominator is not None:
        numerator = _held(other, desk, typed).numerator
        sentence = numerator is not None and denominator_query(
            indicator.reference, figures.denominator, other.reference, plain(numerator)
        )
        found += [Query("denominator", sentence)] if sentence else []
    for counting in desk.counting(indicator):
        denominator = _held(counting, desk, typed).denominator
        if counting.pk in typed or denominator is None or figures.numerator is None:
            continue  # whoever typed both rows is asked once, beside the denominator
        sentence = denominator_query(
            counting.reference, plain(denominator), indicator.reference, figures.numerator
        )
        found += [Query("numerator", sentence)] if sentence else []
    return found


def _held(indicator: Indicator, desk: EntryDesk, typed: Mapping[int, Value]) -> Value:
    return typed.get(indicator.pk) or desk.figures(indicator)


def _about_restating(row: TypedRow, desk: EntryDesk) -> Sequence[Query]:
    """Ask why an approved value is to be restated."""
    settled = desk.settled.get(row.indicator.pk)
    if settled is None:
        return ()
    reading = read(row.indicator.measure, settled.figures)
    told = "without a value" if reading.value is None else f"at {row.indicator.measure.text(reading.value)}"
    return (Query("note", f"It is approved {told}. Say why it is restated."),)


def _keep(row: TypedRow, figures: Value, desk: EntryDesk, *, by: User, at: datetime) -> None:
    """Write the figures as a draft, on the open value that was read or on a new one."""
    values = {
        "numerator": figures.numerator,
        "denominator": figures.denominator,
        "value": figures.value,
        "flag": "",
        "data_on": row.data_on,
        "note": row.note.strip(),
        "entered_at": at,
        "entered_by": by,
    }
    held = desk.open.get(row.indicator.pk)
    if held is not None and row.expected == held.edit_number:
        change_row(held, expected=row.expected, values=values | {"state": ValueState.DRAFT})
    elif held is None and not row.expected:
        held = _new_value(row.indicator, desk, values)
    else:
        raise _overtaken(held or desk.settled.get(row.indicator.pk))
    record_event(verb="value_entered", subject=held, by=by, at=at, reason=row.note.strip())


def _new_value(indicator: Indicator, desk: EntryDesk, values: Mapping[str, Any]) -> IndicatorValue:
    row = IndicatorValue(
        indicator=indicator,
        area=desk.area,
        period=desk.label,
        ends_on=_period(indicator, desk.label).ends_on,
        supersedes=desk.settled.get(indicator.pk),
        **values,
    )
    rows = IndicatorValue.objects.filter(indicator=indicator, area=desk.area, period=desk.label)
    if now := add_row(row, twins=rows.open()):
        raise _overtaken(now)
    return row


def _overtaken(now: IndicatorValue | None) -> EditConflict:
    """Say what stands now in place of what was read."""
    if now is None:
        return EditConflict(
            "Somebody took this value away. Save again to enter it anew.", {"edit_number": "0"}
        )
    is_settled = now.state in SETTLED_STATES
    held = {name: getattr(now, name) for name in SHOWN}
    current = {
        name: str(plain(part) if isinstance(part, Decimal) else part or "") for name, part in held.items()
    }
    current["edit_number"] = "0" if is_settled else str(now.edit_number)
    return EditConflict(APPROVED if is_settled else MEANWHILE, current)


def _keep_comment(row: TypedRow, text: str, desk: EntryDesk, *, by: User, at: datetime) -> None:
    held = desk.commentaries.get(row.indicator.pk)
    if row.comment_expected != (held.edit_number if held else 0):
        raise EditConflict(MEANWHILE, _comment_now(held))
    new = Commentary(indicator=row.indicator, area=desk.area, period=desk.label)
    keep_commentary(held or new, text=text, expected=row.comment_expected, by=by, at=at)


def _comment_now(held: Commentary | None) -> Mapping[str, str]:
    return {"comment": held.text if held else ""}


def _period(indicator: Indicator, label: str) -> Period:
    return read_period(label, YearType(indicator.year_type))
