"""A report as its readers will read it, on a page and as a PDF."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from childservices.operations.renderings import KeptRenderings
from reports.models import Meeting
from reports.papers.preview import Preview, preview_html, preview_of, preview_pdf
from reports.papers.typesetting import Typesetter
from reports.queries.report_parts import ExemptParts, exempt_parts
from reports.views.report_access import SeenReport, see_report


def report_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the report as members will read it, or with ?as=public as the public will."""
    seen = see_report(request, pk)
    preview, exempt = _preview(request, seen)
    context = {
        "seen": seen,
        "report": seen.report,
        "preview": preview,
        # Sanitised when it was saved, and set by our own templates.
        "body": mark_safe(preview_html(preview)),  # nosec B703
        "is_public": exempt is None,
        "exempt": exempt,
        "page_title": preview.contents.title,
    }
    return render(request, "reports/report_preview.html", context)


def report_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the report as a draft PDF, to be read in the browser."""
    seen = see_report(request, pk)
    preview, _ = _preview(request, seen)
    typesetter = Typesetter(KeptRenderings(clock=timezone.now))
    data = preview_pdf(preview, on=timezone.localdate(), typesetter=typesetter)
    response = HttpResponse(data, content_type="application/pdf")
    name = f"report-{seen.report.year}-{seen.report.number:04}-draft.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _preview(request: HttpRequest, seen: SeenReport) -> tuple[Preview, ExemptParts | None]:
    """What the person may see of the report, with what of it is exempt; the sight of that is kept first."""
    report, is_public = seen.report, request.GET.get("as") == "public"
    is_whole = seen.sight.allowed and not is_public
    if seen.view.is_closed and not is_whole:
        raise PermissionDenied("Nothing in this report is open: it stands under an agenda item that is not.")
    exempt = exempt_parts(report) if is_whole else None
    holds_exempt = exempt is not None and (bool(exempt.names) or not seen.view.is_title_open)
    if holds_exempt:
        seen.keep(request, report)
    title = (report.neutral_title or report.title) if is_public else seen.own_title
    preview = preview_of(
        report, title=title, is_whole=is_whole, meeting=_meeting(seen), holds_exempt=holds_exempt
    )
    return preview, exempt


def _meeting(seen: SeenReport) -> Meeting | None:
    items = seen.report.item_reports.select_related("item__meeting__body").order_by("-item__meeting__on")
    latest = items.first()
    return latest.item.meeting if latest else None
