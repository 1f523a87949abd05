"""The public JSON: what was published, the same for everybody who asks, signed in or not."""

from django.conf import settings
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import ValidationError

from indicators.api import indicators, themes
from partnerships.api.programme import router as programmes
from reports.api.improvement_plan import router as plans
from reports.api.meeting import router
from reports.api.partnership import router as partnerships
from reports.api.refusals import absent, nothing_here, public, unreadable

__all__ = ["api", "nothing_here", "public"]

api = NinjaAPI(
    title=f"{settings.COUNCIL_NAME}: public papers",
    version="1",
    description="Published agendas and papers of meetings, how far public improvement plans have come, indicators, "
    "programmes, groups, scorecards and appraisals. An exempt item has its number, its neutral title and its paragraph "
    "of Schedule 12A to the Local Government Act 1972. Sums are pounds and pence as text. Days are ISO 8601; what is "
    "absent is null.",
    urls_namespace="api",
    docs_url=None,  # its page loads scripts from elsewhere, which the Content-Security-Policy refuses
)
api.add_exception_handler(ValidationError, unreadable)
api.add_exception_handler(Http404, absent)
api.add_router("", router)
api.add_router("", indicators)
api.add_router("", themes)
api.add_router("", plans)
api.add_router("", programmes)
api.add_router("", partnerships)
