"""The agenda of a meeting as it is being made."""

from django.db import models

from childservices.models import Identified
from reports.choices import ItemKind
from reports.models.classified import Classified
from reports.models.meeting import Meeting
from reports.models.report import Report


class AgendaItem(Identified, Classified):
    """An item of a meeting's agenda; its number is generated from its place."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(help_text="Its place on the agenda, from 1.")
    kind = models.CharField(max_length=20, choices=ItemKind, default=ItemKind.REPORT)
    title = models.CharField(max_length=300, help_text="The title as members will read it.")
    neutral_title = models.CharField(
        max_length=300,
        blank=True,
        default="",
        help_text="A title that reveals nothing, when the item is exempt.",
    )
    is_for_decision = models.BooleanField(default=False, help_text="Whether members are asked to decide.")
    presenter = models.CharField(
        max_length=300, blank=True, default="", help_text="The posts that present it, when it has no report."
    )
    minutes_of = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="confirming_items",
        help_text="The earlier meeting whose minutes are confirmed.",
    )  # fmt: skip
    edit_number = models.PositiveIntegerField(default=1)

    class Meta(Classified.Meta):
        constraints = [
            *Classified.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_item_position_once"),
        ]

    @property
    def open_title(self) -> str:
        """What lists call it: its title while it is open, and else what it is called neutrally."""
        return self.title if self.is_open else self.neutral_label()

    def neutral_label(self) -> str:
        """What it is called where its words may not be shown, nor kept: an open item may yet become exempt."""
        return self.neutral_title or f"Agenda item {self.position}"

    def __str__(self) -> str:
        return self.neutral_label()


class ItemReport(models.Model):
    """A report that is considered under an agenda item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="item_reports")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="item_reports")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "report"], name="item_report_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} under {self.item}"
