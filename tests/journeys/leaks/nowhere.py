"""Addresses that lead nowhere in the council of the leak test, and why."""

from indicators.urls import urlpatterns as performance
from partnerships.urls.commissioning import urlpatterns as commissioning
from partnerships.urls.partnership import urlpatterns as partnership
from reports.urls.scrutiny import urlpatterns as scrutiny

# Addresses that answer "not found" to everybody, or that end the session.
LEADS_NOWHERE = {
    "api:api-root", "api_nothing_here", "account_logout", "admin:logout", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip
# The council of this test has no figures, programmes, groups or reviews: nothing of these is exempt, and their own
# tests hold who sees what.
WITHOUT_SECRETS = {
    "api:appraisal", "api:indicator_comparison", "api:indicator_spc", "api:indicator_values", "api:programme_summary",
    "api:scorecard", *(str(each.name) for each in (*performance, *commissioning, *partnership, *scrutiny)),
}  # fmt: skip
