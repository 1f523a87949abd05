"""Addresses of performance: indicators, their figures and what is done about them."""

from indicators.urls.indicator import urlpatterns as indicator_urls

urlpatterns = [*indicator_urls]
