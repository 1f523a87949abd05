"""Actions of improvement plans: added, changed, and updated day by day without overwriting anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import get_current_timezone

from childservices.domain.refusals import EditConflict, Refusal
from childservices.models import CleanedUpload, PostHolding, User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, change_row, check_row
from childservices.operations.uploads import cleaned_upload
from childservices.pdf import PaperError
from reports.choices import DueKind, LinkKind
from reports.domain.improvement_plan.due import last_day
from reports.models import ActionLead, ActionLink, ActionUpdate, ImprovementPlan, PlanAction
from reports.permissions import can_keep_plans, can_update_action
from reports.queries.improvement_plan import latest_said

TAKEN = "The plan has an action with this reference. Choose another."


@dataclass(frozen=True)
class RowUpdate:
    """What somebody says of one action among many: the action, the edit number it was read at, and the words."""

    action: PlanAction
    expected: int
    values: Mapping[str, Any]


class RowsRefused(Refusal):
    """Some of many updates cannot be kept; `rows` tells why, by the place of each, and none is kept."""

    def __init__(self, rows: Mapping[int, Refusal]) -> None:
        super().__init__("Nothing is saved yet. Correct the rows that are marked, then save all of them.")
        self.rows = dict(rows)


@transaction.atomic
def add_action(
    *,
    plan: ImprovementPlan,
    values: Mapping[str, Any],
    leads: Sequence[str],
    links: Mapping[LinkKind, Sequence[str]],
    by: User,
    at: datetime,
) -> PlanAction:
    """Will put an action at the end of a plan, with the posts that lead it and what it answers.

    Raises:
        Invalid: the reference is taken, or a day is missing.
    """
    _refuse_unless_keeper(by)
    last = plan.actions.aggregate(last=Max("position"))["last"] or 0
    action = PlanAction(plan=plan, position=last + 1, changed_at=at, changed_by=by, **_with_last_day(values))
    _check_action(action)
    action.save(force_insert=True)
    _write_parts(action, leads, links, on=_day_of(at))
    record_event(verb="plan_action_added", subject=action, by=by, at=at)
    return action


@transaction.atomic
def change_action(
    *,
    action: PlanAction,
    expected: int,
    values: Mapping[str, Any],
    leads: Sequence[str],
    links: Mapping[LinkKind, Sequence[str]],
    by: User,
    at: datetime,
) -> PlanAction:
    """Will change what an action is, when it is due and who leads it; how far it has come is said in updates.

    Raises:
        EditConflict: somebody else changed or updated it meanwhile.
    """
    _refuse_unless_keeper(by)
    written = _with_last_day(values)
    for name, value in written.items():
        setattr(action, name, value)
    _check_action(action)
    change_row(action, expected=expected, values=written | {"changed_at": at, "changed_by": by})
    _write_parts(action, leads, links, on=_day_of(at))
    record_event(verb="plan_action_changed", subject=action, by=by, at=at)
    return action


def update_action(
    *,
    action: PlanAction,
    expected: int,
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    file: bytes = b"",
    file_name: str = "",
) -> ActionUpdate:
    """Will add a dated update to an action, with a file as evidence where there is one.

    Raises:
        EditConflict: somebody else updated it meanwhile; `current` holds what they said.
        Invalid: nothing was said, the day is still to come, or the file cannot be kept.
    """
    _refuse_unless_updater(by, action)
    evidence = _cleaned(file, at=at) if file else None
    with transaction.atomic():
        name = file_name[:200] if evidence else ""
        said = {**values, "evidence": evidence, "evidence_name": name}
        return _update(RowUpdate(action, expected, said), by=by, at=at)


def update_actions(*, rows: Sequence[RowUpdate], by: User, at: datetime) -> Sequence[ActionUpdate]:
    """Will add an update to each of many actions, all of them or none.

    Raises:
        RowsRefused: some cannot be kept, each for its own reason.
    """
    refused: dict[int, Refusal] = {}
    made = []
    with transaction.atomic():
        for place, row in enumerate(rows):
            try:
                with transaction.atomic():
                    _refuse_unless_updater(by, row.action)
                    made.append(_update(row, by=by, at=at))
            except Refusal as refusal:
                refused[place] = refusal
        if refused:
            raise RowsRefused(refused)
    return made


def _update(row: RowUpdate, *, by: User, at: datetime) -> ActionUpdate:
    action = row.action
    last = latest_said(action)
    number = last.number + 1 if last else 1
    update = ActionUpdate(action=action, number=number, made_at=at, made_by=by, **row.values)
    if update.on > _day_of(at):
        raise Invalid("This day is still to come. Enter today or a day before it.", field="on")
    check_row(update)
    try:
        change_row(action, expected=row.expected, values={"changed_at": at, "changed_by": by})
    except EditConflict as conflict:
        current = conflict.current and conflict.current | _said_meanwhile(action)
        raise EditConflict(conflict.sentence, current) from conflict
    update.save(force_insert=True)
    record_event(
        verb="plan_action_updated",
        subject=action,
        by=by,
        at=at,
        detail={"update": number, "status": update.status},
    )
    return update


def _said_meanwhile(action: PlanAction) -> dict[str, str]:
    said = latest_said(action)
    if said is None:
        return {}
    on = f"{said.on.day} {said.on:%B %Y}"
    return {"status": said.status, "text": said.text, "value": said.value_text, "on": on}


def _cleaned(file: bytes, *, at: datetime) -> CleanedUpload:
    try:
        return cleaned_upload(data=file, at=at)
    except PaperError as error:
        raise Invalid(error.sentence, field="file") from error


def _with_last_day(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is due in a month, or with its outturn, is in time until the month's last day."""
    day: date | None = values.get("due_on")
    if day and values["due_kind"] in {DueKind.MONTH, DueKind.OUTTURN}:
        return {**values, "due_on": last_day(day)}
    return dict(values)


def _check_action(action: PlanAction) -> None:
    others = PlanAction.objects.filter(plan=action.plan_id, reference=action.reference)
    if others.exclude(pk=action.pk).exists():
        raise Invalid(TAKEN, field="reference")
    if action.due_on is None and action.due_kind in {DueKind.DATE, DueKind.MONTH}:
        raise Invalid("Enter the day or the month in which the action is due.", field="due_on")
    check_row(action)


def _write_parts(
    action: PlanAction, leads: Sequence[str], links: Mapping[LinkKind, Sequence[str]], *, on: date
) -> None:
    """Write the leads and the links; a lead that stays keeps its person, a new one gets who holds the post."""
    persons = dict(action.leads.values_list("post_title", "person"))
    held = PostHolding.objects.current(on=on).filter(post__title__in=leads).order_by("starts_on")
    holders = dict(held.values_list("post__title", "person"))
    action.leads.all().delete()
    ActionLead.objects.bulk_create(
        ActionLead(
            action=action, post_title=post, person_id=persons.get(post) or holders.get(post), position=place
        )
        for place, post in enumerate(dict.fromkeys(leads), start=1)
    )
    action.links.all().delete()
    ActionLink.objects.bulk_create(
        ActionLink(action=action, kind=kind, reference=reference)
        for kind, references in links.items()
        for reference in dict.fromkeys(references)
    )


def _day_of(at: datetime) -> date:
    return at.astimezone(get_current_timezone()).date()


def _refuse_unless_keeper(by: User) -> None:
    if not can_keep_plans(by):
        raise NotAllowed("Only performance officers add and change the actions of plans. Ask one of them.")


def _refuse_unless_updater(by: User, action: PlanAction) -> None:
    if not can_update_action(by, action):
        raise NotAllowed("Only its leads and performance officers update this action. Tell one of them.")
