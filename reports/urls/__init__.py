"""Addresses of committee papers."""

from reports.urls.meeting import urlpatterns as meeting_urls

urlpatterns = [*meeting_urls]
