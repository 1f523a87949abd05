"""Addresses of performance."""

from indicators.urls.period import urlpatterns as period_urls

urlpatterns = [*period_urls]
