"""Consultations of partners, and what each answered."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Organisation, Part, Publishable
from partnerships.choices import ResponseForm, Stance


class Consultation(Publishable):
    """A question that partners were asked."""

    question = models.TextField()
    asked_on = models.DateField("asked", null=True, blank=True)
    closes_on = models.DateField("answers wanted by", null=True, blank=True)
    decided_on = models.DateField(
        "matter decided", null=True, blank=True, help_text="Responses after this day were not before members."
    )

    def get_absolute_url(self) -> str:
        return reverse("consultation_detail", args=[self.slug])


class ConsultationResponse(Part):
    """What a partner answered: its letter for staff, and a copy for everybody without what is private."""

    whole = "consultation"
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="responses", editable=False
    )
    name = models.CharField("partner", max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="consultation_responses"
    )
    sector = models.CharField(max_length=80, blank=True, default="")
    post = models.CharField(
        "answered by", max_length=200, blank=True, default="", help_text="A post, no name."
    )
    form = models.CharField("came as", max_length=10, choices=ResponseForm, default=ResponseForm.LETTER)
    received_on = models.DateField("dated", null=True, blank=True)
    stance = models.CharField(max_length=10, choices=Stance)
    stance_text = models.CharField("in its own words", max_length=120, blank=True, default="")
    letter = models.TextField(blank=True, default="", help_text="In full; the council's staff alone read it.")
    public_copy = models.TextField(
        blank=True,
        default="",
        help_text="The letter without names, addresses and numbers: everybody reads it.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="consultation_response_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
