"""Which rows of the kernel, named as clauses."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from childservices.choices import JobState, Role

if TYPE_CHECKING:
    from childservices.models import User


class PublishableQuerySet(QuerySet[Any]):
    """What stands on a page of its own."""

    def visible_to(self, user: Any) -> Self:
        """The council's staff and members read everything, everybody else what is public."""
        if user.is_authenticated and (user.is_council_staff or user.has_role(Role.MEMBER)):
            return self.all()
        return self.filter(is_public=True)

    def readable(self, user: Any, key: Any) -> Any:
        """The row with a key, if somebody may read it; None otherwise, and where there is no key."""
        return self.visible_to(user).filter(pk=key).first() if key else None


class PostHoldingQuerySet(QuerySet[Any]):
    """Times in posts."""

    def current(self, *, on: date) -> Self:
        """Those that include the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class StoredFileQuerySet(QuerySet[Any]):
    """Bytes kept under their hash."""

    def disposable(self, *, before: datetime) -> Self:
        """Those that may go: never issued, not asked for since a moment, and nothing refers to them."""
        return self.filter(*_referred_to_by_nothing(self.model), protected=False, kept_at__lt=before)


class CleanedUploadQuerySet(QuerySet[Any]):
    """What was made of uploads."""

    def disposable(self, *, before: datetime) -> Self:
        """Those that may go: not asked for since a moment, and nothing refers to them."""
        return self.filter(*_referred_to_by_nothing(self.model), asked_for_at__lt=before)


def _referred_to_by_nothing(model: type[Model]) -> Iterator[Q]:
    """Whatever model has a key to the rows counts, so that none is forgotten."""
    relation: Any
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            yield Q(
                ~Exists(relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")}))
            )


class JobQuerySet(QuerySet[Any]):
    """Background jobs."""

    def waiting(self) -> Self:
        """Those that no worker has taken yet."""
        return self.filter(state=JobState.QUEUED)

    def running_attempt(self, job_id: UUID, attempt: int) -> Self:
        """The job, if this attempt is the one that runs."""
        return self.filter(pk=job_id, state=JobState.RUNNING, attempt=attempt)

    def visible_to(self, user: "User") -> Self:
        """A clerk's and an administrator's: all; anybody else's: those they asked for."""
        if user.has_role(Role.CLERK, Role.ADMINISTRATOR):
            return self.all()
        return self.filter(requested_by_id=user.pk)

    def expired(self, *, at: datetime) -> Self:
        """Running jobs whose worker has stopped renewing its lease."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=at)
