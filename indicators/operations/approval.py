"""Values and commentary on their way: submitted by whoever entered them, approved or returned by the director."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed
from childservices.operations.notices import send_notice
from indicators.choices import SETTLED_STATES, ValueState
from indicators.domain import commentary as rules
from indicators.domain.workflow import next_value_state
from indicators.models import Commentary, Indicator, IndicatorValue
from indicators.queries.component import ComponentStanding
from indicators.queries.standing import standings

CHANGED = "Somebody changed it after you opened this page. Read it again, then approve it."


@dataclass(frozen=True)
class Moved:
    """Which values went on, by the references of their indicators, and why others did not."""

    done: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """A value and the words on it as a director read them, by their edit numbers; 0 where there was none."""

    indicator: int
    value: int = 0
    comment: int = 0


@transaction.atomic
def submit_values(*, label: str, by: User, at: datetime, on: date) -> Moved:
    """Will submit all drafts of a period that the person enters and that are ready, and tell their directors.

    Ready is what has a value, and what says why it is off target.
    """
    mine = Indicator.objects.entered_by(by, on=on)
    drafts = {
        row.indicator_id: row
        for row in IndicatorValue.objects.select_for_update(of=("self",))
        .own()
        .filter(indicator__in=mine, period=label, state=ValueState.DRAFT)
    }
    result = Moved()
    among = Indicator.objects.filter(pk__in=drafts)
    for one in standings(label, sees_true_values=True, with_open=True, among=among):
        if sentence := _not_ready(one):
            result.left[one.indicator.reference] = sentence
        else:
            _move(drafts[one.indicator.pk], "submit", by=by, at=at)
            result.done.append(one.indicator.reference)
    if result.done:
        _tell_directors(result.done, label, on=on)
    return result


def _not_ready(one: ComponentStanding) -> str:
    if one.figure.reading.value is None and one.figure.held.denominator != 0:
        return "It has no value yet. Enter one before you submit."
    words = one.commentary.text if one.commentary else ""
    return rules.commentary_fault(one.computed, rules.Commentary(words, is_approved=True))


def _tell_directors(references: Sequence[str], label: str, *, on: date) -> None:
    posts = Indicator.objects.filter(reference__in=references).values("director")
    holders = User.objects.filter(person__post_holdings__post__in=posts)
    current = [user for user in holders.distinct() if Indicator.objects.directed_by(user, on=on).exists()]
    sentences = ("They wait for your approval. Sign in and open the values to approve.",)
    send_notice(to=current, subject=f"Values of {label} were submitted", sentences=sentences)


@transaction.atomic
def approve_values(*, label: str, read: Collection[Read], by: User, at: datetime, on: date) -> Moved:
    """Will approve what a director read of a period: submitted values and commentaries, each unless it changed since.

    An approved value supersedes the one that it restates, which stays as it was.

    Raises:
        NotAllowed: one of the indicators is not the director's.
    """
    indicators = _directed([one.indicator for one in read], by=by, on=on)
    rows = IndicatorValue.objects.select_for_update().filter(
        area__is_own=True, indicator__in=indicators, period=label
    )
    held = {(row.indicator_id, row.state): row for row in rows}
    comments = {
        row.indicator_id: row
        for row in Commentary.objects.select_for_update().filter(
            area__is_own=True, indicator__in=indicators, period=label
        )
    }
    result = Moved()
    for one in read:
        reference = indicators[one.indicator].reference
        value, comment = held.get((one.indicator, ValueState.SUBMITTED)), comments.get(one.indicator)
        if (one.value, one.comment) != (_edit_number(value), _edit_number(comment)):
            result.left[reference] = CHANGED
            continue
        if value is not None:
            settled = [held.get((one.indicator, state)) for state in SETTLED_STATES]
            _settle(value, next(filter(None, settled), None), by=by, at=at)
        if comment is not None and comment.approved_at is None:
            _approve_words(comment, by=by, at=at)
        result.done.append(reference)
    return result


@transaction.atomic
def return_value(*, value: IndicatorValue, reason: str, by: User, at: datetime, on: date) -> IndicatorValue:
    """Will give a submitted value back to whoever entered it, with the reason, which the audit log keeps."""
    _directed([value.indicator_id], by=by, on=on)
    if not reason.strip():
        raise Invalid("Enter the reason: the indicator's manager needs it.", field="reason")
    now = IndicatorValue.objects.select_for_update().get(pk=value.pk)
    _move(now, "return", by=by, at=at, reason=reason.strip())
    return now


def _directed(keys: Collection[int], *, by: User, on: date) -> Mapping[int, Indicator]:
    """The indicators, if all of them are the director's to approve."""
    found = Indicator.objects.directed_by(by, on=on).in_bulk(list(keys))
    if len(found) < len(set(keys)):
        raise NotAllowed("Only the indicator's director approves its values and commentary, or returns them.")
    return found


def _edit_number(row: IndicatorValue | Commentary | None) -> int:
    return 0 if row is None else row.edit_number


def _settle(value: IndicatorValue, settled: IndicatorValue | None, *, by: User, at: datetime) -> None:
    """Approve a value; the one that it takes the place of steps back first, because only one may be settled."""
    if settled is not None:
        _move(settled, "supersede", by=by, at=at)
        IndicatorValue.objects.filter(pk=value.pk).update(supersedes=settled)
    IndicatorValue.objects.filter(pk=value.pk).update(approved_at=at, approved_by=by)
    _move(value, "approve", by=by, at=at)


def _approve_words(comment: Commentary, *, by: User, at: datetime) -> None:
    Commentary.objects.filter(pk=comment.pk).update(
        approved_at=at, approved_by=by, edit_number=F("edit_number") + 1
    )
    record_event(verb="commentary_approved", subject=comment, by=by, at=at)


def _move(row: IndicatorValue, verb: str, *, by: User, at: datetime, reason: str = "") -> None:
    target = next_value_state(row.state, verb)
    if target is None:
        raise NotAllowed(
            f"A value that is {row.get_state_display().lower()} cannot take this step. Open the page again."
        )
    IndicatorValue.objects.filter(pk=row.pk).update(state=target, edit_number=F("edit_number") + 1)
    record_event(verb=f"value_{verb}", subject=row, by=by, at=at, reason=reason)
