"""Papers that nobody writes by accident: each asks for too much, or for what is not its own."""

import base64
import struct
import zlib

SVG = "http://www.w3.org/2000/svg"
NEVER = "http://127.0.0.1:{port}"  # where nobody may call; the port is put in by the test


def drawing(content: str, attributes: str = "width='10' height='10'") -> str:
    return f"<svg xmlns='{SVG}' xmlns:xlink='http://www.w3.org/1999/xlink' {attributes}>{content}</svg>"


def as_data(content: bytes | str, media_type: str) -> str:
    data = content.encode() if isinstance(content, str) else content
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def styled(css: str, body: str = "<p>Words.</p>") -> str:
    return f"<style>{css}</style>{body}"


def picture(width: int, height: int, *, is_whole: bool = False) -> bytes:
    """Give a black PNG of any size: all of it, which folds to a thousandth, or only its claim to be so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    folding = zlib.compressobj(1)
    rows = [folding.compress(bytes(1 + 3 * width)) for _ in range(height if is_whole else 1)]
    body = chunk(b"IDAT", b"".join(rows) + folding.flush())
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def bomb_of_uses(levels: int, each: int) -> str:
    """Each group draws the one before it several times: 8 to the power of 7 rectangles in half a page of text."""
    groups = ["<g id='g0'><rect width='1' height='1'/></g>"]
    for level in range(levels):
        uses = f"<use href='#g{level}'/>" * each
        groups.append(f"<g id='g{level + 1}'>{uses}</g>")
    return drawing(f"<title>Bomb</title><defs>{''.join(groups)}</defs><use href='#g{levels}'/>")


def bomb_of_entities(levels: int) -> str:
    entities = "<!ENTITY e0 'ha'>" + "".join(
        "<!ENTITY e{} '{}'>".format(level + 1, f"&e{level};" * 10) for level in range(levels)
    )
    content = f"<svg xmlns='{SVG}' width='9' height='9'><text>&e{levels};</text></svg>"
    return f"<?xml version='1.0'?><!DOCTYPE svg [{entities}]>{content}"


def table(rows: int, columns: int) -> str:
    return f"<table>{('<tr>' + '<td>7</td>' * columns + '</tr>') * rows}</table>"


def nested(opening: str, times: int) -> str:
    return opening * times + "Words."


# Papers that take far too long.
ENDLESS = {
    "flexible boxes in each other": nested("<div style='display: flex'>", 30),
    "a drawing that uses itself by the million": bomb_of_uses(7, 8),
    "a grid of 1000 columns": (
        f"<div style='display: grid; grid-template-columns: repeat(1000, auto)'>{'<div>7</div>' * 1000}</div>"
    ),
    "a table of 3000 rows": table(3000, 5),
    "pages of 4 mm": styled("@page { size: 4mm; margin: 0 }", "<p>Words. </p>" * 700),
    "a cell over 60000 columns": "<table><tr><td colspan='60000'>7</td></tr><tr><td>7</td></tr></table>",
    "60000 rectangles": drawing("<rect width='1' height='1'/>" * 60_000),
    "10 MB of selectors": styled("".join(f".c{number} > p:nth-child(2n) a{{color:red}}" for number in range(260_000))),
}  # fmt: skip

# Papers that cannot be set as they are.
IMPOSSIBLE = {
    "boxes 300 deep": nested("<div>", 300),
    "bold 500 deep": nested("<b>", 500),
    "lists 300 deep": nested("<ul><li>", 300),
    "boxes turned 200 deep": nested("<div style='transform: rotate(1deg); opacity: 0.99'>", 200),
    "a mask of itself": drawing(
        "<mask id='m'><rect width='9' height='9' mask='url(#m)'/></mask><rect width='9' height='9' mask='url(#m)'/>"
    ),
    "a drawing that uses itself": drawing("<g id='g'><use href='#g'/><rect width='1' height='1'/></g>"),
    "a picture that claims 60000 by 60000": f"<img alt='x' src='{as_data(picture(60_000, 60_000), 'image/png')}'>",
    "a picture of no width": f"<img alt='x' src='{as_data(picture(0, 9), 'image/png')}'>",
    "a picture that is none": "<img alt='x' src='data:image/png;base64,!!!!'>",
    "entities that laugh": f"<img alt='x' src='{as_data(bomb_of_entities(9), 'image/svg+xml')}'>",
}  # fmt: skip

# Papers that look dangerous and are set all the same.
HARMLESS = {
    "tables in each other": nested("<table><tr><td>", 40),
    "pages of a negative size": styled("@page { size: -4mm -4mm; margin: -10cm }"),
    "pages without a height": styled("@page { size: 10cm 0.001mm }", "<p>Words. </p>" * 50),
    "pages of a kilometre": styled("@page { size: 1000000mm 1000000mm }"),
    "a cell over 60000 rows": "<table><tr><td rowspan='60000'>7</td></tr><tr><td>7</td></tr></table>",
    "letters a kilometre apart": styled("p { letter-spacing: 1000000px; word-spacing: 1e9px }"),
    "letters of a kilometre": styled("p { font-size: 1000000px }", "<p>Some more words.</p>"),
    "a line of 20000 accents": f"<p>a{chr(0x301) * 20_000}</p>",
    "counters that chase each other": styled(
        "h2 { counter-increment: a calc(99) } p::before { content: target-counter('#z', a) target-text('#y') }"
        "@page { @bottom-center { content: counter(page) counter(pages) target-counter('#z', pages) } }",
        "<p id='y'>Words.</p><h2>One</h2>" * 40 + "<p id='z' style='break-before: page'>Words.</p>",
    ),
    "a counter of thousands of millions": styled(
        "ol { counter-reset: list-item 2000000000; list-style: upper-roman }", "<ol><li>Words.</ol>"
    ),
    "a variable that is itself": styled(":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }"),
    "a drawing of a kilometre": drawing("<rect width='1' height='1'/>", "width='1e7' height='1e7'"),
    "a dash of nothing": drawing("<path d='M0 0H9999999' stroke='red' stroke-dasharray='0.0000001'/>"),
    "a pattern in a pattern": drawing(
        "<defs><pattern id='p' width='0.0001' height='0.0001' patternUnits='userSpaceOnUse'>"
        "<rect width='1' height='1' fill='url(#p)'/></pattern></defs><rect width='9' height='9' fill='url(#p)'/>"
    ),
    "a gradient of itself": drawing(
        "<linearGradient id='l' href='#l'/><rect width='9' height='9' fill='url(#l)'/>"
    ),
    "a background in a billion tiles": styled(
        f"p {{ background: url({as_data(picture(3, 3), 'image/png')}) 0 0 / 0.0001px 0.0001px }}"
    ),
    "characters of nothing": "<p>\x00\x01\x02\ufffe\U0010ffff&#0;&#x110000;</p>",
    "text that turns round": f"<p>{chr(0x202E) * 5000}Words.{chr(0x2066) * 5000}</p>",
}  # fmt: skip

# Papers that ask for what is not theirs: they are refused, and nobody is called.
NOSY = {
    "a sheet of styles": f"<link rel='stylesheet' href='{NEVER}/a.css'>",
    "an imported sheet": styled(f"@import '{NEVER}/a.css';"),
    "a sheet that imports itself": styled("@import url('data:text/css,@import url(file:///etc/passwd)');"),
    "a base elsewhere": f"<base href='{NEVER}/'><img alt='x' src='a.png'>",
    "a font": styled(f"@font-face {{ font-family: x; src: url({NEVER}/x.woff) }} p {{ font-family: x }}"),
    "a font that is none": styled(
        f"@font-face {{ font-family: x; src: url({as_data('none', 'font/woff2')}) }} p {{ font-family: x }}"
    ),
    "a font of the machine": styled("@font-face { font-family: x; src: local('DejaVu Sans') }"),
    "a background": styled(f"body {{ background: url({NEVER}/a.png) }}"),
    "a picture for lists": styled(f"li {{ list-style-image: url({NEVER}/a.png) }}", "<ul><li>Words.</ul>"),
    "a picture before words": styled(f"p::before {{ content: url({NEVER}/a.png) }}"),
    "a picture for borders": styled(f"p {{ border: 1px solid; border-image: url({NEVER}/a.png) 1 }}"),
    "a picture for masks": styled(f"p {{ mask-border: url({NEVER}/a.png) 1 }}"),
    "a picture for margins": styled(f"@page {{ @top-left {{ content: url({NEVER}/a.png) }} }}"),
    "an attached file": "<link rel='attachment' href='file:///etc/passwd'>",
    "an attached file from elsewhere": f"<link rel='attachment' href='{NEVER}/a.txt'>",
    "a link that attaches": f"<a rel='attachment' href='{NEVER}/a.txt'>a</a>",
    "a picture": f"<img alt='x' src='{NEVER}/a.png'>",
    "a picture of no kind": "<img alt='x' src='gopher://127.0.0.1:1/'>",
    "a file of the machine": "<img alt='x' src='file:///etc/hostname'>",
    "a file in other letters": "<img alt='x' src='FILE:///etc/passwd'>",
    "a file of this host": "<img alt='x' src='file://localhost/etc/passwd'>",
    "a file by a detour": "<img alt='x' src='file://media/../../../../etc/passwd'>",
    "the memory of the process": "<img alt='x' src='file:///proc/self/environ'>",
    "a device": "<img alt='x' src='file:///dev/zero'>",
    "an object": f"<object data='{NEVER}/a.svg'></object>",
    "an embedded thing": f"<embed src='{NEVER}/a.svg'>",
    "a picture in a drawing": drawing(f"<image href='{NEVER}/a.png' width='5' height='5'/>"),
    "a file in a drawing": drawing("<image xlink:href='file:///etc/passwd' width='5' height='5'/>"),
    "a picture in a drawing in an address": (
        "<img alt='x' src=\"data:image/svg+xml,"
        + drawing(f"<image href='{NEVER}/a.png' width='1' height='1'/>").replace("#", "%23")
        + '">'
    ),
}  # fmt: skip

# Papers that ask for what is not theirs in a way that WeasyPrint does not know.
UNHEARD = {
    "a part of another drawing": drawing(f"<use href='{NEVER}/a.svg#a'/>"),
    "a sheet in a drawing": drawing(f"<style>@import url({NEVER}/a.css);</style><rect width='5' height='5'/>"),
    "a frame": f"<iframe src='{NEVER}/a.html'></iframe>",
    "a script": f"<script src='{NEVER}/a.js'></script>",
    "a filter": styled(f"p {{ filter: url({NEVER}/a.svg#f) }}"),
    "a filling in a drawing": drawing(f"<rect width='5' height='5' fill='url({NEVER}/a.svg#x)'/>"),
}  # fmt: skip
