"""What is left of PDFs from strangers, and which of them are refused."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Name, Pdf

from childservices.pdf import UploadRefused
from childservices.pdf.clean import CleanPdf, clean_pdf, only_pages
from childservices.pdf.suspect import Finding
from tests import office_files, uploads

SAMPLES: dict[str, Callable[[], bytes]] = {
    "plain": lambda: uploads.plain_pdf("Marigold", "Larkspur", "Tansy", "Yarrow"),
    "scripts": lambda: uploads.pdf_with(uploads.add_scripts),
    "comments": lambda: uploads.pdf_with(uploads.add_comment),
    "files": lambda: uploads.pdf_with(uploads.add_file),
    "form": lambda: uploads.pdf_with(uploads.add_form),
    "layers": lambda: uploads.pdf_with(uploads.add_layer),
    "cropped": lambda: uploads.pdf_with(uploads.crop),
    "turned": lambda: uploads.pdf_with(uploads.turn_and_shift),
    "unbalanced": lambda: uploads.pdf_with(uploads.leave_open),
    "no font": lambda: uploads.pdf_with(uploads.break_font),
    "owner password": uploads.encrypted_pdf,
    "signed": lambda: uploads.pdf_with(uploads.sign),
    "junk before": lambda: b"From: a friend\n" + uploads.plain_pdf(),
    "bad cross references": lambda: uploads.plain_pdf().replace(b"startxref\n", b"startxref\n9"),
    "also a zip": lambda: uploads.plain_pdf() + office_files.archive({"bids.txt": "Nasturtium"}),
    "scan": lambda: uploads.scan(200),
    "marked": lambda: uploads.pdf_with(uploads.mark),
}
KEPT_KEYS = {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
DANGERS = (
    b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/AA", b"/EmbeddedFile", b"/AcroForm", b"/XFA", b"/Annots",
    b"/OCProperties", b"/Metadata", b"/StructTreeRoot",
)  # fmt: skip


@pytest.fixture(scope="module")
def cleaned() -> Callable[[str], CleanPdf]:
    """Each sample, cleaned once for all tests."""
    made: dict[str, CleanPdf] = {}

    def clean(name: str) -> CleanPdf:
        if name not in made:
            made[name] = clean_pdf(SAMPLES[name]())
        return made[name]

    return clean


Cleaned = Callable[[str], CleanPdf]


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("scripts", Finding.SCRIPTS),
        ("comments", Finding.COMMENTS),
        ("files", Finding.FILES),
        ("layers", Finding.LAYERS),
        ("cropped", Finding.CROPPED),
        ("signed", Finding.SIGNED),
        ("owner password", Finding.LOCKED),
        ("no font", Finding.REPAIRED),
        ("unbalanced", Finding.REPAIRED),
        ("junk before", Finding.REPAIRED),
        ("bad cross references", Finding.REPAIRED),
    ],
)
def test_the_author_is_told_what_did_not_come_along(cleaned: Cleaned, name: str, finding: Finding) -> None:
    found = [flag for flag in cleaned(name).flags if flag in set(Finding)]

    assert found == [finding]


@pytest.mark.parametrize("name", ["plain", "turned", "also a zip", "scan"])
def test_nothing_is_told_of_a_harmless_one_but_how_it_reads(cleaned: Cleaned, name: str) -> None:
    assert [flag for flag in cleaned(name).flags if flag in set(Finding)] == []
    assert cleaned(name).flags[-1].startswith("Screen readers cannot read the pages of a PDF as well as text")


@pytest.mark.parametrize("name", SAMPLES)
def test_only_pages_are_left(cleaned: Cleaned, name: str) -> None:
    with Pdf.open(io.BytesIO(cleaned(name).pdf)) as pdf:
        flat = io.BytesIO()
        pdf.save(flat, static_id=True, qdf=True)
        keys = set().union(*(page.obj.keys() for page in pdf.pages))

        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert keys == KEPT_KEYS
        assert [danger for danger in DANGERS if danger in flat.getvalue()] == []
        assert b"Nasturtium" not in flat.getvalue()
        assert not pdf.is_encrypted
        assert Name.Info not in pdf.trailer


@pytest.mark.parametrize(
    "name",
    ["scripts", "comments", "files", "layers", "cropped", "turned", "unbalanced", "owner password", "marked"],
)
def test_the_words_on_the_page_stay_and_others_do_not_appear(cleaned: Cleaned, name: str) -> None:
    assert cleaned(name).texts == ("Marigold",)


def test_the_values_of_a_form_stay_to_be_seen(cleaned: Cleaned) -> None:
    assert cleaned("form").texts[0].split() == ["Marigold", "Snapdragon"]
    assert cleaned("form").flags[:2] == (Finding.XFA, Finding.FORM)


def test_fonts_are_embedded(cleaned: Cleaned) -> None:
    with Pdf.open(io.BytesIO(cleaned("plain").pdf)) as pdf:
        (font,) = pdf.pages[0].obj.Resources.Font.values()

        descriptor = font.FontDescriptor
        assert [name for name in ("/FontFile", "/FontFile2", "/FontFile3") if name in descriptor] != []


def test_a_turned_page_in_other_units_is_an_upright_one(cleaned: Cleaned) -> None:
    with Pdf.open(io.BytesIO(cleaned("turned").pdf)) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox.as_list()] == [0, 0, 800, 300]


def test_marks_for_screen_readers_that_lead_nowhere_are_taken_out() -> None:
    with Pdf.open(io.BytesIO(only_pages(SAMPLES["marked"]()))) as pdf:
        assert b"MCID" not in pdf.pages[0].obj.Contents.read_bytes()
        assert b"Marigold" in pdf.pages[0].obj.Contents.read_bytes()


def test_a_scan_is_known_by_its_silence(cleaned: Cleaned) -> None:
    assert cleaned("scan").texts == ("",) * 200
    assert cleaned("scan").flags[0].startswith("No page has text that a machine can read, as in a scan")


def test_pages_without_text_are_counted() -> None:
    flags = clean_pdf(uploads.plain_pdf("Marigold", "")).flags

    assert flags[0].startswith("1 of its 2 pages have no text that a machine can read")


def test_pictures_show_the_first_pages(cleaned: Cleaned) -> None:
    previews = cleaned("plain").previews

    assert [picture[:3] for picture in previews] == [b"\xff\xd8\xff"] * 3


def test_the_same_file_gives_the_same_bytes(cleaned: Cleaned) -> None:
    assert clean_pdf(SAMPLES["form"]()).pdf == cleaned("form").pdf


def test_very_much_text_is_cut_and_the_author_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("childservices.pdf.clean.MOST_TEXT", 12)

    clean = clean_pdf(uploads.plain_pdf("Marigold", "Larkspur", "Tansy"))

    assert clean.texts == ("Marigold", "Lark", "")
    assert (
        clean.flags[0] == "It has so much text that only the beginning stands in the web page of the paper."
    )


def huge(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 0, 20_000, 20_000])


def without_pages() -> bytes:
    return uploads.saved(Pdf.new())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (lambda: b"MZ\x90\x00", "This is not a PDF."),
        (lambda: b"", "This is not a PDF."),
        (lambda: b"%PDF-1.7\n%%EOF", "This PDF is damaged and cannot be read."),
        (lambda: uploads.plain_pdf()[:-40], "The end of this PDF is missing."),
        (without_pages, "This PDF has no pages."),
        (lambda: uploads.encrypted_pdf(user="secret"), "This PDF asks for a password."),
        (lambda: uploads.pdf_with(uploads.put_in_circle), "This PDF is damaged and cannot be read."),
        (lambda: uploads.pdf_with(huge), "Page 1 of this PDF has no size that can be printed."),
        (
            lambda: uploads.saved(uploads.new_pdf(*["x"] * 301)),
            "This PDF has 301 pages, and 300 are the most.",
        ),
        (lambda: uploads.pdf_with(uploads.bomb_content), "The drawings in this PDF are too large to print."),
        (lambda: uploads.pdf_with(uploads.add_redaction), "Page 1 has parts that are marked to be redacted"),
        (lambda: uploads.pdf_with(uploads.fold), "This PDF is a folder of other files (a portfolio)."),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_sentence(data: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(UploadRefused) as refusal:
        clean_pdf(data())

    assert refusal.value.sentence.startswith(sentence)


def test_drawing_without_end_is_stopped() -> None:
    with pytest.raises(UploadRefused, match="too heavy to be printed"):
        clean_pdf(uploads.pdf_with(uploads.bomb_forms), seconds=0.5)


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    clean_pdf(uploads.plain_pdf())

    assert list(tmp_path.iterdir()) == []
