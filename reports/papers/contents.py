"""What a paper holds, frozen: gathered once from the rows of one classification, then only read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from childservices.pdf import Verdict
from reports.domain.data_table import Layout


@dataclass(frozen=True)
class TableContents:
    """A table of figures with its caption, header rows and body, ready to be printed cell by cell."""

    id: UUID
    key: str
    caption: str
    layout: Layout
    source: str
    as_at: date | None
    note: str
    is_landscape: bool
    csv_header: Sequence[str]
    csv_rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Piece:
    """A stretch of rich text, or a table that stands at this place."""

    html: str = ""
    table: TableContents | None = None


@dataclass(frozen=True)
class SectionContents:
    """A section with its generated number and what its kind lists below the text."""

    id: UUID
    number: str
    heading: str
    kind: str
    pieces: Sequence[Piece]
    withheld: str = ""
    """What the reader is told where the section belongs to the other part."""


@dataclass(frozen=True)
class FileContents:
    """A file that readers may download beside a paper: what cleaning made of an upload."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class UploadContents:
    """An uploaded file as readers get it: what stands in the paper, the pages that follow it, the file beside it."""

    kind: str = ""
    """Empty for a file that was never checked, of which readers get nothing."""
    html: str = ""
    picture: str = ""
    """The address by which the paper carries a picture in itself."""
    description: str = ""
    pages: int = 0
    verdict: Verdict | None = None
    file: FileContents | None = None


@dataclass(frozen=True)
class AppendixContents:
    """A lettered appendix."""

    id: UUID
    letter: str
    title: str
    pieces: Sequence[Piece]
    upload: UploadContents | None = None
    withheld: str = ""

    @property
    def file(self) -> FileContents | None:
        """The file that readers may download beside the paper."""
        return self.upload.file if self.upload else None


@dataclass(frozen=True)
class LineContents:
    """A recommendation, background paper, consultee, contact or risk: its id and its printed texts."""

    id: UUID
    texts: Sequence[str]


@dataclass(frozen=True)
class ReportContents:
    """A report to members as one part, open or exempt, shows it."""

    id: UUID
    reference: str
    banner: str
    title: str
    header: Sequence[tuple[str, str, str]]
    """Number, label and text of each line of the opening table."""
    sections: Sequence[SectionContents]
    recommendations: Sequence[LineContents]
    risks: Sequence[LineContents]
    background_papers: Sequence[LineContents]
    consultees: Sequence[LineContents]
    contacts: Sequence[LineContents]
    appendices: Sequence[AppendixContents]

    @property
    def tables(self) -> Sequence[TableContents]:
        """All tables of the report in their order."""
        pieces = [piece for section in self.sections for piece in section.pieces]
        pieces += [piece for appendix in self.appendices for piece in appendix.pieces]
        return tuple(piece.table for piece in pieces if piece.table)


@dataclass(frozen=True)
class MinuteContents:
    """A minute with its resolutions, or what the public reads in place of an exempt one."""

    id: UUID
    reference: str
    title: str
    html: str = ""
    declarations: str = ""
    resolutions: Sequence[tuple[str, str]] = ()
    """Number within the minute and text."""
    withheld: str = ""
    public_summary: str = ""


@dataclass(frozen=True)
class MinutesContents:
    """The minutes of a meeting as one part shows them."""

    title: str
    body: str
    day: str
    attendance: Sequence[tuple[str, Sequence[str]]]
    """How, and the posts."""
    minutes: Sequence[MinuteContents]


@dataclass(frozen=True)
class ItemContents:
    """An agenda item as one part, open or exempt, shows it."""

    id: UUID
    position: int
    number: str
    kind: str
    title: str
    part: str
    exempt_paragraphs: Sequence[int] = ()
    is_contract_negotiation: bool = False
    is_for_decision: bool = False
    presenters: Sequence[str] = ()
    reports: Sequence[ReportContents] = ()
    minutes: MinutesContents | None = None
    report_ids: Sequence[UUID] = ()

    @property
    def has_paper(self) -> bool:
        """Whether the item has pages of its own; standing items have none."""
        return bool(self.reports) or self.minutes is not None

    @property
    def tables(self) -> Sequence[TableContents]:
        """All tables under the item in their order."""
        return tuple(table for report in self.reports for table in report.tables)

    @property
    def files(self) -> Sequence[FileContents]:
        """All uploaded files under the item in their order."""
        return tuple(a.file for report in self.reports for a in report.appendices if a.file)


@dataclass(frozen=True)
class AgendaContents:
    """A meeting's agenda as one part shows it, with what its front sheet prints."""

    meeting_id: UUID
    body: str
    day: str
    on: date | None
    starts: str
    venue: str
    members: Sequence[tuple[str, str]]
    """Role and post."""
    next_meeting: str
    items: Sequence[ItemContents]
    unclassified: Sequence[str] = field(default=())
    """Parts that are in neither pack because nobody has classified them, neutrally named."""
