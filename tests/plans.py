"""Improvement plans for tests: a small plan with two themes, three priorities, a keeper and a lead."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from childservices.choices import Role
from childservices.models import Person, User
from reports.choices import ActionStatus, BodyKind, DueKind, Regime
from reports.models import (
    ActionLead,
    ActionUpdate,
    Body,
    ImprovementPlan,
    Objective,
    PlanAction,
    PlanPriority,
    PlanTheme,
)
from reports.operations.demonstration import load_council, load_plan
from tests.factories import PersonFactory, PostFactory, PostHoldingFactory
from tests.papers import user_in

FIXTURES = settings.BASE_DIR / "fixtures" / "demonstration"
AT = datetime(2009, 11, 2, 9, 0, tzinfo=UTC)
ON = date(2009, 11, 2)


@dataclass
class Planning:
    """A plan with whoever keeps it and whoever leads its actions."""

    plan: ImprovementPlan
    keeper: User
    lead: User

    def action(
        self, reference: str = "1.1", *, theme: str = "1", priority: int = 1, **fields: Any
    ) -> PlanAction:
        """An action that the lead answers for, due in November 2009 unless the fields say otherwise."""
        values = {
            "text": f"Do {reference}",
            "due_kind": DueKind.DATE,
            "due_on": date(2009, 11, 30),
            "changed_at": AT,
            "changed_by": self.keeper,
            **fields,
        }
        action = PlanAction.objects.create(
            plan=self.plan,
            objective=Objective.objects.get(theme__plan=self.plan, theme__reference=theme),
            priority=self.plan.priorities.get(number=priority),
            reference=reference,
            position=self.plan.actions.count() + 1,
            **values,
        )
        ActionLead.objects.create(action=action, post_title="Head of Early Help", person=self.lead.person)
        return action

    def said(
        self, action: PlanAction, on: date, status: ActionStatus | str = "", **fields: Any
    ) -> ActionUpdate:
        """An update of an action, as if it had been made when its day was over."""
        fields.setdefault("text", "It was said.")
        number = action.updates.count() + 1
        return ActionUpdate.objects.create(
            action=action, number=number, on=on, status=status, made_at=AT, made_by=self.lead, **fields
        )


def make_planning(slug: str = "recovery-plan", **fields: Any) -> Planning:
    """Make the plan, its keeper and the lead of its actions."""
    body, _ = Body.objects.get_or_create(
        slug="improvement-board",
        defaults={"name": "Improvement Board", "kind": BodyKind.PARTNERSHIP, "regime": Regime.NONE},
    )
    values = {"title": "Recovery Plan", "is_public": True, **fields}
    plan = ImprovementPlan.objects.create(
        slug=slug, body=body, starts_on=date(2009, 4, 1), ends_on=date(2010, 3, 31), **values
    )
    windows = {
        1: (None, date(2009, 10, 31)),
        2: (date(2009, 11, 1), date(2009, 12, 31)),
        3: (date(2010, 1, 1), None),
    }
    for number, (first, last) in windows.items():
        PlanPriority.objects.create(plan=plan, number=number, first=first, last=last)
    for number, title in enumerate(("Leadership", "Safeguarding"), start=1):
        theme = PlanTheme.objects.create(plan=plan, reference=str(number), title=title, position=number)
        Objective.objects.create(theme=theme, title=f"Better {title.lower()}")
    lead: Person = PersonFactory()
    post = PostFactory(title="Head of Early Help", slug=f"head-of-early-help-{slug}")
    PostHoldingFactory(person=lead, post=post)
    return Planning(plan, user_in(Role.PERFORMANCE_OFFICER), user_in(Role.OFFICER, person=lead))


def load_demonstration_plan(slug: str) -> ImprovementPlan:
    """Load a plan of the demonstration without the rest of the council."""
    council, current = (
        json.loads((FIXTURES / name).read_text()) for name in ("council.json", "current.json")
    )
    load_council(
        organisations=[*council["organisations"], *current["organisations"]],
        posts=[*council["posts"], *current["posts"]],
    )
    Body.objects.get_or_create(
        slug="cabinet-member-cyps",
        defaults={"name": "Cabinet Member", "kind": BodyKind.CABINET_MEMBER, "regime": Regime.LGA_1972},
    )
    row = json.loads((FIXTURES / "plans" / f"{slug}.json").read_text())
    keeper = User.objects.filter(email="keeper@council.example").first()
    keeper = keeper or user_in(Role.PERFORMANCE_OFFICER, email="keeper@council.example")
    return load_plan(row=row, by=keeper, at=AT)
