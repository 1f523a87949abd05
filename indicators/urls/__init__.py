"""Addresses of performance; a period's report before an indicator, whose reference may look like anything."""

from indicators.urls.indicator import urlpatterns as indicator_urls
from indicators.urls.period import urlpatterns as period_urls

urlpatterns = [*period_urls, *indicator_urls]
