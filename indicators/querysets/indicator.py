"""Which indicators: the council's own, those in use, those of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

if TYPE_CHECKING:
    from datetime import date

    from indicators.models import Indicator  # noqa: F401  (named in a string)


class IndicatorQuerySet(QuerySet["Indicator"]):
    """Indicators, by what they are and who answers for them."""

    def local(self) -> IndicatorQuerySet:
        """Those whose values are entered here."""
        return self.filter(is_published_statistic=False)

    def in_use(self, *, on: date) -> IndicatorQuerySet:
        """Those that still have values on a day."""
        return self.filter(Q(retired_on=None) | Q(retired_on__gt=on))

    def components(self) -> IndicatorQuerySet:
        """Those that are counted: the parts of an indicator, and indicators without parts."""
        return self.filter(~Exists(self.model._default_manager.filter(component_of=OuterRef("pk"))))

    def managed_by(self, user: Any, *, on: date) -> IndicatorQuerySet:
        """Those whose values a person enters by a post held on the day."""
        return self._of_holder("manager", user, on=on)

    def directed_by(self, user: Any, *, on: date) -> IndicatorQuerySet:
        """Those whose values a person approves by a post held on the day."""
        return self._of_holder("director", user, on=on)

    def _of_holder(self, post: str, user: Any, *, on: date) -> IndicatorQuerySet:
        if not user.is_authenticated or user.person_id is None:
            return self.none()
        holding = f"{post}__holdings"
        still = Q(**{f"{holding}__ends_on": None}) | Q(**{f"{holding}__ends_on__gte": on})
        held = Q(**{f"{holding}__person": user.person_id, f"{holding}__starts_on__lte": on})
        return self.filter(pk__in=self.model._default_manager.filter(held & still).values("pk"))
