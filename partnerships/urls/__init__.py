"""Addresses of commissioning and partnerships."""

from django.urls import include, path

from partnerships.urls.commissioning import urlpatterns as commissioning_urls
from partnerships.urls.partnership import urlpatterns as partnership_urls

urlpatterns = [path("commissioning/", include(commissioning_urls)), *partnership_urls]
