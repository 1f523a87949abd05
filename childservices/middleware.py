"""What happens around every request: its identifier, the rights of whoever asks, and refusals as pages."""

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from childservices.domain.refusals import EditConflict, Refusal, StorageFull
from childservices.domain.tracing import is_request_id, request_id
from childservices.models import User
from childservices.queries.accounts import standing_roles
from childservices.storage import is_disk_full

GetResponse = Callable[[HttpRequest], HttpResponseBase]
logger = logging.getLogger("childservices.request")

#: Set in the session by the page on which somebody proves a new second factor.
SECOND_FACTOR_SHOWN = "second_factor_shown"
#: Pages that open without a second factor, because they lead to it or away; so does the public JSON, which answers
#: the same to everybody.
OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "livez",
        "readyz",
    }
)


class RequestIdMiddleware:
    """Gives every request an identifier, which its log lines, audit events and answer carry.

    One sent in X-Request-ID is kept when it is shaped like one. The log line holds no query and no body.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        identifier = given if is_request_id(given) else uuid.uuid4().hex
        started = time.monotonic()
        with request_id(identifier):
            response = self.get_response(request)
            logger.info(
                "%s %s %s",
                request.method,
                request.path,
                response.status_code,
                extra={"milliseconds": round((time.monotonic() - started) * 1000)},
            )
        response["X-Request-ID"] = identifier
        return response


class RightsMiddleware:
    """Takes the staff roles from whoever's posts have ended, and asks staff for their second factor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Will answer instead of the view when a second factor is missing."""
        user = request.user
        if not isinstance(user, User):
            return None
        user.roles = standing_roles(user=user, on=timezone.localdate())
        if not user.needs_second_factor or _has_shown_second_factor(request) or _is_way_out(request):
            return None
        if is_mfa_enabled(user):
            return redirect_with_next("mfa_reauthenticate", request)
        return redirect_with_next("mfa_activate_totp", request)


class RefusalMiddleware:
    """Turns a refusal that no form has shown into a page with its sentence, and a full disk likewise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Will answer 409 to a conflict, 507 to a full disk and 422 to any other refusal."""
        if isinstance(exception, (OSError, OperationalError)) and is_disk_full(exception):
            exception = StorageFull()
        if not isinstance(exception, Refusal):
            return None
        status = {EditConflict: 409, StorageFull: 507}.get(type(exception), 422)
        return render(request, "refusal.html", {"refusal": exception}, status=status)


def _has_shown_second_factor(request: HttpRequest) -> bool:
    """Say whether this very session has proved a second factor, or none is asked for here."""
    if not settings.SECOND_FACTOR_REQUIRED or request.session.get(SECOND_FACTOR_SHOWN):
        return True
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _is_way_out(request: HttpRequest) -> bool:
    name = (request.resolver_match and request.resolver_match.view_name) or ""
    return name.startswith(("mfa_", "api:")) or name in OPEN_WITHOUT_SECOND_FACTOR


def redirect_with_next(url_name: str, request: HttpRequest) -> HttpResponse:
    """Send somebody to a page that will send them on to where they were going."""
    onward = request.get_full_path() if request.method == "GET" else "/"
    return redirect(reverse(url_name, query={REDIRECT_FIELD_NAME: onward}))
