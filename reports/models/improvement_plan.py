"""Improvement plans: themes, objectives and actions, and the dated updates that say how far each has come."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Identified
from reports.choices import ActionStatus, DueKind, LinkKind
from reports.domain.improvement_plan.due import Due, Window
from reports.domain.improvement_plan.due import DueKind as Kind
from reports.models.body import Body
from reports.querysets.improvement_plan import (
    ActionUpdateQuerySet,
    ImprovementPlanQuerySet,
    PlanActionQuerySet,
)

UNPUBLISHED = "Title not published"
DIGITS, PLACES = 16, 4


class ImprovementPlan(Identified):
    """What a service has undertaken to put right in a period, and the body that it tells how far it has come."""

    slug = models.SlugField(unique=True, help_text="Its name in addresses; never changes.")
    title = models.CharField(max_length=200)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="improvement_plans", help_text="The body it reports to."
    )
    starts_on = models.DateField(help_text="First day of its period.")
    ends_on = models.DateField(help_text="Last day of its period.")
    is_public = models.BooleanField(
        default=False,
        help_text="Whether everybody may read its figures and actions; updates stay with staff.",
    )
    overall_decimals = models.PositiveSmallIntegerField(
        default=2, validators=[MaxValueValidator(4)], help_text="Of the shares of the whole plan."
    )
    theme_decimals = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(4)], help_text="Of the shares of a theme."
    )
    priority_decimals = models.PositiveSmallIntegerField(
        default=2, validators=[MaxValueValidator(4)], help_text="Of the shares of a priority."
    )
    source_notes = models.JSONField(
        default=list,
        blank=True,
        help_text="What was found wrong in a plan taken from elsewhere, a sentence each.",
    )

    objects = ImprovementPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="improvement_plan_ends_after_it_starts",
                violation_error_message="The period ends before it starts. Change one of the two days.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan_detail", args=[self.slug])


class PlanPriority(Identified):
    """How urgent an action of a plan is, with the days in which such actions are to be completed."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="priorities")
    number = models.PositiveSmallIntegerField(help_text="1 is the most urgent.")
    first = models.DateField("from", null=True, blank=True, help_text="First day; empty for no earliest day.")
    last = models.DateField("until", null=True, blank=True, help_text="Last day; empty for no latest day.")

    class Meta:
        verbose_name_plural = "plan priorities"
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_priority_once"),
            models.CheckConstraint(
                condition=Q(first=None) | Q(last=None) | Q(first__lte=F("last")),
                name="plan_priority_days_in_order",
                violation_error_message="The last day is before the first. Change one of the two.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.window}"

    @property
    def window(self) -> Window:
        """The days in which its actions are to be completed."""
        return Window(self.first, self.last)


class PlanTheme(Identified):
    """A part of a plan, under which its objectives stand."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="themes")
    reference = models.CharField(max_length=20, help_text="As the plan numbers it.")
    title = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "reference"], name="plan_theme_reference_once"),
            models.UniqueConstraint(fields=["plan", "position"], name="plan_theme_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Objective(Identified):
    """What the actions under it are to achieve; without words where the source prints none."""

    theme = models.ForeignKey(PlanTheme, on_delete=models.CASCADE, related_name="objectives")
    title = models.CharField(max_length=300, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "position"], name="objective_position_once"),
        ]

    def __str__(self) -> str:
        return self.title or "Objective not published"


class PlanAction(Identified):
    """Something that a plan says will be done, by when, and by which posts."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="actions")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="actions")
    priority = models.ForeignKey(PlanPriority, on_delete=models.PROTECT, related_name="actions")
    reference = models.CharField(max_length=20, help_text="As the plan numbers it.")
    position = models.PositiveIntegerField(help_text="Its place in the plan, from 1.")
    text = models.TextField(
        "action", blank=True, default="", help_text="Empty where a source counts it without printing it."
    )
    due_kind = models.CharField("due", max_length=10, choices=DueKind)
    due_on = models.DateField(
        "due date", null=True, blank=True,
        help_text="The last day in time: a month’s last day; of what is ongoing, the day of its next review.",
    )  # fmt: skip
    added_on = models.DateField(
        null=True, blank=True, help_text="The day from which it is in the plan; empty from the beginning."
    )
    unit = models.CharField(max_length=60, blank=True, default="", help_text="Of the values: percent, staff.")
    baseline_text = models.CharField(max_length=400, blank=True, default="", help_text="Where it began.")
    baseline_value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    target_text = models.CharField(max_length=400, blank=True, default="", help_text="Where it is to lead.")
    target_value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_actions_changed"
    )
    edit_number = models.PositiveIntegerField(
        default=1, help_text="Counts its changes and updates; protects two editors."
    )

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reference"],
                name="plan_action_reference_once",
                violation_error_message="The plan has an action with this reference. Choose another.",
            ),
            models.UniqueConstraint(fields=["plan", "position"], name="plan_action_position_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(due_kind__in=[DueKind.OUTTURN, DueKind.ONGOING]),
                name="plan_action_has_its_day",
                violation_error_message="Enter the day or the month in which the action is due.",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=False, changed_by__isnull=False),
                name="plan_action_changed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.reference} of {self.plan}"

    @property
    def title(self) -> str:
        """What is to be done, or that the source does not say."""
        return self.text or UNPUBLISHED

    @property
    def due(self) -> Due:
        """When it is due, for the rules."""
        return Due(Kind(self.due_kind), self.due_on)

    def status(self, *, on: date) -> ActionStatus:
        """How far it had come at the end of a day."""
        said = self.updates.with_status(until=on).latest_first().values_list("status", flat=True).first()
        return ActionStatus(said or ActionStatus.NOT_KNOWN)

    def get_absolute_url(self) -> str:
        return reverse("action_detail", args=[self.pk])


class ActionLead(models.Model):
    """Who answers for an action, under the post that the plan prints, and which person writes its updates."""

    action = models.ForeignKey(PlanAction, on_delete=models.CASCADE, related_name="leads")
    post_title = models.CharField("post", max_length=200, help_text="The post or team as it is printed.")
    person = models.ForeignKey(
        "childservices.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="plan_actions_led",
        help_text="Who writes the updates.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "post_title"], name="action_lead_once"),
        ]

    def __str__(self) -> str:
        return self.post_title


class ActionLink(models.Model):
    """What an action answers or is measured by, by the reference that papers give it."""

    action = models.ForeignKey(PlanAction, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12, choices=LinkKind)
    reference = models.CharField(max_length=300, help_text="NI 59, or minute D68 of 4 November 2009.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "kind", "reference"], name="action_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reference}"


class ActionUpdate(Identified):
    """What was said of an action as of a day; it is never changed, a later one takes its place."""

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="updates")
    number = models.PositiveIntegerField(
        help_text="Counts the updates of the action; of one day the last counts."
    )
    on = models.DateField("day", help_text="The day as of which it was so.")
    status = models.CharField(
        max_length=20, choices=ActionStatus, blank=True, default="", help_text="Empty: as it was before."
    )
    text = models.TextField(blank=True, default="")
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    evidence = models.ForeignKey(
        "childservices.CleanedUpload", null=True, blank=True, on_delete=models.PROTECT,
        related_name="action_updates",
    )  # fmt: skip
    evidence_name = models.CharField(
        max_length=200, blank=True, default="", help_text="The file's name at upload."
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="action_updates_made"
    )

    objects = ActionUpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="action_update_number_once"),
            models.CheckConstraint(
                condition=~Q(status="") | ~Q(text="") | Q(value__isnull=False) | Q(evidence__isnull=False),
                name="action_update_says_something",
                violation_error_message="Say how the action stands: choose a status, or write a sentence.",
            ),
            models.CheckConstraint(
                condition=Q(evidence__isnull=True, evidence_name="")
                | (Q(evidence__isnull=False) & ~Q(evidence_name="")),
                name="action_update_evidence_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(made_at__isnull=False, made_by__isnull=False), name="action_update_made_at_and_by"
            ),
        ]
        indexes = [models.Index(fields=["action", "-on", "-number"], name="action_update_latest")]

    def __str__(self) -> str:
        return f"Update {self.number} of action {self.action.reference}"

    @property
    def value_text(self) -> str:
        """The value without needless zeros: 58.7; nothing where there is none."""
        return "" if self.value is None else f"{self.value.normalize():f}"


class PlanRisk(Identified):
    """A risk or issue of a plan, from the day it was raised until the day it was closed."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="risks")
    reference = models.CharField(max_length=20)
    text = models.TextField("risk or issue")
    raised_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True, help_text="Empty while it is open.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "reference"], name="plan_risk_reference_once"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("raised_on")),
                name="plan_risk_closed_after_it_was_raised",
                violation_error_message="It was closed before it was raised. Change one of the two days.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
