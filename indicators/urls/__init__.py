"""Addresses of performance; what is fixed stands before an indicator, whose reference may look like anything."""

from indicators.urls.indicator import urlpatterns as indicator_urls
from indicators.urls.period import urlpatterns as period_urls
from indicators.urls.spreadsheet import urlpatterns as spreadsheet_urls

urlpatterns = [*period_urls, *spreadsheet_urls, *indicator_urls]
