"""What was made of uploaded files, kept once."""

from django.db import models
from django.db.models import Q

from childservices.models.base import Identified
from childservices.models.file import StoredFile
from childservices.pdf import Finding, Verdict
from childservices.querysets import CleanedUploadQuerySet
from childservices.uploads import UploadKind


class CleanedUpload(Identified):
    """A file that somebody uploaded, as papers hold it: readers get this, and never the original."""

    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="cleaned")
    cleaner = models.PositiveSmallIntegerField(help_text="The version of the cleaning that made it.")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.words) for kind in UploadKind])
    html = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="html_of_uploads",
        help_text="What stands in the paper: text, tables, the words on the pages of a PDF.",
    )  # fmt: skip
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="files_of_uploads",
        help_text="What readers get instead of the original.",
    )  # fmt: skip
    preview = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="previews_of_uploads",
        help_text="Pictures of the first pages, as HTML.",
    )  # fmt: skip
    pages = models.PositiveIntegerField(default=0, help_text="How many pages of its own follow the paper.")
    findings = models.JSONField(
        default=list, blank=True, help_text="What speaks against these pages as PDF/UA-1: rule, words, page."
    )
    flags = models.JSONField(
        default=list, blank=True, help_text="What its author should know, a sentence each."
    )
    asked_for_at = models.DateTimeField(help_text="When the same file was last uploaded.")

    objects = CleanedUploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["original", "cleaner"], name="cleaned_upload_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in UploadKind]), name="cleaned_upload_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(html__isnull=False) | Q(file__isnull=False), name="cleaned_upload_holds_something"
            ),
        ]

    def __str__(self) -> str:
        return f"Cleaned {self.original}"

    @property
    def kind_words(self) -> str:
        """What it is, in a sentence: a PDF."""
        return UploadKind(self.kind).words

    def is_told_by(self, name: str) -> bool:
        """Whether the name of the file that was uploaded says truly what it is."""
        return UploadKind(self.kind).is_told_by(name)

    def verdict(self) -> Verdict:
        """Whether its pages are accessible as far as machines can tell."""
        findings = tuple(Finding(rule, words, page) for rule, words, page in self.findings)
        return Verdict(not findings, findings)

    def html_text(self) -> str:
        """Give the HTML that stands in the paper."""
        return self.html.read().decode() if self.html else ""

    def preview_text(self) -> str:
        """Give the pictures of the first pages, as HTML."""
        return self.preview.read().decode() if self.preview else ""
