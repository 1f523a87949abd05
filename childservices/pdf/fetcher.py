"""The only door through which a paper may load anything while it is printed."""

import mimetypes
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import DataHandler, Request

from childservices.pdf.engine import weasyprint_module
from childservices.pdf.errors import RenderRefused, shortened

Response = Any  # weasyprint.urls.URLFetcherResponse

LARGEST_ASSET = 20_000_000
_BASE64_GROWTH = 1.4
_MEDIA_TYPES = mimetypes.MimeTypes()  # Python's own table: the machine's would make one paper two things


class LockedFetcher:
    """What may be loaded: `data:` addresses, and `file:` addresses that lie under the roots, up to 20 MB each.

    Everything else is refused without a connection being opened, and remembered in `refusals`; there is nothing to
    redirect. WeasyPrint asks a fetcher for `_fail_on_errors`: true makes a refusal end the rendering instead of leaving
    a gap in the paper.
    """

    _fail_on_errors = True

    def __init__(self, roots: Iterable[Path], largest: int = LARGEST_ASSET) -> None:
        self._roots = tuple(Path(root).resolve() for root in roots)
        self._largest = largest
        self.refusals: list[RenderRefused] = []

    def __call__(self, url: str) -> Response:
        """Will load one address, as WeasyPrint asks, which does not always pass on what goes wrong."""
        try:
            return self.fetch(url)
        except RenderRefused as refusal:
            self.refusals.append(refusal)
            raise

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Will give what the address holds, or raise `RenderRefused`; request headers are of no consequence here."""
        scheme = url.partition(":")[0].lower()
        try:
            if scheme == "data":
                return self._from_data(url)
            if scheme == "file":
                return self._from_file(url)
        except (OSError, ValueError) as error:
            raise RenderRefused(
                f"The paper loads something that cannot be read: {shortened(url)}."
            ) from error
        raise RenderRefused(
            f"The paper loads {shortened(url)}. Papers may use only what they carry with them: upload the file instead."
        )

    def _from_data(self, url: str) -> Response:
        if len(url) > self._largest * _BASE64_GROWTH:
            raise self._too_large("a picture inside the text")
        answer = DataHandler().data_open(Request(url))
        return _response("data:", answer.read(), answer.headers.get_content_type())

    def _from_file(self, url: str) -> Response:
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        here = parts.netloc in ("", "localhost")
        if not here or not any(path.is_relative_to(root) for root in self._roots):
            raise RenderRefused(
                f"The paper loads a file from outside the folders of papers: {shortened(url)}."
            )
        if path.stat().st_size > self._largest:
            raise self._too_large(path.name)
        media_type = _MEDIA_TYPES.guess_type(path.name)[0] or "application/octet-stream"
        return _response(path.as_uri(), path.read_bytes(), media_type)

    def _too_large(self, what: str) -> RenderRefused:
        return RenderRefused(
            f"The paper holds {what} of more than {self._largest // 1_000_000} MB. Make it smaller."
        )


def _response(url: str, data: bytes, media_type: str) -> Response:
    urls = weasyprint_module("weasyprint.urls")
    return urls.URLFetcherResponse(url, data, {"Content-Type": media_type})
