"""The shape shared by rows that other papers, notes and links point at."""

import uuid

from django.db import models


class Identified(models.Model):
    """A row with an identifier that never changes and tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
