"""Every address of the application; each app lists its own."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
if find_spec("reports.urls"):
    urlpatterns.append(path("", include("reports.urls")))
