"""Every address of the application; each app lists its own."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from childservices.views import accounts, audit, health, jobs

urlpatterns: list[URLPattern | URLResolver] = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("accounts/2fa/totp/activate/", accounts.set_up_second_factor, name="mfa_activate_totp"),
    # An address is changed by an administrator, so that nobody gives an account a second way in.
    path("accounts/email/", RedirectView.as_view(pattern_name="mfa_index"), name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("jobs/<uuid:pk>/", jobs.job_detail, name="job_detail"),
    path("jobs/<uuid:pk>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("audit/", audit.audit_list, name="audit_list"),
    path("", include("indicators.urls")),
    path("", include("partnerships.urls")),
    path("", include("reports.urls")),
]
