"""How screens load what a person may see; a provider that asks for another's page is told there is none, and noted."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from childservices.choices import Role
from partnerships.models import Agreement, Programme, QuarterlyReturn
from partnerships.operations import record_refused_sight
from partnerships.permissions import can_commission, can_read_commissioning


def load_programme(request: HttpRequest, slug: str) -> Programme:
    """The programme, if the person may read it; otherwise the page does not exist."""
    row = Programme.objects.visible_to(request.user).filter(slug=slug).first()
    if row is None:
        raise Http404("There is no such programme, or not for you.")
    return row  # type: ignore[no-any-return]


def load_agreement(request: HttpRequest, pk: UUID) -> Agreement:
    """The agreement, if it is open to the person."""
    return _load(request, Agreement, pk)  # type: ignore[no-any-return]


def load_return(request: HttpRequest, pk: UUID) -> QuarterlyReturn:
    """The return with its agreement, if it is open to the person."""
    return _load(request, QuarterlyReturn, pk)  # type: ignore[no-any-return]


def require_reader(request: HttpRequest) -> Any:
    """The signed-in member of staff; a provider learns nothing of these pages."""
    if not can_read_commissioning(request.user):
        raise PermissionDenied("Only the council's staff see this page.")
    return request.user


def require_manager(request: HttpRequest) -> Any:
    """The signed-in commissioning manager, or a refusal."""
    if not can_commission(request.user):
        raise PermissionDenied("Only commissioning managers do this.")
    return request.user


def note_refusal(request: HttpRequest, subject: Any) -> None:
    """Keep that a provider asked for what is not open to it."""
    user: Any = request.user
    if subject is not None and user.has_role(Role.PROVIDER):
        record_refused_sight(subject=subject, by=user, at=timezone.now())


def _load(request: HttpRequest, model: type[Any], pk: UUID) -> Any:
    row = model.objects.visible_to(request.user, on=timezone.localdate()).for_lists().filter(pk=pk).first()
    if row is None:
        note_refusal(request, model.objects.filter(pk=pk).first())
        raise Http404("There is no such page, or not for you.")
    return row
