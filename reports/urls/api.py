"""Addresses of the public JSON, each open to everybody."""

from django.urls import URLPattern, include, path, re_path

from reports.api import api, nothing_here, public

patterns, app_name, namespace = api.urls
for pattern in patterns:
    if isinstance(pattern, URLPattern):
        pattern.callback = public(pattern.callback)

urlpatterns = [
    path("api/v1/", include((patterns, app_name), namespace=namespace)),
    # Only with a last slash: an address that lacks it is led to the one that has it.
    re_path(r"^api/v1/(?P<rest>[\s\S]*)/$", public(nothing_here), name="api_nothing_here"),
]
