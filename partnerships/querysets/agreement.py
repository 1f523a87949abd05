"""Which agreements, bids and returns a person may know of, and which want attention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Q, QuerySet

from childservices.choices import Role
from partnerships.choices import PROVIDER_EDITS, ReturnState

RENEWAL_NOTICE = timedelta(days=120)
"""How long before its end an agreement is due for a decision on renewal."""


def organisations_of(user: Any, *, on: date) -> Sequence[Any]:
    """The ids of the organisations for which a person signs in as provider: those of the posts held on the day."""
    if not user.has_role(Role.PROVIDER) or user.person is None:
        return ()
    held = user.person.post_holdings.current(on=on)
    return list(held.values_list("post__organisation", flat=True))


class ProgrammeQuerySet(QuerySet[Any]):
    """Programmes, by who asks."""

    def visible_to(self, user: Any) -> Self:
        """The council's staff know all of them, everybody else those that are public."""
        if user.is_authenticated and user.is_council_staff:
            return self
        return self.filter(is_public=True)


class AgreementQuerySet(QuerySet[Any]):
    """Agreements, by who asks and when."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """The council's staff know all of them; a provider its own, once they are announced; others none."""
        if user.is_council_staff:
            return self
        return self.filter(announced_on__lte=on, provider__organisation__in=organisations_of(user, on=on))

    def due_for_renewal(self, *, on: date) -> Self:
        """Those that end soon, or have ended, and of which nothing is decided; history is left alone after a year."""
        return self.filter(
            ends_on__lte=on + RENEWAL_NOTICE, ends_on__gt=on - timedelta(days=365), renewals=None
        ).exclude(announced_on=None)

    def for_lists(self) -> Self:
        """Agreements with what a list shows about them."""
        return self.select_related("programme", "provider__organisation")


class ReturnQuerySet(QuerySet[Any]):
    """Quarterly returns, by who asks and when."""

    def visible_to(self, user: Any, *, on: date) -> Self:
        """The council's staff know all of them; a provider those of its own announced agreements; others none."""
        if user.is_council_staff:
            return self
        return self.filter(
            agreement__announced_on__lte=on,
            agreement__provider__organisation__in=organisations_of(user, on=on),
        )

    def announced(self) -> Self:
        """Those of agreements that the provider knows of."""
        return self.exclude(agreement__announced_on=None)

    def late(self, *, on: date) -> Self:
        """Those that were never sent although their last day is over."""
        return self.announced().filter(state=ReturnState.DRAFT, due_on__lt=on)

    def in_state(self, *states: str) -> Self:
        """Those that stand in one of the states."""
        return self.filter(state__in=states)

    def to_fill(self, *, on: date) -> Self:
        """Those whose quarter has ended and that wait for their provider."""
        return self.filter(state__in=PROVIDER_EDITS, quarter_ends_on__lt=on)

    def to_remind(self, *, on: date, days: int) -> Self:
        """Those due within so many days or late, and of which no reminder went out lately."""
        soon = on + timedelta(days=days)
        return self.announced().filter(
            Q(reminded_on=None) | Q(reminded_on__lt=on - timedelta(days=days)),
            state=ReturnState.DRAFT,
            quarter_ends_on__lt=on,
            due_on__lte=soon,
        )

    def for_lists(self) -> Self:
        """Returns with what a list shows about them."""
        return self.select_related("agreement__provider__organisation", "agreement__programme")
