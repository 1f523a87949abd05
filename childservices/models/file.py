"""Stored files: written once under the hash of their bytes."""

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q

from childservices.querysets import StoredFileQuerySet


class StoredFile(models.Model):
    """Bytes that were kept once and never change; the row that uses them knows their name."""

    sha256 = models.CharField("SHA-256", max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    media_type = models.CharField(max_length=100)
    protected = models.BooleanField(default=False, help_text="Issued: may never be removed.")
    kept_at = models.DateTimeField(
        help_text="When somebody last asked to keep these bytes, to the day: its age for disposal."
    )

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stored_file_sha256_form", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="stored_file_media_type_not_empty", condition=~Q(media_type="")),
        ]

    def __str__(self) -> str:
        return self.sha256[:12] or "Stored files"

    @property
    def path(self) -> str:
        """Where the bytes lie in the storage."""
        return f"files/{self.sha256[:2]}/{self.sha256}"

    def read(self) -> bytes:
        """Give the bytes; raises FileNotFoundError when the storage has lost them."""
        with default_storage.open(self.path, "rb") as stored:
            return bytes(stored.read())
