"""Uploaded files on their way to readers: into the paper, behind it in the packs, beside it for download."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from childservices.models import StoredFile
from childservices.operations.renderings import KeptRenderings
from reports.choices import Audience, ReportState
from reports.models import AgendaEdition, Appendix, IssuedFile, Meeting, Report
from reports.operations import keep_appendix_file
from reports.papers.packs import build_packs, gather_packs
from reports.papers.preview import preview_of, preview_pdf
from reports.papers.typesetting import Typesetter
from tests.conftest import SignedInClient
from tests.office_files import paragraph, picture_in_word, word, workbook
from tests.papers import AT, EXEMPT, ON, Office
from tests.published import publish, sights
from tests.screens import source, words
from tests.uploads import add_comment, pdf_with, picture, plain_pdf

SECRETS = ("Heliotrope", "Gentian", "Q7X")
LONG: list[list[Any]] = [["Number"], *[[number] for number in range(900, 1150)]]


def typesetter() -> Typesetter:
    """What sets the papers of one build."""
    return Typesetter(KeptRenderings(clock=lambda: AT))


@pytest.fixture
def report(office: Office) -> Report:
    """A report with a file of each kind, and two that are exempt."""
    report = office.report("Foster carers")
    letter = word(paragraph("Snapdragon", style="Heading1"), picture_in_word("A seal"), pictures=(picture(),))
    files = [
        ("Map", pdf_with(add_comment, "Larkspur", "Tansy"), "map.pdf"),
        ("Letter", letter, "letter.docx"),
        ("Figures", workbook({"Arrivals": [["Year", "Number"], ["2009", 404]], "All": LONG}), "figures.xlsx"),
        ("Photograph", picture("JPEG"), "photo.jpeg"),
    ]  # fmt: skip
    secrets = [
        ("Bids of Q7X", plain_pdf("Heliotrope"), "Q7X.pdf"),
        ("Prices of Q7X", word(paragraph("Gentian")), "prices-Q7X.docx"),
    ]
    for title, data, name in files:
        give(office, office.appendix(report, title=title), data, name)
    for title, data, name in secrets:
        give(office, office.appendix(report, title=title, neutral_title="Terms", **EXEMPT), data, name)
    Report.objects.filter(pk=report.pk).update(state=ReportState.ACCEPTED)
    report.refresh_from_db()
    return report


@pytest.fixture
def meeting(office: Office, report: Report) -> Meeting:
    return office.meeting(report)


@pytest.fixture
def edition(office: Office, meeting: Meeting) -> AgendaEdition:
    return publish(office, meeting)


def give(office: Office, appendix: Appendix, data: bytes, name: str) -> None:
    upload = {"data": data, "name": name, "picture_description": "Eight centres"}
    keep_appendix_file(appendix=appendix, expected=1, by=office.officer, at=AT, **upload)  # type: ignore[arg-type]


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def address(meeting: Meeting, title: str) -> str:
    return reverse("issued_file", args=[meeting.pk, Appendix.objects.get(title=title).pk])


def test_packs_hold_every_page_and_only_the_members_the_exempt_ones(meeting: Meeting) -> None:
    packs = build_packs(
        gather_packs(meeting, at=AT),
        is_draft=False,
        typesetter=typesetter(),
        progress=lambda percent, message: None,
    )

    public, members = packs[Audience.PUBLIC], packs[Audience.MEMBERS]
    pages = {audience: pages_of(pack.data) for audience, pack in packs.items()}
    last = public.contents[0]["last_page"]
    assert [pack.verdict["findings"] for pack in (public, members)] == [[], []]
    assert public.contents == [row for row in members.contents if row["part"] == "open"]
    assert pages[Audience.PUBLIC][last - 2 :] == [f"Larkspur Page {last - 1}", f"Tansy Page {last}"]
    assert [secret in str(pages[Audience.PUBLIC]) for secret in SECRETS] == [False] * 3
    assert pages[Audience.PUBLIC][1:] == pages[Audience.MEMBERS][1:last]
    assert pages[Audience.MEMBERS][-1].startswith("Heliotrope")
    assert "Gentian" in str(pages[Audience.MEMBERS][last:])
    printed = str(pages[Audience.PUBLIC])
    assert (
        "This appendix is the file “map.pdf”. Its 2 pages follow at the end of this paper in the pack."
        in printed
    )
    assert "taken out by machine" not in printed
    assert "Snapdragon" in printed
    assert "The sheet “All” has 250 rows and 1 columns, too many to be printed." in printed
    outline = str(PdfReader(io.BytesIO(public.data)).outline)
    assert "Appendix A: Map" in outline
    assert "Q7X" not in outline
    assert b"Nasturtium" not in public.data + members.data


def test_the_web_page_holds_what_the_pack_holds(meeting: Meeting, edition: AgendaEdition) -> None:
    page = Client().get(reverse("meeting_papers", args=[meeting.pk]))

    said = words(page)
    assert "Text of the file, taken out by machine Page 1 Larkspur Page 2 Tansy" in said
    assert "Snapdragon" in said
    assert "Arrivals Year Number 2009 404" in said
    assert 'alt="A seal"' in source(page)
    assert 'alt="Eight centres"' in source(page)
    assert [secret in source(page) for secret in SECRETS] == [False] * 3


def test_the_exempt_paper_is_opened_by_members_only(
    office: Office, meeting: Meeting, edition: AgendaEdition
) -> None:
    item = meeting.items.get().pk

    page = SignedInClient(office.member).get(reverse("exempt_paper", args=[meeting.pk, item]))

    assert "Page 1 Heliotrope" in words(page)
    assert "Gentian" in words(page)
    assert sights() == [("Exempt paper of item 1", "member of the body")]


def test_what_is_downloaded_is_what_cleaning_made(meeting: Meeting, edition: AgendaEdition) -> None:
    originals = set(Appendix.objects.values_list("file", flat=True))

    sent = Client().get(address(meeting, "Map"))

    issued = IssuedFile.objects.exclude(name="arrivals.csv")
    assert sorted(issued.values_list("name", "paper__part")) == [
        ("Q7X.pdf", "exempt"),
        ("figures.csv", "open"),
        ("map.pdf", "open"),
        ("photo.jpg", "open"),
    ]
    assert {file.file_id for file in issued} & originals == set()
    assert sent.headers["Content-Disposition"] == 'attachment; filename="map.pdf"'
    assert b"Nasturtium" not in b"".join(sent)  # type: ignore[arg-type]
    assert set(StoredFile.objects.filter(issued_files__in=issued).values_list("protected", flat=True)) == {
        True
    }


def test_an_exempt_file_is_sent_to_members_only(
    office: Office, meeting: Meeting, edition: AgendaEdition
) -> None:
    place = address(meeting, "Bids of Q7X")

    assert Client().get(place).status_code == 403
    assert SignedInClient(office.officer).get(address(meeting, "Letter")).status_code == 404
    assert SignedInClient(office.member).get(place).status_code == 200


def test_a_draft_to_print_holds_the_pages_too(report: Report) -> None:
    open_one = pages_of(
        preview_pdf(
            preview_of(report, title="x", is_whole=False, meeting=None), on=ON, typesetter=typesetter()
        )
    )
    whole = preview_of(report, title="x", is_whole=True, meeting=None, holds_exempt=True)

    assert [page.split()[0] for page in open_one[-2:]] == ["Larkspur", "Tansy"]
    assert [
        "Heliotrope" in page for page in pages_of(preview_pdf(whole, on=ON, typesetter=typesetter()))[-1:]
    ] == [True]
    assert [secret in str(open_one) for secret in SECRETS] == [False] * 3


def test_a_file_that_was_never_checked_reaches_nobody(office: Office, meeting: Meeting) -> None:
    Appendix.objects.filter(title="Map").update(cleaned=None)

    publish(office, meeting)

    page = Client().get(reverse("meeting_papers", args=[meeting.pk]))
    assert "The file of this appendix has not been checked, and is not in this paper." in words(page)
    assert "Larkspur" not in words(page)
    assert Client().get(address(meeting, "Map")).status_code == 404


def test_the_same_file_is_cleaned_once(office: Office, report: Report) -> None:
    Report.objects.update(state=ReportState.DRAFT)
    report.refresh_from_db()
    again = office.appendix(report, title="Map again")

    give(office, again, pdf_with(add_comment, "Larkspur", "Tansy"), "other.pdf")

    assert again.cleaned == Appendix.objects.get(title="Map").cleaned
