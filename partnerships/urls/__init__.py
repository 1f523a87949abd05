"""Addresses of partnerships."""

from partnerships.urls.partnership import urlpatterns as partnership_urls

urlpatterns = [*partnership_urls]
