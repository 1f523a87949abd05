"""What a paper may load, and that nothing else is even asked for."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from weasyprint import HTML

from childservices.pdf import LockedFetcher, RenderFailed, RenderRefused, render_item
from tests.unit.childservices.pdf.samples import SHIPPED_FONTS, STYLESHEET, document

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'


class Listener:
    """A server on this machine that writes down who called."""

    def __init__(self) -> None:
        calls = self.calls = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                calls.append(self.path)
                self.send_response(302)
                self.send_header("Location", "file:///etc/passwd")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    heard = Listener()
    thread = threading.Thread(target=heard.server.serve_forever)
    thread.start()
    yield heard
    heard.server.shutdown()
    thread.join()
    heard.server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "media"
    root.mkdir()
    (root / "chart.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>')
    (tmp_path / "secret.txt").write_text("exempt")
    (root / "way-out").symlink_to(tmp_path / "secret.txt")
    return root


def test_a_file_under_the_roots_is_served_with_its_media_type(folder: Path) -> None:
    response = LockedFetcher([folder])((folder / "chart.svg").as_uri())

    assert (response.content_type, response.read()) == ("image/svg+xml", (folder / "chart.svg").read_bytes())


def test_a_data_address_is_served() -> None:
    response = LockedFetcher([])("data:text/plain;base64,Y291bmNpbA==")

    assert (response.content_type, response.read()) == ("text/plain", b"council")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file://localhost/etc/passwd",
        "file://elsewhere{folder}/chart.svg",
        "file://{folder}/../secret.txt",
        "file://{folder}/%2e%2e/secret.txt",
        "file://{folder}/way-out",
        "file://{folder}/missing.png",
        "file://{folder}/nul%00.png",
        "file://{folder}",
        "ftp://127.0.0.1:1/x",
        "gopher://127.0.0.1:1/x",
        "http://127.0.0.1:1/x",
        "https://127.0.0.1:1/x",
        "data:broken",
        "relative.png",
    ],
)
def test_everything_else_is_refused(folder: Path, address: str) -> None:
    with pytest.raises(RenderRefused):
        LockedFetcher([folder]).fetch(address.format(folder=folder))


def test_what_is_too_large_is_refused_with_its_limit(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x" * 2_000_001)
    fetcher = LockedFetcher([tmp_path], largest=2_000_000)

    with pytest.raises(RenderRefused, match=r"holds photo\.jpg of more than 2 MB"):
        fetcher.fetch((tmp_path / "photo.jpg").as_uri())
    with pytest.raises(RenderRefused, match="holds a picture inside the text of more than 2 MB"):
        fetcher.fetch("data:text/plain," + "x" * 3_000_000)


@pytest.mark.parametrize(
    "hostile",
    [
        '<link rel="stylesheet" href="{address}/link.css">',
        '<style>@import "{address}/import.css";</style>',
        "<style>@font-face {{ font-family: X; src: url({address}/font.woff) }}</style>",
        '<p style="background: url({address}/background.png)">x</p>',
        '<ul style="list-style-image: url({address}/list.png)"><li>x</li></ul>',
        "<style>p::before {{ content: url({address}/content.png) }}</style><p>x</p>",
        '<p style="border: 1px solid; border-image: url({address}/border.png) 1">x</p>',
        '<img alt="x" src="{address}/picture.png">',
        '<img alt="x" src="{address}/redirect">',
        '<base href="{address}/"><img alt="x" src="relative.png">',
        '<object data="{address}/object.svg"></object>',
        '<embed src="{address}/embed.svg">',
        SVG + '<image href="{address}/inner.png" width="5" height="5"/></svg>',
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}'/></svg>\">",
        '<link rel="attachment" href="{address}/attachment.txt">',
        '<a rel="attachment" href="{address}/attachment.txt">file</a>',
        '<img alt="x" src="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_a_paper_that_loads_from_elsewhere_is_refused_and_nobody_is_called(
    listener: Listener, hostile: str
) -> None:
    html = document(f"<h1>Paper</h1>{hostile.format(address=listener.address)}")

    with pytest.raises(RenderRefused) as refusal:
        render_item(html, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix="")

    assert refusal.value.sentence.startswith(("The paper ", "The text of a paper"))
    assert listener.calls == []


def test_a_drawing_with_a_stylesheet_from_elsewhere_cannot_be_printed_and_nobody_is_called(
    listener: Listener,
) -> None:
    drawing = f'{SVG}<style>@import url({listener.address}/in.css);</style><rect width="5" height="5"/></svg>'

    with pytest.raises(RenderFailed, match="A picture in the paper is damaged"):
        render_item(document(drawing), fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix="")

    assert listener.calls == []


def test_a_drawing_borrows_nothing_from_elsewhere(listener: Listener) -> None:
    drawing = f'{SVG}<use href="{listener.address}/use.svg#a"/></svg>'

    item = render_item(document(drawing), fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix="")

    assert (item.pages, listener.calls) == (1, [])


def test_the_listener_would_have_heard() -> None:
    """The guard of the test above: a fetcher without locks does call."""
    heard = Listener()
    thread = threading.Thread(target=heard.server.handle_request)
    thread.start()
    HTML(string=f'<img src="{heard.address}/picture.png">').write_pdf()
    thread.join()
    heard.server.server_close()

    assert heard.calls == ["/picture.png"]
