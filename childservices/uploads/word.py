"""A Word document as the HTML of papers, with its pictures."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth

from childservices.domain.refusals import Refusal
from childservices.pdf.errors import UploadRefused
from childservices.richtext import plain_text, sanitise
from childservices.uploads.pictures import clean_picture, data_address

MOST_PICTURES = 100
NO_DESCRIPTION = "Picture without a description"
_TEXTS = re.compile(r"word/(?:document|footnotes|endnotes|comments)\d*\.xml")
_CHANGED = re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo)[ />]")
_HIDDEN = re.compile(rb"<(?:\w+:)?vanish(?:\s*/>|\s+(?:\w+:)?val=\"(?:1|true|on)\")")
_COMMENT = re.compile(rb"<(?:\w+:)?comment[ >]")
_PICTURE = re.compile(r"<img\b[^>]*>")
_PLACE = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")
_INSIDE = re.compile(r"<a\b[^>]*?\bhref=\"#[^\"]*\"[^>]*>(.*?)</a>", re.DOTALL)
_WAY_BACK = "↑"


@dataclass(frozen=True)
class WordText:
    """The text of a Word document, and what its author should know."""

    html: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class _Picture:
    address: str
    description: str


def read_word(data: bytes) -> WordText:
    """Will turn a Word document into the HTML of papers, headings from h3, pictures inside it.

    Raises `UploadRefused` for one with tracked changes or hidden text, which may hold words that nobody means to
    publish, and for one without a word.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if _TEXTS.fullmatch(name)}
    _refuse_unsettled(parts.values())
    pictures: list[_Picture] = []
    try:
        converted: str = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=_keeping(pictures), external_file_access=False
        ).value
        html = sanitise(_without_links_inside(_PICTURE.sub(_numbered(), _PRIVATE.sub("", converted))))
    except Refusal as refusal:
        raise UploadRefused(refusal.sentence) from refusal
    except (ExpatError, KeyError, OSError, ValueError, AttributeError) as error:
        raise UploadRefused(
            "This Word document is damaged. Save it again in Word, then upload it."
        ) from error
    if not plain_text(html):
        raise UploadRefused("This Word document has no text. Check that you chose the right one.")
    comments = sum(len(_COMMENT.findall(part)) for part in parts.values())
    return WordText(_PLACE.sub(_drawn(pictures), html), tuple(_flags(pictures, comments)))


def _refuse_unsettled(parts: Iterable[bytes]) -> None:
    for part in parts:
        if _CHANGED.search(part):
            raise UploadRefused(
                "This Word document has tracked changes. Accept or reject all of them in Word, save it, then upload it."
            )
        if _HIDDEN.search(part):
            raise UploadRefused(
                "This Word document has hidden text. Delete it or show it in Word, save it, then upload it."
            )


def _keeping(pictures: list[_Picture]) -> Any:
    """A converter for mammoth that puts pictures aside, made anew; one that cannot be shown leaves a sentence."""

    def keep(image: Any) -> dict[str, str]:
        if len(pictures) == MOST_PICTURES:
            raise UploadRefused(
                f"This Word document has more than {MOST_PICTURES} pictures. Save it as a PDF, or split it."
            )
        with image.open() as opened:
            address = _address(opened.read())
        pictures.append(_Picture(address, (image.alt_text or "").strip()))
        return {}

    return mammoth.images.img_element(keep)


def _address(data: bytes) -> str:
    try:
        picture = clean_picture(data)
    except UploadRefused:  # a drawing of a kind that browsers do not show
        return ""
    return data_address(picture.data, picture.media_type)


def _numbered() -> Callable[[re.Match[str]], str]:
    """Give what replaces the pictures one after another by a mark that is text, and so outlives cleaning."""
    numbers = iter(range(MOST_PICTURES))
    return lambda _: f"\ue000{next(numbers)}\ue001"


def _without_links_inside(html: str) -> str:
    """Links to places of the document lead nowhere in a paper; their words stay."""
    return _INSIDE.sub(lambda found: "" if found[1] == _WAY_BACK else found[1], html)


def _drawn(pictures: Sequence[_Picture]) -> Callable[[re.Match[str]], str]:
    def draw(found: re.Match[str]) -> str:
        picture = pictures[int(found[1])]
        words = escape(picture.description or NO_DESCRIPTION)
        return f'<img src="{picture.address}" alt="{words}">' if picture.address else f"[{words}]"

    return draw


def _flags(pictures: Sequence[_Picture], comments: int) -> Sequence[str]:
    flags = []
    bare = sum(not picture.description for picture in pictures)
    if bare:
        flags.append(
            f"The Word document has {_counted(bare, 'picture')} without a description: in Word, right-click each, "
            "choose “View Alt Text”, write what it shows, and upload the document again."
        )
    lost = sum(not picture.address for picture in pictures)
    if lost:
        flags.append(
            f"{_counted(lost, 'drawing')} of it cannot be shown: save them in Word as PNG or JPEG pictures, and upload "
            "the document again."
        )
    if comments:
        flags.append(f"The Word document has {_counted(comments, 'comment')}, which are not published.")
    return [
        *flags,
        "Headers, footers and page numbers of the Word document are left out: the pack has its own.",
    ]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
