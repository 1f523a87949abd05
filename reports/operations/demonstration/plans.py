"""Improvement plans of the demonstration: of some a source prints every action, of others how many there are."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from childservices.models import Person, User
from childservices.operations.audit import record_event
from childservices.richtext import identify_blocks
from reports.choices import ActionStatus, DueKind, HighlightKey, LinkKind
from reports.models import (
    ActionLead,
    ActionLink,
    ActionUpdate,
    Body,
    HighlightReport,
    HighlightSection,
    ImprovementPlan,
    Objective,
    PlanAction,
    PlanPriority,
    PlanRisk,
    PlanTheme,
)
from reports.operations.demonstration.identity import person_of, stable_id
from reports.papers.highlights import generated_sections

LINKS = {"indicators": LinkKind.INDICATOR, "inspections": LinkKind.INSPECTION}
TEXTS = ("text", "unit", "baseline_text", "target_text")
VALUES = ("baseline_value", "target_value")


@transaction.atomic
def load_plan(*, row: Mapping[str, Any], by: User, at: datetime) -> ImprovementPlan:
    """Will make a plan with its actions, updates, risks and highlight reports, unless it is there already."""
    existing = ImprovementPlan.objects.filter(slug=row["slug"]).first()
    if existing is not None:
        return existing
    plan = ImprovementPlan.objects.create(
        pk=stable_id("plan", row["slug"]),
        slug=row["slug"],
        title=row["title"],
        body=Body.objects.get(slug=row["body"]),
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(row["ends_on"]),
        is_public=True,
        source_notes=row["source_notes"],
    )
    _Loading(plan, row, by, at).load()
    record_event(verb="demonstration_plan_loaded", subject=plan, by=by, at=at)
    return plan


class _Loading:
    """A plan that is being filled."""

    def __init__(self, plan: ImprovementPlan, row: Mapping[str, Any], by: User, at: datetime) -> None:
        self.plan, self.row, self.by, self.at = plan, row, by, at
        self.writers: dict[str, Person] = {
            post: person_of(writer) for post, writer in row.get("update_writers", {}).items()
        }
        self.position = 0

    def load(self) -> None:
        """Will write every part of the plan."""
        self.priorities = {
            one["number"]: PlanPriority.objects.create(plan=self.plan, **_dated(one, "first", "last"))
            for one in self.row["priorities"]
        }
        for place, theme in enumerate(self.row["themes"], start=1):
            made = PlanTheme.objects.create(
                plan=self.plan, reference=theme["reference"], title=theme["title"], position=place
            )
            for number, objective in enumerate(theme["objectives"], start=1):
                under = Objective.objects.create(theme=made, title=objective["title"], position=number)
                self._add_actions(under, objective)
        for risk in self.row["risks"]:
            PlanRisk.objects.create(plan=self.plan, **_dated(risk, "raised_on"))
        for report in self.row["highlight_reports"]:
            self._add_report(report)

    def _add_actions(self, objective: Objective, row: Mapping[str, Any]) -> None:
        rows = [*row.get("actions", ()), *self._counted(objective, row.get("unpublished", ()))]
        actions = [self._action(objective, one) for one in rows]
        PlanAction.objects.bulk_create(actions)
        pairs = list(zip(actions, rows, strict=True))
        ActionLead.objects.bulk_create(lead for action, one in pairs for lead in self._leads(action, one))
        ActionLink.objects.bulk_create(
            ActionLink(action=action, kind=kind, reference=reference)
            for action, one in pairs
            for name, kind in LINKS.items()
            for reference in one.get(name, ())
        )
        ActionUpdate.objects.bulk_create(
            update for action, one in pairs for update in self._updates(action, one)
        )

    def _counted(self, objective: Objective, counts: Any) -> Iterator[Mapping[str, Any]]:
        """An action for each that was counted by its priority and status, with a number and no words."""
        for count in counts:
            number = 0
            for status in ActionStatus:
                for _ in range(count.get(status, 0)):
                    number += 1
                    yield {
                        "reference": f"{objective.theme.reference}.{count['priority']}.{number}",
                        "priority": count["priority"],
                        "due_kind": DueKind.DATE,
                        "due_on": self.priorities[count["priority"]].last,
                        "updates": [{"on": self.row["stated_on"], "status": status}],
                    }

    def _action(self, objective: Objective, row: Mapping[str, Any]) -> PlanAction:
        self.position += 1
        return PlanAction(
            pk=stable_id("plan-action", self.plan.slug, row["reference"]),
            plan=self.plan,
            objective=objective,
            priority=self.priorities[row["priority"]],
            reference=row["reference"],
            position=self.position,
            due_kind=row["due_kind"],
            due_on=_day(row["due_on"]),
            changed_at=self.at,
            changed_by=self.by,
            edit_number=1 + len(row.get("updates", ())),
            **{name: row.get(name, "") for name in TEXTS},
            **{name: Decimal(row[name]) if name in row else None for name in VALUES},
        )

    def _leads(self, action: PlanAction, row: Mapping[str, Any]) -> Iterator[ActionLead]:
        for place, post in enumerate(row.get("leads", ()), start=1):
            yield ActionLead(action=action, post_title=post, person=self.writers.get(post), position=place)

    def _updates(self, action: PlanAction, row: Mapping[str, Any]) -> Iterator[ActionUpdate]:
        for number, said in enumerate(row.get("updates", ()), start=1):
            yield ActionUpdate(
                pk=stable_id("plan-update", self.plan.slug, action.reference, number),
                action=action,
                number=number,
                on=date.fromisoformat(said["on"]),
                status=said.get("status", ""),
                text=said.get("text", ""),
                value=Decimal(said["value"]) if "value" in said else None,
                made_at=self.at,
                made_by=self.by,
            )

    def _add_report(self, row: Mapping[str, Any]) -> None:
        """Make a highlight report as it is computed, and beside it as the source wrote it."""
        month = date.fromisoformat(row["month"])
        report = HighlightReport.objects.create(
            pk=stable_id("highlight-report", self.plan.slug, row["month"]),
            plan=self.plan,
            month=month,
            generated_at=self.at,
            generated_by=self.by,
        )
        generated = generated_sections(self.plan, month=month)
        for key in HighlightKey:
            HighlightSection.objects.create(
                pk=stable_id("highlight-section", self.plan.slug, row["month"], key),
                report=report,
                key=key,
                generated=generated[key],
                body=identify_blocks(row["sections"][key]),
                edit_number=2,
                changed_at=self.at,
                changed_by=self.by,
            )


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _dated(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: _day(value) if name in names else value for name, value in row.items()}
