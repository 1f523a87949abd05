"""What an HTML element is called in the structure of a PDF, and what must be said of it (ISO 32000-1, 14.8.4)."""

from typing import Any, Final

Source = Any  # an element of the parsed HTML (xml.etree), which WeasyPrint hands over untyped

SVG: Final = "{http://www.w3.org/2000/svg}"
SVG_ROOT: Final = f"{SVG}svg"
CELLS: Final = frozenset({"td", "th"})
PICTURES: Final = frozenset({"img", SVG_ROOT})
REPEATED_ROWS: Final = frozenset({"thead", "tfoot"})

_ROLES: Final[dict[str, str]] = {
    "a": "Link",
    "address": "P",
    "article": "Art",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "code": "Code",
    "dd": "LBody",
    "div": "Div",
    "dl": "L",
    "dt": "Lbl",
    "figcaption": "Caption",
    "footer": "Div",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "header": "Div",
    "img": "Figure",
    "li": "LI",
    "main": "Div",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "pre": "P",
    "q": "Quote",
    "section": "Sect",
    "span": "Span",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
    SVG_ROOT: "Figure",
}
_NUMBERINGS: Final[dict[str, str]] = {
    "a": "/LowerAlpha",
    "A": "/UpperAlpha",
    "i": "/LowerRoman",
    "I": "/UpperRoman",
}


def role_of(source: Source, tag: str, *, inside: str) -> str | None:
    """Will name the structure type of an element whose parent has the type `inside`; None means: no element of its own.

    Words in bold or in a smaller size belong to their paragraph and need no element, unless they are in another
    language.
    """
    if _says_nothing(source, tag, inside):
        return None
    if tag == "figure":
        return "Figure" if is_single_picture(source) else "Div"
    if tag in ("ol", "ul", "li") and (inside in ("TOC", "TOCI") or _is_contents(source)):
        return "TOCI" if tag == "li" else "TOC"
    role = _ROLES.get(tag)
    if role is None and source.get("lang") and not tag.startswith("{") and tag not in ("html", "body"):
        return "Span"
    return role


def is_single_picture(figure: Source) -> bool:
    """Will say whether an HTML figure is one picture with its caption, and not a table or a group."""
    pictures = sum(1 for part in figure.iter() if part.tag in PICTURES)
    return pictures == 1 and figure.find(".//table") is None


def is_decoration(source: Source, tag: str) -> bool:
    """Will say whether the author marked an element as saying nothing, so that nobody need hear it."""
    if source.get("aria-hidden") == "true":
        return True
    return tag in PICTURES and (source.get("alt") == "" or source.get("role") in ("presentation", "none"))


def alternative_text(source: Source) -> str | None:
    """Will give what stands for a picture: its alt or aria-label, else the title and description inside an SVG."""
    said = source.get("alt") or source.get("aria-label")
    if not said and source.tag == SVG_ROOT:
        parts = (source.find(f"{SVG}title"), source.find(f"{SVG}desc"))
        said = " ".join(text_of(part) for part in parts if part is not None)
    return said or None


def link_text(source: Source) -> str:
    """Will give what a link is called by those who cannot see where it stands."""
    return source.get("aria-label") or source.get("title") or text_of(source)


def text_of(source: Source) -> str:
    """Will give the words of an element and all within it, single-spaced."""
    return " ".join("".join(source.itertext()).split())


def list_numbering(source: Source) -> str:
    """Will name how the items of a list are labelled (ISO 32000-1, table 347)."""
    if source.tag != "ol":
        return "/Disc" if source.tag == "ul" else "/None"
    return _NUMBERINGS.get(source.get("type", ""), "/Decimal")


def _says_nothing(source: Source, tag: str, inside: str) -> bool:
    """HTML allows a div around a term and its description; PDF does not. An anchor that leads nowhere is no link."""
    is_layout = source.get("role") in ("presentation", "none") and tag not in PICTURES
    return is_layout or (tag == "div" and inside == "L") or (tag == "a" and not source.get("href"))


def _is_contents(source: Source) -> bool:
    return source.tag in ("ol", "ul") and "toc" in (source.get("class") or "").split()
