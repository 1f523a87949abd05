"""How screens of a period load it, and whom they refuse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from indicators.domain.period import Period, UnknownPeriod
from indicators.models import Indicator
from indicators.permissions import can_define_indicators, can_read_performance
from indicators.queries.reported import periods_of


@dataclass(frozen=True)
class ReportPeriod:
    """The period that a screen is about, as its address names it, with its neighbours."""

    period: Period

    @property
    def label(self) -> str:
        """Its label in addresses."""
        return self.period.label

    @property
    def title(self) -> str:
        """Its name on the page."""
        return self.period.title

    @property
    def neighbours(self) -> Sequence[Period]:
        """The period before and the one after."""
        return self.period.previous(), self.period.shifted(1)


def load_period(label: str) -> ReportPeriod:
    """The period of an address; otherwise the page does not exist."""
    try:
        return ReportPeriod(next(iter(periods_of(label).values())))
    except UnknownPeriod as refusal:
        raise Http404(refusal.sentence) from refusal


def load_indicator(reference: str) -> Indicator:
    """A local indicator by its reference; otherwise the page does not exist."""
    return get_object_or_404(Indicator.objects.local().select_related("theme"), reference=reference)


def require_reader(request: HttpRequest) -> Any:
    """The signed-in reader of performance reports, or a refusal."""
    if not can_read_performance(request.user):
        raise PermissionDenied("Performance reports are for members and the council's staff.")
    return request.user


def require_definer(request: HttpRequest) -> Any:
    """The signed-in performance officer, or a refusal."""
    if not can_define_indicators(request.user):
        raise PermissionDenied("Only a performance officer does this. Ask one of them.")
    return request.user


def require_staff(request: HttpRequest) -> Any:
    """The signed-in officer of the council, or a refusal."""
    user: Any = request.user
    if not user.is_council_staff:
        raise PermissionDenied("Values are entered and approved by the council's officers.")
    return user
