"""What sanitising takes away, in sentences for the person who typed or pasted it."""

import re
from collections import Counter
from collections.abc import Iterator

from childservices.richtext.vocabulary import LINK

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)")
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
HANDLER = re.compile(r"on[a-z]+", re.IGNORECASE)
STYLED = re.compile(r"color|background|font-family|font-size|text-align", re.IGNORECASE)

KINDS = {
    "script": "script",
    **dict.fromkeys(("img", "svg", "canvas"), "picture"),
    **dict.fromkeys(("iframe", "object", "embed", "video", "audio"), "embedded"),
    **dict.fromkeys(("input", "select", "textarea", "button"), "control"),
    **dict.fromkeys(("s", "strike", "del"), "struck"),
    "font": "style",
}
SENTENCES = {
    "script": ("A script was removed.", "{} scripts were removed."),
    "handler": (
        "An instruction that would run a program was removed.",
        "{} instructions that would run a program were removed.",
    ),
    "picture": (
        "A picture was removed: attach it as an appendix.",
        "{} pictures were removed: attach them as an appendix.",
    ),
    "embedded": (
        "A film, a sound or another page was removed: give its address as a link.",
        "{} films, sounds or other pages were removed: give their addresses as links.",
    ),
    "control": ("A form field was removed.", "{} form fields were removed."),
    "link": (
        "A link was removed and its words stay: an address begins with https, http or mailto.",
        "{} links were removed and their words stay: an address begins with https, http or mailto.",
    ),
    "struck": (
        "Words that were crossed out are not crossed out any more: check that they should stay.",
        "Words in {} places that were crossed out are not crossed out any more: check that they should stay.",
    ),
    "table": (
        "A table inside a table became paragraphs.",
        "{} tables inside tables became paragraphs.",
    ),
    "style": ("Colours, fonts and alignment were removed: papers have one style.",) * 2,
}


def removed_by_sanitising(html: str) -> tuple[str, ...]:
    """Say in sentences what sanitising takes out of a text; nothing for a text that is already clean."""
    counts = Counter(_removals(COMMENT.sub("", html)))
    return tuple(
        one if counts[kind] == 1 else many.format(counts[kind])
        for kind, (one, many) in SENTENCES.items()
        if counts[kind]
    )


def _removals(html: str) -> Iterator[str]:
    """One word for each thing that goes, with repetitions."""
    tables = 0
    for found in TAG.finditer(html):
        tag, attributes = found[2].lower(), found[3]
        if tag == "table":
            tables = max(tables - 1, 0) if found[1] else tables + 1
        if not found[1]:
            yield from _of_tag(tag, attributes, tables)


def _of_tag(tag: str, attributes: str, tables: int) -> Iterator[str]:
    if tag in KINDS:
        yield KINDS[tag]
    if tag == "table" and tables > 1:
        yield "table"
    for found in ATTRIBUTE.finditer(attributes):
        name, value = found[1].lower(), found[2] or found[3] or found[4] or ""
        if HANDLER.fullmatch(name):
            yield "handler"
        elif name == "style" and STYLED.search(value):
            yield "style"
        elif tag == "a" and name == "href" and _is_refused(value.strip()):
            yield "link"


def _is_refused(address: str) -> bool:
    """Whether an address is dropped; one inside the page (Word's footnotes have them) leads nowhere in a paper."""
    return bool(address) and not address.startswith("#") and not LINK.fullmatch(address)
