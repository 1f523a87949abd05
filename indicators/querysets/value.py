"""Which values: those that count, and those that a reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from indicators.choices import OPEN_STATES, SETTLED_STATES

if TYPE_CHECKING:
    from indicators.models import IndicatorValue  # noqa: F401  (named in a string)


class IndicatorValueQuerySet(QuerySet["IndicatorValue"]):
    """Local values, by how far they have come."""

    def settled(self) -> IndicatorValueQuerySet:
        """Those that were approved and not restated."""
        return self.filter(state__in=SETTLED_STATES)

    def open(self) -> IndicatorValueQuerySet:
        """Those that their manager may still change."""
        return self.filter(state__in=OPEN_STATES)

    def own(self) -> IndicatorValueQuerySet:
        """Those of the council itself."""
        return self.filter(area__is_own=True)
