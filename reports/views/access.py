"""How screens load what a person may see, and keep that they saw what is exempt."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from reports.domain.exemption import Sight
from reports.models import Meeting
from reports.operations import record_exempt_sight
from reports.permissions import Standing, can_build_agenda, standing_of


def load_meeting(request: HttpRequest, pk: UUID) -> Meeting:
    """The meeting, if the person may know of it; otherwise the page does not exist."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("body"), pk=pk)


def standing_today(request: HttpRequest) -> Standing:
    """Where the person stands today, for the rule of sight."""
    return standing_of(request.user, on=timezone.localdate())


def require_clerk(request: HttpRequest) -> Any:
    """The signed-in clerk, or a refusal."""
    if not can_build_agenda(request.user):
        raise PermissionDenied("Only democratic services prepare meetings and agendas.")
    return request.user


def keep_sight(request: HttpRequest, seen: Iterable[tuple[models.Model, Sight]]) -> None:
    """Refuse unless everything exempt may be seen; else keep that it was, before the first byte is sent."""
    matters = list(seen)
    if not all(sight.allowed for _, sight in matters):
        raise PermissionDenied("You may not see this exempt paper. Ask democratic services if you need to.")
    user: Any = request.user
    for subject, sight in matters:
        record_exempt_sight(subject=subject, reason=sight.reason, by=user, at=timezone.now())
