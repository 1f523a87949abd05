"""What may be open or exempt, and how it calls itself when it is exempt."""

from django.db import models
from django.db.models import Q

from reports.choices import Classification, ExemptParagraph


class Classified(models.Model):
    """A thing that is open, exempt with its paragraph of Schedule 12A, or not classified and so not public."""

    classification = models.CharField(
        max_length=12, choices=Classification, default=Classification.UNCLASSIFIED,
        help_text="Only what is classified as open reaches the public.",
    )  # fmt: skip
    exempt_paragraph = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=ExemptParagraph,
        help_text="The paragraph of Part 1 of Schedule 12A that makes it exempt.",
    )  # fmt: skip
    is_contract_negotiation = models.BooleanField(
        default=False,
        help_text="Paragraph 3 only: it would reveal terms that the council is negotiating in a contract.",
    )
    exempt_reason = models.TextField(
        blank=True,
        default="",
        help_text="Why the public interest favours keeping it exempt, in words for officers.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(classification=Classification.EXEMPT, exempt_paragraph__isnull=False)
                | (~Q(classification=Classification.EXEMPT) & Q(exempt_paragraph__isnull=True)),
                name="%(class)s_exempt_has_paragraph",
                violation_error_message="Choose a paragraph for what is exempt, and none for what is open.",
            ),
            models.CheckConstraint(
                condition=Q(is_contract_negotiation=False) | Q(exempt_paragraph=ExemptParagraph.BUSINESS),
                name="%(class)s_negotiation_is_paragraph_3",
                violation_error_message="Only information under paragraph 3 can be a contract negotiation.",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether the public may read it."""
        return self.classification == Classification.OPEN

    @property
    def is_exempt(self) -> bool:
        """Whether it is exempt; what is unclassified is neither open nor exempt."""
        return self.classification == Classification.EXEMPT
