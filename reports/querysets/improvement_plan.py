"""Which plans a person may read, which actions are due on a day, and which updates say a status."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from reports.choices import LEFT_OUT, OPEN_ACTIONS, ActionStatus, DueKind

IS_OPEN, IS_LEFT_OUT = Q(status_then__in=OPEN_ACTIONS), Q(status_then__in=LEFT_OUT)
"""Of actions as at a day."""

if TYPE_CHECKING:
    from reports.models import ActionUpdate, ImprovementPlan, PlanAction  # noqa: F401  (named in a string)


class ImprovementPlanQuerySet(QuerySet["ImprovementPlan"]):
    """Plans, by who asks."""

    def visible_to(self, user: Any) -> ImprovementPlanQuerySet:
        """Plans that a person may read: staff all, everybody else those that are public."""
        if user.is_authenticated and user.is_council_staff:
            return self
        return self.public()

    def public(self) -> ImprovementPlanQuerySet:
        """Plans that everybody may read."""
        return self.filter(is_public=True)


class PlanActionQuerySet(QuerySet["PlanAction"]):
    """Actions of plans, by who leads them and where they stand on a day."""

    def led_by(self, user: Any) -> PlanActionQuerySet:
        """Actions whose updates a person writes."""
        if user.person_id is None:
            return self.none()
        return self.filter(leads__person=user.person_id).distinct()

    def as_at(self, day: date) -> PlanActionQuerySet:
        """Actions that were in the plan on a day, each with its status at the day's end as `status_then`."""
        updates: Any = self.model._meta.get_field("updates").related_model
        latest = updates.objects.filter(action=OuterRef("pk")).with_status(until=day)
        status = Subquery(latest.order_by("-on", "-number").values("status")[:1])
        planned = self.filter(Q(added_on__isnull=True) | Q(added_on__lte=day))
        return planned.annotate(status_then=Coalesce(status, Value(ActionStatus.NOT_KNOWN.value)))

    def open(self, *, on: date) -> PlanActionQuerySet:
        """Actions that were still to be completed on a day."""
        return self.as_at(on).filter(IS_OPEN)

    def overdue(self, *, on: date) -> PlanActionQuerySet:
        """Actions that were open on a day and had fallen due before it."""
        return self.open(on=on).filter(due_on__lt=on).exclude(due_kind=DueKind.ONGOING)

    def due(self, *, on: date, until: date) -> PlanActionQuerySet:
        """Actions that are open on a day and fall due, or come up for review, from then to another day.

        A review that is past still waits to be held.
        """
        review = Q(due_kind=DueKind.ONGOING, due_on__lte=until)
        return self.open(on=on).filter(review | Q(due_on__gte=on, due_on__lte=until))

    def counted(self) -> PlanActionQuerySet:
        """Of actions as at a day, those of which the totals are made."""
        return self.exclude(IS_LEFT_OUT)

    def left_out(self) -> PlanActionQuerySet:
        """Of actions as at a day, those cancelled or merged, which are listed apart."""
        return self.filter(IS_LEFT_OUT)

    def soonest_first(self) -> PlanActionQuerySet:
        """Actions by their due day, those without one last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "plan__title", "position")

    def for_lists(self) -> PlanActionQuerySet:
        """Actions with what a list shows about them."""
        rows = self.select_related("plan", "objective__theme", "priority")
        return rows.prefetch_related("leads").annotate(updated_on=Max("updates__on"))


class ActionUpdateQuerySet(QuerySet["ActionUpdate"]):
    """Updates of actions, which are only ever added."""

    def with_status(self, *, until: date) -> ActionUpdateQuerySet:
        """Updates that give a status, as of a day or one before it."""
        return self.filter(on__lte=until).exclude(status="")

    def latest_first(self) -> ActionUpdateQuerySet:
        """Updates by their day, the latest first; of one day the last that was made."""
        return self.order_by("-on", "-number")
