"""Packs, and what was issued from them: once published, served as stored and never made again."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q

from childservices.models import Identified
from childservices.pdf import advice_on
from reports.choices import Audience, Classification, ItemKind
from reports.domain.verdict import LISTED_OPENLY, finding_sentences
from reports.models.meeting import Meeting


class Pack(Identified):
    """The agenda and its papers as one PDF for one audience."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="packs")
    audience = models.CharField(max_length=10, choices=Audience)
    file = models.ForeignKey("childservices.StoredFile", on_delete=models.PROTECT, related_name="packs")
    pages = models.PositiveIntegerField()
    contents = models.JSONField(
        help_text="Number, title, part and pages of each item, as this audience may see them."
    )
    verdict = models.JSONField(help_text="Whether it passes PDF/UA-1, and what was found.")
    gathered_at = models.DateTimeField(help_text="The moment whose words the pack holds.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="packs_made")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=False, made_by__isnull=False), name="pack_made_at_and_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()} pack of {self.meeting}"

    @property
    def findings(self) -> Sequence[str]:
        """What speaks against its accessibility: a sentence each, with the item, the pages and what to do."""
        return finding_sentences(self.verdict.get("findings", ()), advise=advice_on)

    @property
    def has_many_findings(self) -> bool:
        """Whether they are too many to be listed on a card without being asked for."""
        return len(self.findings) > LISTED_OPENLY


class AgendaEdition(Identified):
    """The agenda as it was published, with its packs; a correction is another edition."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(help_text="Counts the editions of the agenda from 1.")
    public_pack = models.OneToOneField(Pack, on_delete=models.PROTECT, related_name="public_edition")
    members_pack = models.OneToOneField(Pack, on_delete=models.PROTECT, related_name="members_edition")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="editions_published"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_edition_once"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False, published_by__isnull=False),
                name="agenda_edition_published_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number} of {self.meeting}"


class IssuedPaper(Identified):
    """An item's open or exempt paper as it was issued in an edition; the open one never holds an exempt word."""

    edition = models.ForeignKey(AgendaEdition, on_delete=models.CASCADE, related_name="papers")
    item_key = models.UUIDField(help_text="The id of the agenda item, the same in every edition.")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=10, blank=True, default="")
    kind = models.CharField(max_length=20, choices=ItemKind)
    part = models.CharField(max_length=12, choices=Classification)
    title = models.CharField(
        max_length=300, help_text="On the open paper of an exempt item: its neutral title."
    )
    exempt_paragraphs = models.JSONField(
        default=list, blank=True, help_text="Numbers of Schedule 12A, such as [3, 4]."
    )
    is_contract_negotiation = models.BooleanField(default=False)
    is_for_decision = models.BooleanField(default=False)
    html = models.ForeignKey(
        "childservices.StoredFile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="issued_papers",
    )
    first_page = models.PositiveIntegerField(null=True, blank=True)
    last_page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "item_key", "part"], name="issued_paper_once"),
            models.CheckConstraint(
                condition=Q(part__in=[Classification.OPEN, Classification.EXEMPT]),
                name="issued_paper_is_classified",
            ),
            models.CheckConstraint(
                condition=Q(first_page__isnull=True, last_page__isnull=True)
                | Q(first_page__isnull=False, last_page__isnull=False),
                name="issued_paper_pages_both",
            ),
        ]

    def neutral_label(self) -> str:
        """What it is called where its words may not be shown."""
        return self.title if self.part == Classification.OPEN else f"Exempt paper of item {self.number}"

    def __str__(self) -> str:
        return self.neutral_label()


class IssuedFile(models.Model):
    """A file behind an issued paper: the figures of a table as CSV, or an uploaded appendix."""

    paper = models.ForeignKey(IssuedPaper, on_delete=models.CASCADE, related_name="files")
    source_key = models.UUIDField(help_text="The id of the data table or the appendix.")
    name = models.CharField(max_length=200, help_text="The file's name when it is downloaded.")
    file = models.ForeignKey(
        "childservices.StoredFile", on_delete=models.PROTECT, related_name="issued_files"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "source_key"], name="issued_file_once"),
        ]

    def __str__(self) -> str:
        return f"File of {self.paper}"
