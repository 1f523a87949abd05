"""Bodies of the council and its partnerships, and who sits on them."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from childservices.models import Identified
from reports.choices import BodyKind, ItemKind, MembershipRole, Regime
from reports.querysets.body import BodyQuerySet, MembershipQuerySet


class Body(Identified):
    """A body that meets and decides: a cabinet, a cabinet member with advisers, a committee, a partnership."""

    slug = models.SlugField(unique=True, help_text="The body's short name in addresses and commands.")
    name = models.CharField(max_length=200, help_text="The name as it is printed on agendas.")
    kind = models.CharField(max_length=20, choices=BodyKind, help_text="What sort of body it is.")
    regime = models.CharField(
        max_length=20, choices=Regime, help_text="The law that governs its notices, papers and exemptions."
    )
    minute_prefix = models.CharField(
        max_length=5, blank=True, default="", help_text="What stands before a minute's number: D in D68."
    )
    call_in_applies = models.BooleanField(
        default=False, help_text="Whether scrutiny may call in this body's decisions."
    )
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many members must be present; empty where none is set."
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children",
        help_text="The body it reports to.",
    )  # fmt: skip
    template = models.ForeignKey(
        "reports.ReportTemplate", null=True, blank=True, on_delete=models.PROTECT, related_name="bodies",
        help_text="The template that reports to this body are written on.",
    )  # fmt: skip
    active_from = models.DateField(
        null=True, blank=True, help_text="First day of the body; empty if not known."
    )
    active_to = models.DateField(
        null=True, blank=True, help_text="Last day of the body; empty while it exists."
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=Q(active_from__isnull=True)
                | Q(active_to__isnull=True)
                | Q(active_to__gte=F("active_from")),
                name="body_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first day.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_active(self, on: date) -> bool:
        """Whether the body exists on a day."""
        return (self.active_from is None or self.active_from <= on) and (
            self.active_to is None or on <= self.active_to
        )


class StandingItem(models.Model):
    """An item that stands on every agenda of a body without anybody typing it."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="standing_items")
    position = models.PositiveSmallIntegerField(help_text="Its place on the agenda, from 1.")
    kind = models.CharField(
        max_length=20, choices=ItemKind, default=ItemKind.STANDING, help_text="What the item is for."
    )
    title = models.CharField(max_length=300, help_text="The item's title as it is printed.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "position"], name="standing_item_position_unique"),
        ]

    def __str__(self) -> str:
        return self.title


class Membership(models.Model):
    """A person's place on a body between two days; the rights that come from it end with it."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("childservices.Person", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=MembershipRole, help_text="The place taken in the body.")
    starts_on = models.DateField(help_text="First day of the membership.")
    ends_on = models.DateField(
        null=True, blank=True, help_text="Last day of the membership. Nothing exempt opens on the day after."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first day.",
            ),
            models.UniqueConstraint(fields=["body", "person", "role", "starts_on"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()} of {self.body}"
