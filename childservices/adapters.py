"""How allauth behaves here: nobody signs up by themselves, and staff cannot take their second factor away."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from childservices.models import User
from childservices.operations.audit import record_event

#: How long after signing in the second factor can be set up without the password.
FRESH_SECONDS = 300


class CouncilAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators; every sign-in is on the audit log."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: an administrator makes the account."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Say whether the password is asked for again; not within minutes of signing in with it."""
        records = get_authentication_records(self.request, self.request.user)
        moments = [record["at"] for record in records if record.get("method") in {"password", "mfa"}]
        is_recent = timezone.now().timestamp() - max(moments, default=0) < FRESH_SECONDS
        return not is_recent and bool(super().is_reauthentication_required(app=app, **kwargs))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Will note the sign-in and go on to where the person was going."""
        record_event(verb="account.signed_in", subject=user, by=user, at=timezone.now())
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response


class CouncilMfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor of staff is removed by an administrator only, who then asks for a new one."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether the owner may remove it."""
        return not (settings.SECOND_FACTOR_REQUIRED and authenticator.user.needs_second_factor)
