"""Is a PDF accessible? Two judges: a validator for PDF/UA-1, and our own check of the structure."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import page as page_validation
import pikepdf
from pikepdf import Dictionary, Name, Pdf

from childservices.pdf.checks import structural_findings
from childservices.pdf.findings import Finding
from childservices.pdf.structure import elements_under

MOST_OF_ONE_RULE = 20
# A pack of 800 pages and a table of thousands of rows are large, not hostile.
_LIMITS = page_validation.SafetyLimits(
    max_input_size=1_000_000_000,
    max_total_decoded_content_size=4_000_000_000,
    max_decoded_stream_size=256_000_000,
    max_object_count=10_000_000,
    max_table_grid_rows=100_000,
    max_table_span=100_000,
    max_table_grid_cells=10_000_000,
)
_PLAINER = {
    "PDFUA1-NOTDEF-GLYPH-001": "A character has no shape in the council's fonts and prints as a box.",
}


@dataclass(frozen=True)
class Verdict:
    """Whether a PDF conforms to PDF/UA-1 as far as machines can tell, and everything that speaks against it."""

    pdfua1: bool
    findings: tuple[Finding, ...]


def check_pdf(data: bytes) -> Verdict:
    """Will judge a PDF. At most 20 findings of one rule are listed, the last of them saying how many more there are."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            findings = [*_structure(pdf), *_validator(data, pdf)]
    except pikepdf.PasswordError:
        findings = [Finding("26-001", "The document asks for a password.")]
    except pikepdf.PdfError:
        findings = [Finding("00-PDF", "This is not a PDF, or a damaged one.")]
    return Verdict(not findings, tuple(_shortened(findings)))


def _structure(pdf: Pdf) -> list[Finding]:
    try:
        return structural_findings(pdf)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, RecursionError) as error:
        # a file from elsewhere may hold anything in any place
        return [Finding("00-STRUCTURE", f"The structure of the document cannot be read ({error}).")]


def _validator(data: bytes, pdf: Pdf) -> Iterator[Finding]:
    try:
        report = page_validation.validate_pdf_bytes(
            data, profile=page_validation.ValidationProfile.PDF_UA_1, limits=_LIMITS
        )
    except page_validation.PageError as error:
        yield Finding("00-VALIDATOR", f"The validator gave up ({error}).")
        return
    pages = _pages_of_objects(pdf) if report.failures else {}
    for failure in report.failures:
        number = failure.object_id.object_number if failure.object_id else 0
        yield Finding(failure.rule_id, _PLAINER.get(failure.rule_id, failure.message), pages.get(number))


def _pages_of_objects(pdf: Pdf) -> dict[int, int]:
    """Which page an object belongs to, for pages, what can be clicked on them, and structure elements."""
    pages: dict[int, int] = {}
    for number, page in enumerate(pdf.pages, start=1):
        parts = [page.obj, page.obj.get(Name.Contents), *page.obj.get(Name.Annots, pikepdf.Array())]
        for part in parts:
            if part is not None and part.is_indirect:
                pages.setdefault(part.objgen[0], number)
    root = pdf.Root.get(Name.StructTreeRoot)
    for element in elements_under(root) if root is not None else ():
        begins_on = element.get(Name.Pg, Dictionary()).objgen[0]
        if begins_on in pages:
            pages.setdefault(element.objgen[0], pages[begins_on])
    return pages


def _shortened(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Ordered by rule and page; one fault repeated on every page does not bury the others."""
    ordered = sorted(findings, key=lambda finding: (finding.rule, finding.page or 0, finding.message))
    for rule, group in groupby(ordered, key=lambda finding: finding.rule):
        same = list(group)
        if len(same) <= MOST_OF_ONE_RULE:
            yield from same
            continue
        yield from same[: MOST_OF_ONE_RULE - 1]
        more = len(same) - MOST_OF_ONE_RULE + 1
        yield Finding(rule, f"And {more} more of the same rule.", same[MOST_OF_ONE_RULE - 1].page)
