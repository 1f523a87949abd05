"""Information sharing protocols: who signed, and what is sent from whom to whom on what ground."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Organisation, Part, Publishable
from partnerships.choices import PartnerState


class Protocol(Publishable):
    """An agreement between partners on how they share information about children and families."""

    purpose = models.TextField(blank=True, default="")
    first_approved_on = models.DateField("first approved", null=True, blank=True)
    review_on = models.DateField("next review", null=True, blank=True)
    tier = models.CharField(
        max_length=200, blank=True, default="", help_text="Its place among the council's protocols."
    )
    provides = models.TextField("what it provides", blank=True, default="", help_text="One on each line.")
    reflects = models.TextField(
        "what it was brought up to date with", blank=True, default="", help_text="One on each line."
    )

    def get_absolute_url(self) -> str:
        return reverse("protocol_detail", args=[self.slug])


class ProtocolPartner(Part):
    """A body that is to be asked, has approved or has signed a protocol."""

    whole = "protocol"
    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="partners", editable=False)
    name = models.CharField("body", max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="protocols",
        help_text="The organisation that it belongs to.",
    )  # fmt: skip
    state = models.CharField(max_length=10, choices=PartnerState, default=PartnerState.TO_CONSULT)
    on = models.DateField("on", null=True, blank=True, help_text="When it approved or signed.")
    due_on = models.DateField("due", null=True, blank=True)
    note = models.CharField("remark", max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="protocol_partner_has_a_name")]

    def __str__(self) -> str:
        return self.name


class DataStream(Part):
    """What is shared under a protocol: what, from whom, to whom, when, on what lawful basis."""

    whole = "protocol"
    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="streams", editable=False)
    what = models.CharField(max_length=300)
    from_whom = models.CharField(max_length=200)
    to_whom = models.CharField(max_length=200)
    how_often = models.CharField("when", max_length=120, blank=True, default="")
    lawful_basis = models.CharField(max_length=300)
    review_on = models.DateField("next review", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(lawful_basis=""), name="data_stream_has_a_basis"
            ),
        ]

    def __str__(self) -> str:
        return self.what
