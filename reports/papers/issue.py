"""From finished packs to what an edition issues: each paper's HTML, its pages, and the files behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from reports.choices import Classification
from reports.papers.contents import ItemContents
from reports.papers.html import item_body
from reports.papers.pack import PackSource
from reports.papers.table_files import table_csv


@dataclass(frozen=True)
class PaperToIssue:
    """An item's paper as it will be served: its HTML, its pages, and the files behind it."""

    item_key: UUID
    position: int
    number: str
    kind: str
    part: Classification
    title: str
    is_for_decision: bool
    exempt_paragraphs: Sequence[int] = ()
    is_contract_negotiation: bool = False
    html: str = ""
    first_page: int | None = None
    last_page: int | None = None
    files: Sequence[tuple[UUID, str, bytes | str, str]] = field(default=())
    """Source id, file name, bytes (or the SHA-256 of a file that is kept already), media type."""


def papers_to_issue(source: PackSource, contents: Sequence[Mapping[str, Any]]) -> Sequence[PaperToIssue]:
    """List what the members' pack's edition issues: an open paper of every item, an exempt one where there is any.

    The public is later served the open ones only, which were made without an exempt word.
    """
    pages = {(row["key"], row["part"]): (row["first_page"], row["last_page"]) for row in contents}
    return [
        _paper(item, pages.get((str(item.id), item.part), (None, None)))
        for item in (*source.open_agenda.items, *source.exempt_items)
    ]


def _paper(item: ItemContents, pages: tuple[int | None, int | None]) -> PaperToIssue:
    return PaperToIssue(
        item_key=item.id,
        position=item.position,
        number=item.number,
        kind=item.kind,
        part=Classification(item.part),
        title=item.title,
        is_for_decision=item.is_for_decision,
        exempt_paragraphs=item.exempt_paragraphs,
        is_contract_negotiation=item.is_contract_negotiation,
        html=item_body(item) if item.has_paper else "",
        first_page=pages[0],
        last_page=pages[1],
        files=[
            *((table.id, f"{table.key}.csv", table_csv(table), "text/csv") for table in item.tables),
            *((file.id, file.name, file.sha256, file.media_type) for file in item.files),
        ],
    )
