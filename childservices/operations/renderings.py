"""Papers that were set before: shared by all workers, their bytes in the storage and a row for each."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from childservices.models import Rendering
from childservices.operations.files import TOUCHED_AT_MOST, keep_file
from childservices.pdf import Finding, RenderedPaper, Verdict


class KeptRenderings:
    """The renderings of this installation, as whoever builds a pack is given them."""

    def __init__(self, *, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def get_many(self, keys: Collection[str]) -> Mapping[str, RenderedPaper]:
        """Will give those that are kept, and note that they were needed."""
        return kept_renderings(keys=keys, at=self._clock())

    def put(self, key: str, paper: RenderedPaper) -> None:
        """Will keep one."""
        keep_rendering(key=key, paper=paper, at=self._clock())


def kept_renderings(*, keys: Collection[str], at: datetime) -> Mapping[str, RenderedPaper]:
    """Will give the renderings that are kept under these keys, and note once a day that they were needed.

    One whose bytes the storage has lost is left out, so that it is made and kept anew.
    """
    rows = Rendering.objects.filter(pk__in=keys).select_related("file")
    found = {row.key: paper for row in rows if (paper := _read(row)) is not None}
    stale = [row.key for row in rows if row.key in found and row.used_at <= at - TOUCHED_AT_MOST]
    if stale:
        Rendering.objects.filter(pk__in=stale).update(used_at=at)
    return found


def keep_rendering(*, key: str, paper: RenderedPaper, at: datetime) -> Rendering:
    """Will keep a rendering under its key; two workers that made the same one keep one."""
    with transaction.atomic():
        file = keep_file(data=paper.pdf, media_type="application/pdf", at=at)
        values = {"file": file, "pages": paper.pages, "verdict": asdict(paper.verdict), "used_at": at}
        rendering, _ = Rendering.objects.update_or_create(
            key=key, defaults=values, create_defaults={**values, "made_at": at}
        )
    return rendering


def _read(row: Rendering) -> RenderedPaper | None:
    try:
        data = row.file.read()
    except FileNotFoundError:
        return None
    if len(data) != row.file.size:
        return None
    findings = tuple(Finding(**finding) for finding in row.verdict["findings"])
    return RenderedPaper(data, row.pages, Verdict(row.verdict["pdfua1"], findings))
