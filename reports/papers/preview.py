"""A report by itself, before it is on any agenda: as its readers will read it, and as a draft to print."""

from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.conf import settings
from django.template.loader import render_to_string

from childservices import pdf
from reports.models import Meeting, Report
from reports.papers.contents import ReportContents
from reports.papers.html import printed
from reports.papers.pack import PaperFailed, front_document
from reports.papers.report import OPEN_ONLY, WHOLE, gather_report
from reports.papers.typesetting import Typesetter
from reports.papers.uploads import inserts_of

WATERMARK = "DRAFT"


@dataclass(frozen=True)
class Preview:
    """A report as one audience would read it now, and how that audience is called."""

    contents: ReportContents
    reader: str
    """The public, or members."""
    holds_exempt: bool = False
    """Whether something in it is exempt, so that every page of its PDF says that it is not for publication."""


def preview_of(
    report: Report, *, title: str, is_whole: bool, meeting: Meeting | None, holds_exempt: bool = False
) -> Preview:
    """Gather a report under the title that its reader may see; what is exempt is only read for a whole one."""
    shown = copy(report)
    shown.title = title
    contents = gather_report(shown, WHOLE if is_whole else OPEN_ONLY, meeting=meeting)
    return Preview(contents, "members" if is_whole else "the public", holds_exempt)


def preview_html(preview: Preview) -> str:
    """The HTML of a report by itself, its sections under headings of the second level."""
    return render_to_string("reports/papers/_report.html", {"report": preview.contents})


def preview_pdf(preview: Preview, *, on: date, typesetter: Typesetter) -> bytes:
    """Turn a report into a PDF with a front sheet, page numbers and DRAFT across every page.

    Raises:
        PaperFailed: it cannot be set; the sentence says why.
    """
    contents = preview.contents
    context = {"preview": preview, "council": settings.COUNCIL_NAME, "on": on}
    body = render_to_string("reports/report_pdf_body.html", context | {"body": preview_html(preview)})
    front = printed(
        render_to_string("reports/report_pdf_front.html", context), title=contents.title, kind="front"
    )
    try:
        document = pdf.PaperToRender(printed(body, title=contents.title, kind="draft"), "report")
        rendered = typesetter.set_one(document)
        part: Literal["open", "exempt"] = "exempt" if preview.holds_exempt else "open"
        return pdf.assemble(
            items=[
                pdf.PackItem(
                    key="report",
                    number="",
                    title=contents.title,
                    part=part,
                    pdf=rendered.pdf,
                    pages=rendered.pages,
                    inserts=inserts_of([contents], key="report"),
                )
            ],
            front=lambda placed: front,
            front_pages_at_least=1,
            title=f"Draft of report {contents.reference}: {contents.title}",
            author=settings.COUNCIL_NAME,
            subject="Draft report to members",
            on=on,
            watermark=WATERMARK,
            render=lambda html: typesetter.set_one(front_document(html)),
            claims_pdfua=False,
        ).pdf
    except pdf.PaperError as error:
        raise PaperFailed(f"The report could not be turned into pages. {error}") from error
