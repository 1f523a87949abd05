"""The page of a background job: how far it is, and a way to stop it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from childservices.jobs import title_of
from childservices.models import Job, User
from childservices.operations.jobs import cancel_job

#: Seconds after which the page of a running job asks again.
REFRESH = 3


@never_cache
@require_safe
def job_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a job to whoever asked for it, to clerks and to administrators; to others there is no such page."""
    job = _visible_job(request.user, pk)
    context = {
        "page_title": title_of(job.kind),
        "job": job,
        "refresh": REFRESH if job.is_live else 0,
        "onward": _onward(request),
    }
    return render(request, "childservices/job_detail.html", context)


@require_POST
def job_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop a job; it stops at its next step."""
    assert isinstance(request.user, User)
    cancel_job(job=_visible_job(request.user, pk), by=request.user, at=timezone.now())
    return redirect(reverse("job_detail", args=[pk], query={"next": _onward(request)}))


def _onward(request: HttpRequest) -> str:
    """Give the page of this site that ?next= names, else nothing."""
    wanted = request.GET.get("next", "")
    here = {request.get_host()}
    return wanted if url_has_allowed_host_and_scheme(wanted, here, require_https=request.is_secure()) else ""


def _visible_job(user: Any, pk: UUID) -> Job:
    job: Job = get_object_or_404(Job.objects.visible_to(user), pk=pk)
    return job
