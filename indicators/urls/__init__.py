"""Addresses of performance."""

from indicators.urls.spreadsheet import urlpatterns as spreadsheet_urls

urlpatterns = [*spreadsheet_urls]
