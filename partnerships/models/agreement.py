"""Agreements with providers: what is paid for, what is measured, what visits found, and what comes after."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Kept
from partnerships.choices import AgreementKind, Grade, MeasureKind, Renewal
from partnerships.domain.claim import quarter_of
from partnerships.models.base import figure_field, money_field
from partnerships.models.bidding import Bid
from partnerships.models.programme import Programme, Provider
from partnerships.querysets.agreement import AgreementQuerySet


class Agreement(Kept):
    """A grant or contract by which a provider does something for a sum and a time."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="agreements", editable=False
    )
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="agreements")
    bid = models.OneToOneField(
        Bid, on_delete=models.PROTECT, null=True, blank=True, related_name="agreement", editable=False
    )
    number = models.PositiveSmallIntegerField(editable=False, help_text="Its place in the programme.")
    project = models.CharField(max_length=200, help_text="What the provider calls it.")
    kind = models.CharField(max_length=10, choices=AgreementKind, default=AgreementKind.GRANT)
    allocation = money_field("allocation")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    can_roll_over = models.BooleanField(
        "may be renewed", default=False, help_text="A one-year award cannot roll over."
    )
    specification = models.TextField(
        "service specification", blank=True, default="", help_text="What is to be done, for whom and where."
    )
    service_level = models.TextField(
        "service level agreement", blank=True, default="", help_text="How well and how fast it is to be done."
    )
    announced_on = models.DateField(
        null=True, blank=True, editable=False, help_text="From when its provider knows of it; empty in draft."
    )  # fmt: skip
    printed_name = models.CharField(max_length=200, blank=True, default="", editable=False)
    printed_met = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    printed_agreed = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    source_notes = models.JSONField(default=list, blank=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="agreement_number_once"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="agreement_dates_in_order",
                violation_error_message="Enter a last day that is not before the first.",
            ),
            models.CheckConstraint(condition=Q(allocation__gte=0), name="agreement_allocation_not_negative"),
            models.CheckConstraint(
                condition=Q(printed_met__isnull=True, printed_agreed__isnull=True)
                | Q(printed_met__isnull=False, printed_agreed__isnull=False),
                name="agreement_printed_together",
            ),
        ]
        indexes = [models.Index(fields=["ends_on"], name="agreement_ends_on")]

    def __str__(self) -> str:
        return f"{self.project} ({self.provider})"

    @property
    def name(self) -> str:
        """What summaries call it: the name that a paper prints, or the provider's."""
        return self.printed_name or str(self.provider)

    def get_absolute_url(self) -> str:
        return reverse("agreement_detail", args=[self.pk])


class AgreedMeasure(Kept):
    """One thing that a provider is measured by in a year, as it was agreed."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="measures", editable=False
    )
    year = models.PositiveSmallIntegerField(
        "financial year", help_text="The year in which it begins: 2026 for April 2026 to March 2027."
    )
    number = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(max_length=300, help_text="What is counted, or of whom it is a share.")
    kind = models.CharField(max_length=8, choices=MeasureKind, default=MeasureKind.COUNT)
    printed_forecast = figure_field("printed total of the forecasts", editable=False)
    printed_actual = figure_field("printed total of the actuals", editable=False)
    source_notes = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year", "number"], name="agreed_measure_once"),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="agreed_measure_year_is_plausible",
                violation_error_message="Enter a year with four figures, such as 2026.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def year_text(self) -> str:
        """The year as 2008/09."""
        return quarter_of(self.year, 1).whole_year().title

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()


class Visit(Kept):
    """A visit to a service: what was found and how good it is."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="visits", editable=False)
    on = models.DateField("date")
    visitor = models.CharField("visited by", max_length=200, help_text="A post.")
    findings = models.TextField(help_text="Write no names.")
    grade = models.CharField("quality", max_length=12, choices=Grade)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(findings=""), name="visit_found_something")]

    def __str__(self) -> str:
        return f"Visit of {self.on.day} {self.on:%B %Y}"

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()


class RenewalDecision(Kept):
    """What is to become of an agreement at its end, with what was known when it was decided."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="renewals", editable=False
    )
    decision = models.CharField(max_length=6, choices=Renewal)
    reason = models.TextField()
    known = models.JSONField(
        default=dict, editable=False, help_text="Measures met, spend and last grade when it was decided."
    )
    decided_at = models.DateTimeField(editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="renewals_decided", editable=False
    )
    announced_on = models.DateField("tell the provider from", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False, decided_by__isnull=False),
                name="renewal_decided_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.agreement}"

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()
