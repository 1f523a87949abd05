"""Rounds of bidding: what bids are judged by, who bids, and how they score."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Kept
from partnerships.choices import BidDecision
from partnerships.models.base import money_field
from partnerships.models.programme import Programme, Provider


class Round(Kept):
    """A time in which providers may bid for a programme's money."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rounds", editable=False)
    title = models.CharField(max_length=200)
    opens_on = models.DateField("opens")
    closes_on = models.DateField("closes")
    is_open_call = models.BooleanField("anybody may bid", default=True)
    announced_on = models.DateField("announced", null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")),
                name="round_dates_in_order",
                violation_error_message="Enter a closing day that is not before the opening day.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("round_detail", args=[self.pk])


class Criterion(Kept):
    """Something that bids are scored on, with its weight and its highest score."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria", editable=False)
    name = models.CharField(max_length=200)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=1, validators=[MinValueValidator(0)])
    maximum = models.PositiveSmallIntegerField(
        "highest score", default=4, validators=[MaxValueValidator(100, "Enter a highest score up to 100.")]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"],
                name="criterion_once_a_round",
                violation_error_message="The round has this criterion already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Bid(Kept):
    """What a provider asks for in a round, and what was decided of it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="bids", editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="bids")
    project = models.CharField(max_length=200, help_text="The name of what it would do.")
    amount = money_field("amount asked for")
    decision = models.CharField(max_length=10, choices=BidDecision, default=BidDecision.OPEN, editable=False)
    decision_reason = models.TextField(blank=True, default="", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "provider", "project"],
                name="bid_once_a_round",
                violation_error_message="This provider's bid for this project is here already.",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="bid_amount_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.provider})"

    def get_absolute_url(self) -> str:
        return self.round.get_absolute_url()


class BidScore(models.Model):
    """What one bid scores on one criterion."""

    bid = models.ForeignKey(Bid, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="scores")
    score = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "criterion"], name="bid_score_once"),
            models.CheckConstraint(condition=Q(score__gte=0), name="bid_score_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.score}"
