"""Probes for whatever watches over the service; public, and without a word about its content."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from childservices.queries.health import readiness


@login_not_required
@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """Answer as long as the process does."""
    return JsonResponse({"live": True})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the service can do its work and 503 with the missing part when it cannot."""
    now = timezone.now()
    try:
        state = readiness(at=now)
    except DatabaseError:
        return JsonResponse({"ready": False, "database": False}, status=503)
    parts = {
        "ready": state.is_ready,
        "database": True,
        "migrations": state.migrated,
        "worker": state.has_worker,
        "backlog": {"keeps_up": state.keeps_up, "waiting": state.waiting},
    }
    return JsonResponse(parts, status=200 if state.is_ready else 503)
