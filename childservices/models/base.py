"""The shapes shared by rows that other papers, notes and links point at."""

import uuid
from typing import ClassVar

from django.db import models

from childservices.querysets import PublishableQuerySet


class Identified(models.Model):
    """A row with an identifier that never changes and tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Kept(Identified):
    """A row that several people keep; counting its changes lets nobody overwrite anybody."""

    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Part(Kept):
    """One of several rows in an order, which belong to the row that the field named `whole` leads to."""

    whole: ClassVar[str] = ""
    position = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Publishable(Kept):
    """Something with a page of its own, for the council's staff and members, and for everybody once it is public."""

    slug = models.SlugField(
        max_length=80, unique=True, editable=False, help_text="Its name in addresses; never changes."
    )
    title = models.CharField(max_length=200)
    is_public = models.BooleanField("public", default=False, help_text="Everybody may read its page.")
    source_notes = models.JSONField(
        default=list, blank=True, editable=False,
        help_text="What was found wrong in what was taken from elsewhere, a sentence each.",
    )  # fmt: skip

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title
