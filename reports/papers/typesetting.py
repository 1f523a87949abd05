"""Papers set in type: what was set before is taken as it was kept, the rest is set side by side and kept at once."""

import os
from collections.abc import Collection, Generator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from django.conf import settings

from childservices import pdf

FONTS = settings.BASE_DIR / "static" / "fonts"
STYLESHEET = settings.BASE_DIR / "static" / "papers.css"


class Renderings(Protocol):
    """Papers that were set before, by the key of everything they depend on; whoever builds is given where they are."""

    def get_many(self, keys: Collection[str]) -> Mapping[str, pdf.RenderedPaper]:
        """Will give those that are there."""
        ...

    def put(self, key: str, paper: pdf.RenderedPaper) -> None:
        """Will keep one for all who build."""
        ...


class Typesetter:
    """Turns the HTML of one build into pages, and remembers what it had to set anew."""

    def __init__(self, renderings: Renderings) -> None:
        self.newly_set: set[pdf.PaperToRender] = set()
        self._renderings = renderings
        self._single: dict[pdf.PaperToRender, pdf.RenderedPaper] = {}

    def set_many(
        self, papers: Sequence[pdf.PaperToRender]
    ) -> Generator[tuple[int, pdf.RenderedPaper | pdf.PaperError], None, None]:
        """Will give each paper with its place in the sequence, the kept ones first; a failure stands in its place.

        What is set is kept before it is given, so that a build that ends half-way has not worked in vain. Close the
        generator to stop: what waits is not set any more.
        """
        keys = [
            pdf.render_key(html=paper.html, id_prefix=paper.id_prefix, fonts=FONTS, stylesheet=STYLESHEET)
            for paper in papers
        ]
        kept = self._renderings.get_many(keys)
        yield from ((index, kept[key]) for index, key in enumerate(keys) if key in kept)
        missing = [index for index, key in enumerate(keys) if key not in kept]
        if not missing:
            return
        waiting = [papers[index] for index in missing]
        for place, result in _pool_of(os.getpid()).render_all(waiting):
            if isinstance(result, pdf.RenderedPaper):
                self._renderings.put(keys[missing[place]], result)
                self.newly_set.add(waiting[place])
            yield missing[place], result

    def set_one(self, paper: pdf.PaperToRender) -> pdf.RenderedPaper:
        """Will give one paper, which the same build may ask for again; raises PaperError when it cannot be set."""
        if paper not in self._single:
            _, result = next(self.set_many([paper]))
            if isinstance(result, pdf.PaperError):
                raise result
            self._single[paper] = result
        return self._single[paper]


@lru_cache(maxsize=1)
def _pool_of(process: int) -> pdf.RenderPool:
    """The processes that set papers for this one, begun when the first is set; a fork makes its own."""
    return pdf.RenderPool(processes=settings.RENDER_PROCESSES, fonts=FONTS, stylesheet=STYLESHEET)
