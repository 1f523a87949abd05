"""Setting up a second factor: allauth's page, after which this session has proved it."""

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpResponse

from childservices.middleware import SECOND_FACTOR_SHOWN


class SetUpSecondFactor(ActivateTOTPView):  # type: ignore[misc]
    """Shows the square for the phone and takes the first code."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Will turn the second factor on and remember that this session has shown it."""
        response: HttpResponse = super().form_valid(form)
        self.request.session[SECOND_FACTOR_SHOWN] = True
        return response


set_up_second_factor = SetUpSecondFactor.as_view()
