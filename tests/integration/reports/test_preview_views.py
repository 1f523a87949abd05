"""A report as its readers will read it: on a page, and as a draft PDF."""

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from childservices.choices import Role
from childservices.models import AuditEvent
from childservices.operations.renderings import KeptRenderings
from reports.models import Report
from reports.papers.contents import Piece
from reports.papers.pack import PaperFailed
from reports.papers.preview import preview_of, preview_pdf
from reports.papers.typesetting import Typesetter
from tests.conftest import SignedInClient
from tests.papers import AT, EXEMPT, ON, Office, user_in
from tests.screens import MOST_QUERIES, counted_queries, words


@pytest.fixture
def officer(office: Office) -> SignedInClient:
    return SignedInClient(office.officer)


@pytest.fixture
def report(office: Office) -> Report:
    """A report whose finance section is exempt, on the agenda of 18 November 2009."""
    report = office.report("Parenting Strategy")
    office.appendix(report)
    report.sections.filter(heading__key="finance").update(body="<p>The tender was £9,417.</p>", **EXEMPT)
    office.meeting(report)
    return report


def text_of(answer: Any) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_members_read_the_whole_paper_under_generated_numbers(
    report: Report, officer: SignedInClient
) -> None:
    page = words(officer.get(f"/reports/{report.pk}/preview/"))

    assert "as members will read it" in page
    assert "1 Meeting Cabinet Member for Children 2 Date 18 November 2009 3 Title Parenting Strategy" in page
    assert "7 Finance The tender was £9,417." in page
    assert "Exempt: not for publication" in page
    assert "under paragraph 3 of Schedule 12A to the Local Government Act 1972. Finance" in page
    assert "Arrivals by year Year Arrivals 2007/08 310" in page


def test_the_public_reads_the_open_parts_only(report: Report, officer: SignedInClient) -> None:
    response = officer.get(f"/reports/{report.pk}/preview/?as=public")

    assert "as the public will read it" in words(response)
    assert "7 Finance Not for publication: exempt under paragraph 3" in words(response)
    assert "9,417" not in response.content.decode()
    assert AuditEvent.objects.filter(verb="exempt_seen").count() == 0


def test_who_may_not_see_what_is_exempt_reads_what_the_public_reads(report: Report) -> None:
    stranger = SignedInClient(user_in(Role.OFFICER))

    response = stranger.get(f"/reports/{report.pk}/preview/")

    assert "as the public will read it" in words(response)
    assert "9,417" not in response.content.decode()


def test_a_sight_of_what_is_exempt_is_kept_once(report: Report, officer: SignedInClient) -> None:
    officer.get(f"/reports/{report.pk}/preview/")

    kept = AuditEvent.objects.filter(verb="exempt_seen").values_list("label", "reason")
    assert list(kept) == [("Report 2009/0001", "wrote the report")]


def test_a_wholly_exempt_report_goes_by_its_neutral_title(office: Office) -> None:
    report = office.report("The complaint of family Q7X", neutral_title="Information about an individual")
    report.sections.update(**EXEMPT)
    stranger = SignedInClient(user_in(Role.OFFICER))

    response = stranger.get(f"/reports/{report.pk}/preview/")

    assert "Q7X" not in response.content.decode()
    assert "3 Title Information about an individual" in words(response)


def test_the_page_takes_no_more_queries_with_thirty_appendices_than_with_one(
    office: Office, report: Report, officer: SignedInClient
) -> None:
    with counted_queries() as one:
        officer.get(f"/reports/{report.pk}/preview/")
    for _ in range(29):
        office.appendix(report)
    with counted_queries() as thirty:
        officer.get(f"/reports/{report.pk}/preview/")

    assert len(one) == len(thirty) <= MOST_QUERIES


def test_the_pdf_opens_in_the_browser_as_a_draft(report: Report, officer: SignedInClient) -> None:
    answer = officer.get(f"/reports/{report.pk}/preview.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="report-2009-0001-draft.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Draft of report 2009/0001" in text_of(answer)
    assert "DRAFT" in text_of(answer)
    assert "The tender was £9,417." in text_of(answer)
    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert ["Not for publication" in page.extract_text() for page in pages] == [
        False,
        *[True] * (len(pages) - 1),
    ]


def test_the_pdf_for_the_public_holds_no_exempt_word(report: Report, officer: SignedInClient) -> None:
    answer = officer.get(f"/reports/{report.pk}/preview.pdf?as=public")

    assert "Not for publication: exempt under paragraph 3" in text_of(answer)
    assert "9,417" not in text_of(answer)


def test_what_is_exempt_is_named_by_heading_letter_or_number(office: Office, officer: SignedInClient) -> None:
    report = office.report()
    report.risks.create(risk="Late", **EXEMPT)
    office.appendix(report, neutral_title="Business matter", **EXEMPT)
    report.sections.filter(heading__key="finance").update(**EXEMPT)

    exempt = officer.get(f"/reports/{report.pk}/preview/").context["exempt"]

    assert sorted(exempt.names) == ["Appendix A", "Finance", "Risk 1"]
    assert exempt.paragraphs == "3"


def test_a_report_that_cannot_be_set_says_why(report: Report) -> None:
    preview = preview_of(report, title="Parenting", is_whole=True, meeting=None)
    picture = Piece(html='<p><img src="https://example.org/x.png"></p>')
    sections = [replace(section, pieces=[picture]) for section in preview.contents.sections]

    with pytest.raises(PaperFailed) as refused:
        typesetter = Typesetter(KeptRenderings(clock=lambda: AT))
        contents = replace(preview.contents, sections=sections)
        preview_pdf(replace(preview, contents=contents), on=ON, typesetter=typesetter)

    assert refused.value.sentence.startswith("The report could not be turned into pages.")


@pytest.mark.parametrize("page", ["preview/", "preview.pdf"])
def test_drafts_are_not_for_members(office: Office, report: Report, page: str) -> None:
    assert SignedInClient(office.member).get(f"/reports/{report.pk}/{page}").status_code == 404
