"""Addresses of committee papers and improvement plans."""

from reports.urls.api import urlpatterns as api_urls
from reports.urls.improvement_plan import urlpatterns as plan_urls
from reports.urls.meeting import urlpatterns as meeting_urls
from reports.urls.report import urlpatterns as report_urls
from reports.urls.scrutiny import urlpatterns as scrutiny_urls

urlpatterns = [*api_urls, *meeting_urls, *plan_urls, *report_urls, *scrutiny_urls]
