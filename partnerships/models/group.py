"""Groups of a partnership, who sits on them, what they have to do, and by when."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Organisation, Part, Publishable
from partnerships.choices import GroupKind, Precision, TaskState
from partnerships.domain.due import Exactness, day_words, falls_due
from partnerships.models.strategy import Strategy
from partnerships.querysets.group import MilestoneQuerySet


class Group(Publishable):
    """A board, strategic group, task group or forum in which agencies work together."""

    kind = models.CharField(max_length=10, choices=GroupKind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children",
        verbose_name="reports to", help_text="The group that it reports to.",
    )  # fmt: skip
    strategy = models.ForeignKey(
        Strategy, null=True, blank=True, on_delete=models.PROTECT, related_name="groups",
        help_text="The strategy that it carries out.",
    )  # fmt: skip
    place = models.CharField(max_length=120, blank=True, default="", help_text="The area that it serves.")
    chair = models.CharField("chair or lead", max_length=200, blank=True, default="", help_text="By post.")
    cadence = models.CharField(
        "how often it meets", max_length=120, blank=True, default="", help_text="For example monthly."
    )
    purpose = models.TextField(blank=True, default="")
    terms_of_reference = models.TextField(blank=True, default="")
    age_focus = models.CharField("ages", max_length=120, blank=True, default="")
    other_names = models.TextField(blank=True, default="", help_text="One name on each line.")
    starts_on = models.DateField("first day", null=True, blank=True)
    starts_text = models.CharField("first day as the source gives it", max_length=60, blank=True, default="")
    ends_on = models.DateField("last day", null=True, blank=True, help_text="Empty while it exists.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="group_days_in_order",
                violation_error_message="The last day is before the first. Change one of the two.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("group_detail", args=[self.slug])


class GroupMember(Part):
    """An agency, or a part played, that is represented on a group."""

    whole = "group"
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members", editable=False)
    represents = models.CharField(
        "agency or part", max_length=200, help_text="Agencies and posts, never people's names."
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="group_places",
        help_text="Where it is one of the organisations that are kept.",
    )  # fmt: skip
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(represents=""), name="group_member_represents_somebody"),
        ]

    def __str__(self) -> str:
        return self.represents


class GroupTask(Part):
    """A piece of work that a group has taken on, with what came of it."""

    whole = "group"
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="tasks", editable=False)
    text = models.CharField("task", max_length=500)
    state = models.CharField(max_length=11, choices=TaskState, default=TaskState.PLANNED)
    note = models.CharField(
        "remark", max_length=300, blank=True, default="", help_text="What the state alone does not say."
    )
    evidence = models.CharField(max_length=300, blank=True, default="")
    due_on = models.DateField("due", null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="group_task_says_something")]

    def __str__(self) -> str:
        return self.text


class Milestone(Part):
    """A dated event on the way of a strategy, a programme or a group."""

    area = models.CharField("part of", max_length=80, help_text="The piece of work: Best Start.")
    event = models.CharField(max_length=300)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones"
    )
    strategy = models.ForeignKey(
        Strategy, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones"
    )
    on = models.DateField("date", null=True, blank=True, help_text="Any day of a month or a year.")
    precision = models.CharField(
        "as exact as a", max_length=11, choices=Precision, blank=True, default=Precision.DAY
    )
    date_text = models.CharField("date as the source gives it", max_length=80, blank=True, default="")
    is_done = models.BooleanField("done", default=False)
    note = models.CharField(max_length=300, blank=True, default="")

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(area="") & ~Q(event=""), name="milestone_says_something"),
        ]

    def __str__(self) -> str:
        return self.event

    @property
    def day_words(self) -> str:
        """Its day, as exactly as it is known; the source's words where it gives none."""
        return day_words(self.on, _known_to(self)) if self.on else self.date_text

    @property
    def due_on(self) -> dt.date | None:
        """The last day that can be meant."""
        return falls_due(self.on, _known_to(self)) if self.on else None


def _known_to(row: Milestone) -> Exactness:
    return Exactness(row.precision or Precision.DAY)
