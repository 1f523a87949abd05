"""What somebody's PDF holds beside its pages, and what has to go before anybody draws them."""

from enum import StrEnum
from zlib import decompressobj, error

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from childservices.pdf.errors import UploadRefused

MOST_PAGES = 300
LARGEST_CONTENT = 50_000_000  # bytes of drawing instructions, unpacked
LONGEST_SIDE = 14_400  # points: five metres, the most that PDF allows
_FILE_ACTIONS = frozenset(
    {"/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition"}
)
_NO_COMMENT = frozenset({"/FileAttachment", "/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"})


class Finding(StrEnum):
    """What was found in a PDF and did not come along, in words for its author."""

    COMMENTS = "Its comments and marks are not published."
    CROPPED = "Its pages are cropped. What is cut off does not show, but may still be in the file: take it out first."
    FILES = "The files inside it are not published: attach each as an appendix of its own."
    FORM = "Its form fields are published as they are filled in, and can no longer be changed."
    LAYERS = (
        "It has layers, of which only those that show are published: compare the pages below with your own."
    )
    LOCKED = (
        "It was protected against printing or changing, and is no longer: make sure that you may publish it."
    )
    REPAIRED = "It was damaged and has been repaired: compare the pages below with your own."
    SCRIPTS = "Scripts and actions were taken out of it."
    SIGNED = "Its electronic signature is not kept: the original stays with you."
    XFA = "It holds an electronic form (XFA), of which only the printed pages are published."


def refuse_unprintable(pdf: Pdf) -> None:
    """Will refuse a PDF whose pages are none, too many, too large, or not ready to be seen."""
    if Name.Collection in pdf.Root:
        raise UploadRefused(
            "This PDF is a folder of other files (a portfolio). Attach each of its files as an appendix."
        )
    pages = len(pdf.pages)
    if pages == 0:
        raise UploadRefused("This PDF has no pages. Export it again, then upload it.")
    if pages > MOST_PAGES:
        raise UploadRefused(
            f"This PDF has {pages} pages, and {MOST_PAGES} are the most. Split it into several."
        )
    for number, page in enumerate(pdf.pages, start=1):
        _refuse_size(page, number)
        if any(str(note.get(Name.Subtype)) == "/Redact" for note in annotations(page)):
            raise UploadRefused(
                f"Page {number} has parts that are marked to be redacted and still there. Apply the redactions first."
            )
    if sum(_content_size(page) for page in pdf.pages) > LARGEST_CONTENT:
        raise UploadRefused(
            "The drawings in this PDF are too large to print. Export it again with simpler drawings or as pictures."
        )


def findings_in(pdf: Pdf) -> list[Finding]:
    """Will tell what a PDF holds that its pages in the papers will not."""
    form = pdf.Root.get(Name.AcroForm, Dictionary())
    names = pdf.Root.get(Name.Names, Dictionary())
    pages = [page.obj for page in pdf.pages]
    notes = [note for page in pdf.pages for note in annotations(page)]
    kinds = {str(note.get(Name.Subtype)) for note in notes}
    found = {
        Finding.LOCKED: pdf.is_encrypted,
        Finding.XFA: Name.XFA in form,
        Finding.FORM: "/Widget" in kinds,
        Finding.SIGNED: bool(int(form.get(Name.SigFlags, 0)) & 1),
        Finding.LAYERS: Name.OCProperties in pdf.Root,
        Finding.COMMENTS: bool(kinds - _NO_COMMENT),
        Finding.FILES: Name.EmbeddedFiles in names or "/FileAttachment" in kinds,
        Finding.SCRIPTS: Name.JavaScript in names or any(_acts(part) for part in (pdf.Root, *pages, *notes)),
        Finding.CROPPED: any(_is_cropped(page) for page in pdf.pages),
    }
    return [finding for finding, is_there in found.items() if is_there]


def leave_only_pages(pdf: Pdf) -> None:
    """Will take away comments, scripts and files; fields of forms stay, with their values drawn."""
    if Name.AcroForm in pdf.Root:
        if Name.XFA in pdf.Root.AcroForm:
            del pdf.Root.AcroForm[Name.XFA]
        pdf.generate_appearance_streams()
    for name in (Name.OpenAction, Name.AA, Name.Names, Name.Outlines, Name.Metadata, Name.StructTreeRoot):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        fields = [note for note in annotations(page) if note.get(Name.Subtype) == Name.Widget]
        page.obj.Annots = Array(fields)


def annotations(page: Page) -> list[Object]:
    """Will give what lies on a page: links, fields, comments; whatever else a damaged file has there is left out."""
    notes = page.obj.get(Name.Annots)
    return [note for note in notes if isinstance(note, Dictionary)] if isinstance(notes, Array) else []


def _acts(part: Object) -> bool:
    action = part.get(Name.A)
    kind = str(action.get(Name.S)) if isinstance(action, Dictionary) else ""
    return Name.AA in part or isinstance(part.get(Name.OpenAction), Dictionary) or kind in _FILE_ACTIONS


def _refuse_size(page: Page, number: int) -> None:
    left, bottom, right, top = (float(edge) for edge in page.cropbox.as_list())
    unit = float(page.obj.get(Name.UserUnit, 1))
    sides = ((right - left) * unit, (top - bottom) * unit)
    if not all(1 <= side <= LONGEST_SIDE for side in sides):
        raise UploadRefused(
            f"Page {number} of this PDF has no size that can be printed. Export it as A4 or A3."
        )


def _is_cropped(page: Page) -> bool:
    return [float(edge) for edge in page.cropbox.as_list()] != [
        float(edge) for edge in page.mediabox.as_list()
    ]


def _content_size(page: Page) -> int:
    """How much a page's instructions are when they are unpacked, unpacking no more than is allowed."""
    contents = page.obj.get(Name.Contents)
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return sum(_unpacked_size(stream) for stream in streams if isinstance(stream, Stream))


def _unpacked_size(stream: Stream) -> int:
    raw = stream.read_raw_bytes()
    try:
        return len(decompressobj().decompress(raw, LARGEST_CONTENT + 1))
    except error:
        return len(raw)
