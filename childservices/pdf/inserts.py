"""Pages of an uploaded PDF as a part of a pack: each a picture for screen readers, with words that say which page it
is."""

import io
from dataclasses import dataclass
from datetime import date

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Rectangle, String

from childservices.pdf.metadata import Description, describe
from childservices.pdf.trees import write_number_tree
from childservices.pdf.verdict import Verdict, check_pdf

SHORT_SIDE, LONG_SIDE = 595.28, 841.89  # points: A4
MARGIN = 40.0  # points at head and foot, where a pack's stamps stand
_PICTURE = Name.Page


@dataclass(frozen=True)
class Insert:
    """A cleaned PDF whose pages follow an item's own, under a title of their own: Appendix A: Map of centres.

    `key` is its name in links, as that of an item. `verdict` is what `judge_pages` said of it, where that is known.
    """

    key: str
    title: str
    pdf: bytes
    pages: int
    verdict: Verdict | None = None


def judge_pages(pdf: bytes, pages: int) -> Verdict:
    """Will judge a cleaned PDF as the pages of an insert, whose title makes no difference."""
    return check_pdf(as_tagged_pages(Insert("pages", "Pages", pdf, pages)))


def as_tagged_pages(insert: Insert) -> bytes:
    """Will put each page of an insert, made smaller where it has to be, onto a page of A4 that has structure."""
    saved = io.BytesIO()
    with Pdf.open(io.BytesIO(insert.pdf)) as source, Pdf.new() as pdf:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
        root.K = Array([document])
        parents = []
        for number, page in enumerate(source.pages):
            words = f"{insert.title}, page {number + 1} of {insert.pages}"
            figure = _add_page(pdf, page, number, words)
            figure.P = document
            document.K.append(figure)
            parents.append((number, pdf.make_indirect(Array([figure]))))
        root.ParentTree = write_number_tree(pdf, parents)
        root.ParentTreeNextKey = len(parents)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        describe(pdf, Description(insert.title, "", "", date.min), claims_pdfua=True)
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def _add_page(pdf: Pdf, source: Page, number: int, words: str) -> Object:
    """Add a page that is one figure, and give the figure."""
    drawn = pdf.copy_foreign(source.as_form_xobject())
    box = source.mediabox.as_list()
    is_wide = float(box[2]) - float(box[0]) > float(box[3]) - float(box[1])
    width, height = (LONG_SIDE, SHORT_SIDE) if is_wide else (SHORT_SIDE, LONG_SIDE)
    page = pdf.add_blank_page(page_size=(width, height))
    page.obj.Resources = Dictionary(XObject=Dictionary({str(_PICTURE): drawn}))
    page.obj.StructParents = number
    page.obj.Tabs = Name.S
    room = Rectangle(0, MARGIN, width, height - MARGIN)
    placed = page.calc_form_xobject_placement(
        drawn, _PICTURE, room, invert_transformations=False, allow_shrink=True, allow_expand=False
    )
    page.obj.Contents = pdf.make_stream(b"/Figure <</MCID 0>> BDC\n" + placed + b"\nEMC")
    return pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            Alt=String(words),
            Pg=page.obj,
            K=0,
            A=Dictionary(O=Name.Layout, BBox=Array([0, MARGIN, width, height - MARGIN])),
        )
    )
