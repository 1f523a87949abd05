"""Programmes with their money, and the providers whom it reaches."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.choices import OrganisationKind
from childservices.models import Kept
from partnerships.choices import PotKind
from partnerships.models.base import money_field
from partnerships.querysets.agreement import ProgrammeQuerySet

COUNCIL_KINDS = frozenset({OrganisationKind.DIRECTORATE, OrganisationKind.COUNCIL})


class Programme(Kept):
    """A budget for a purpose and a time, shared out among providers."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its name in addresses; never changes.")
    title = models.CharField(max_length=200, help_text="As papers print it, with its year.")
    purpose = models.TextField(blank=True, default="", help_text="What the money is for, in a few sentences.")
    funder = models.CharField(max_length=200, blank=True, default="", help_text="Where the money comes from.")
    budget = money_field("budget", help_text="In pounds, after what was taken off before.")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    return_days = models.PositiveSmallIntegerField(
        "working days for returns",
        default=15,
        help_text="How many working days after the end of a quarter a return is due.",
    )
    is_public = models.BooleanField(
        "public", default=False, help_text="Whether the summary and the exports are open to everybody."
    )
    printed_council_share = models.DecimalField(
        "printed share of the council, per cent", max_digits=5, decimal_places=2, null=True, blank=True,
        help_text="Only for a programme taken from a paper: what the paper prints.",
    )  # fmt: skip
    source_notes = models.JSONField(
        default=list, blank=True, editable=False,
        help_text="What was found wrong in a programme taken from a paper, a sentence each.",
    )  # fmt: skip

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="programme_dates_in_order",
                violation_error_message="Enter a last day that is not before the first.",
            ),
            models.CheckConstraint(condition=Q(budget__gte=0), name="programme_budget_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programme_detail", args=[self.slug])


class Pot(Kept):
    """A named sum of a programme that is not with a provider, and why."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="pots", editable=False)
    kind = models.CharField(max_length=12, choices=PotKind, default=PotKind.UNALLOCATED)
    name = models.CharField(max_length=200, help_text="For example: small grants.")
    amount = money_field("amount", null=True, blank=True, help_text="Empty where no sum is stated.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="pot_once_a_programme",
                violation_error_message="There is a sum of this name already. Change that one.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="pot_amount_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Provider(Kept):
    """An organisation in its part as provider, with the numbers that registers know it by."""

    organisation = models.OneToOneField(
        "childservices.Organisation", on_delete=models.PROTECT, related_name="provider"
    )
    charity_number = models.CharField(max_length=12, blank=True, default="")
    company_number = models.CharField(max_length=12, blank=True, default="")
    ofsted_urn = models.CharField("Ofsted reference", max_length=12, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(charity_number__regex=r"^([A-Z0-9-]*)$")
                & Q(company_number__regex=r"^([A-Z0-9]*)$")
                & Q(ofsted_urn__regex=r"^([A-Z0-9]*)$"),
                name="provider_numbers_are_plain",
                violation_error_message="Enter the numbers in capital letters and figures, without spaces.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_council(self) -> bool:
        """Whether it is one of the council's own services."""
        return self.organisation.kind in COUNCIL_KINDS

    def get_absolute_url(self) -> str:
        return reverse("provider_detail", args=[self.pk])
