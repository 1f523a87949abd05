"""Papers as councils write them, and a reader of the structure that knows nothing of the code under test."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf
from pypdf import PdfReader

from childservices.pdf import (
    SHIPPED_FONTS,
    AssembledPack,
    Attachment,
    PackItem,
    PlacedItem,
    RenderedItem,
    assemble,
    render_item,
)

STYLESHEET = SHIPPED_FONTS.parent / "papers.css"
DAY = date(2009, 11, 18)
SECRET = "Zwiebelturm"  # a word that stands nowhere but in the exempt item
FIGURES = Attachment("indicators.csv", b"indicator,value\nNI 59,71.2\n", "text/csv", "The figures of table 1")


def document(body: str, title: str = "Parenting Strategy", lang: str = "en-GB") -> str:
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f'<!doctype html><html lang="{lang}">{head}<body>{body}</body></html>'


@lru_cache(maxsize=32)
def rendered(body: str, prefix: str = "item-", title: str = "Parenting Strategy") -> RenderedItem:
    return render_item(document(body, title), fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix=prefix)


def render_front(html: str) -> RenderedItem:
    return render_item(html, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix="front-")


def front_sheet(placed: tuple[PlacedItem, ...]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{place.number}</th><td><a href="https://pack.invalid/#{place.key}">{place.title}</a></td>'
        f'<td class="numeric">{place.first_page} to {place.last_page}</td></tr>'
        for place in placed
    )
    heads = '<thead><tr><th scope="col">Item</th><th scope="col">Subject</th><th scope="col">Pages</th></tr></thead>'
    return document(
        f"<h1>Agenda</h1><table class='figures agenda'>{heads}<tbody>{rows}</tbody></table>", "Agenda"
    )


def item(
    key: str, number: str, title: str, body: str, *, part: Any = "open", first_page: int | None = None
) -> PackItem:
    paper = rendered(f"<h1>{number} {title}</h1>{body}", prefix=f"{key}-", title=title)
    return PackItem(key, number, title, part, paper.pdf, paper.pages, first_page)


def pack_of(items: list[PackItem], **changes: Any) -> AssembledPack:
    asked: dict[str, Any] = {
        "items": items,
        "front": front_sheet,
        "front_pages_at_least": 1,
        "title": "Cabinet Member, 18 November 2009: public pack",
        "author": "Demonstration Borough Council",
        "subject": "Agenda and papers",
        "on": DAY,
        "watermark": None,
        "render": render_front,
    }
    return assemble(**{**asked, **changes})


COMMENTARY = "The service met its partners. "


def monitoring_table(rows: int, group: int = 4) -> str:
    """Themes over several rows, a head of two rows with one header over four quarters, nine columns."""
    lines = []
    for row in range(rows):
        theme = f'<th scope="rowgroup" rowspan="{min(group, rows - row)}">Theme {row // group + 1}</th>'
        cells = "".join(f'<td class="numeric">{row}.{quarter}%</td>' for quarter in range(1, 5))
        lines.append(
            f'<tr>{theme if row % group == 0 else ""}<th scope="row" class="nowrap">NI {row + 1} children</th>{cells}'
            f'<td class="numeric">{row}%</td><td>Met</td><td>{COMMENTARY * (2 + row % 3)}</td></tr>'
        )
    head = (
        '<tr><th scope="col" rowspan="2">Theme</th><th scope="col" rowspan="2">Indicator</th>'
        '<th scope="colgroup" colspan="4">Quarterly outturn</th><th scope="col" rowspan="2">Target</th>'
        '<th scope="col" rowspan="2">Status</th><th scope="col" rowspan="2">Commentary</th></tr>'
        "<tr>" + "".join(f'<th scope="col">Quarter {quarter}</th>' for quarter in range(1, 5)) + "</tr>"
    )
    return (
        '<div class="table-block landscape"><table class="figures"><caption>Indicators by theme</caption>'
        f"<thead>{head}</thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def prose(paragraphs: int, heading: str = "Proposals and Details") -> str:
    text = "The service met its partners in each of the seven areas and agreed what each of them would do by March. "
    return f"<h2>{heading}</h2>" + "".join(
        f"<p>{number}. {text * 4}</p>" for number in range(1, paragraphs + 1)
    )


CHART = (
    '<figure><svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60" role="img" '
    'aria-label="Referrals rose from 10 to 90"><rect width="60" height="50" fill="#1d4f91"/></svg>'
    "<figcaption>Figure 1: referrals</figcaption></figure>"
)
EVERYTHING = (
    "<section><h2>Summary</h2><p>See <a href='https://council.invalid/paper'>the background paper</a> and "
    "<a href='#later'>what follows</a>.</p><ul><li>first<ul><li>inner</li></ul></li><li>second</li></ul>"
    "<dl><dt>Chair</dt><dd>Cabinet Member</dd></dl>"
    f"{CHART}</section>{monitoring_table(6)}<section id='later'><h2>Risks</h2><h3>Finance</h3><p>None.</p></section>"
)


@dataclass(frozen=True)
class Node:
    """A structure element as found in the file: its type, its depth below the document, its object."""

    role: str
    depth: int
    element: Any


def open_pdf(data: bytes) -> Pdf:
    return Pdf.open(io.BytesIO(data))


def kids_of(element: Object) -> list[Any]:
    kids = element.get(Name.K)
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def nodes(pdf: Pdf) -> Iterator[Node]:
    waiting = [(kid, 0) for kid in reversed(kids_of(pdf.Root.StructTreeRoot))]
    while waiting:
        element, depth = waiting.pop()
        if isinstance(element, Dictionary) and Name.S in element:
            yield Node(str(element.S).removeprefix("/"), depth, element)
            waiting.extend((kid, depth + 1) for kid in reversed(kids_of(element)))


def roles(pdf: Pdf) -> list[str]:
    return [node.role for node in nodes(pdf)]


def elements(pdf: Pdf, role: str) -> list[Any]:
    return [node.element for node in nodes(pdf) if node.role == role]


@lru_cache(maxsize=32)
def page_texts(data: bytes) -> Sequence[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def everything_in(data: bytes) -> str:
    """All that can be read out of a PDF: its text, its bytes, and every string and stream of every object in it."""
    parts = [data.decode("latin-1"), *page_texts(data)]
    with open_pdf(data) as pdf:
        for thing in pdf.objects:
            parts.append(thing.unparse(resolved=True).decode("latin-1"))
            if hasattr(thing, "read_bytes") and thing._type_name == "stream":
                parts.append(thing.read_bytes().decode("latin-1"))
        with pdf.open_outline() as outline:
            waiting = list(outline.root)
            while waiting:
                line = waiting.pop()
                parts.append(line.title)
                waiting.extend(line.children)
        parts.extend(pdf.attachments.keys())
        parts.append(str(dict(pdf.docinfo.items())))
    return "\n".join(parts)
