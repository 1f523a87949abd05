"""Files that travel inside a PDF, such as the figures behind a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pikepdf import Dictionary, Name, Object, Pdf, String

from childservices.pdf.errors import PackRefused
from childservices.pdf.trees import read_name_tree, text_key, write_name_tree

Relationship = Literal["Data", "Source", "Supplement", "Alternative", "Unspecified"]


@dataclass(frozen=True)
class Attachment:
    """A file to put into a pack: the name it is saved under, its bytes and media type, and what it is in a sentence."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: Relationship = "Data"


class Attachments:
    """The files of a pack: those that its items carry, and those that it is given. Names are unique."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._files: dict[bytes, Object] = {}

    def take_from(self, source: Pdf, key: str) -> None:
        """Will take over what an item carries; `key` keeps items apart that carry a file of the same name."""
        names = source.Root.get(Name.Names, Dictionary())
        if Name.EmbeddedFiles not in names:
            return
        for raw, specification in read_name_tree(names.EmbeddedFiles):
            indirect = specification if specification.is_indirect else source.make_indirect(specification)
            self._files[text_key(f"{key}/{String(raw)!s}")] = self._pdf.copy_foreign(indirect)

    def add(self, attachments: Iterable[Attachment], on: date) -> None:
        """Will put files into the pack, dated with its day so that the same pack is the same bytes."""
        for attachment in attachments:
            name = text_key(attachment.name)
            if name in self._files:
                raise PackRefused(f"Two files of the pack are called “{attachment.name}”. Rename one.")
            self._files[name] = self._embed(attachment, on)

    def close(self) -> Object | None:
        """Will give the name tree of all files, or nothing when there is none."""
        return write_name_tree(self._pdf, self._files) if self._files else None

    def _embed(self, attachment: Attachment, on: date) -> Object:
        stream = self._pdf.make_stream(attachment.data)
        stream.Type = Name.EmbeddedFile
        stream.Subtype = Name(f"/{attachment.media_type}")
        stamp = String(f"D:{on:%Y%m%d}000000Z")
        stream.Params = Dictionary(Size=len(attachment.data), CreationDate=stamp, ModDate=stamp)
        return self._pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(attachment.name),
                UF=String(attachment.name),
                Desc=String(attachment.description),
                AFRelationship=Name(f"/{attachment.relationship}"),
                EF=Dictionary(F=stream, UF=stream),
            )
        )
