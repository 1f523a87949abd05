"""Funded commitments: money that came with promises."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Part, Publishable
from partnerships.choices import BidState


class Commitment(Publishable):
    """A bid for money and what was promised for it."""

    funder = models.CharField(max_length=200)
    purpose = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=BidState, default=BidState.SUBMITTED)
    bid_on = models.DateField("bid sent", null=True, blank=True)
    decision_on = models.DateField("decision", null=True, blank=True)
    amount = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="In pounds; empty while unknown."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="commitment_amount_not_negative",
                violation_error_message="Enter the amount as nought or more.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("commitment_detail", args=[self.slug])


class Promise(Part):
    """One thing that was promised, so many times, and how often it was done."""

    whole = "commitment"
    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="promises", editable=False
    )
    text = models.CharField("promise", max_length=300)
    promised = models.PositiveIntegerField("times promised", default=1)
    done = models.PositiveIntegerField("times done", default=0)
    evidence = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="promise_says_something")]

    def __str__(self) -> str:
        return self.text


class CommitmentSpend(Part):
    """Money of a commitment that was spent on a day."""

    whole = "commitment"
    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="spending", editable=False
    )
    on = models.DateField("day")
    text = models.CharField("for what", max_length=300)
    amount = models.DecimalField(max_digits=12, decimal_places=2, help_text="In pounds.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0),
                name="commitment_spend_is_something",
                violation_error_message="Enter what was spent. Money that came back is below nought.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
