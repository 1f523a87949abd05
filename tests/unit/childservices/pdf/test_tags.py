"""What a screen reader is given: one element for each HTML element, however many pages it takes."""

from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, parse_content_stream

from childservices.pdf import RenderFailed, Verdict, check_pdf
from childservices.pdf import tags as tagging
from tests.unit.childservices.pdf.samples import (
    CHART,
    EVERYTHING,
    elements,
    kids_of,
    monitoring_table,
    nodes,
    open_pdf,
    page_texts,
    rendered,
    roles,
)

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "paper_structure.txt"


def structure(pdf: Pdf) -> str:
    """The structure as indented lines, with what is said of each element."""
    lines = []
    for node in nodes(pdf):
        element = node.element
        said = [f"{key}={element[f'/{key}']}" for key in ("Alt", "Lang", "ID") if f"/{key}" in element]
        said += [
            f"{key[1:]}={_plain(value)}"
            for key, value in element.get(Name.A, {}).items()
            if key not in ("/O", "/BBox")
        ]
        own = sum(1 for kid in kids_of(element) if not (isinstance(kid, Dictionary) and Name.S in kid))
        lines.append("  " * node.depth + " ".join([node.role, *said, *([f"({own})"] if own else [])]))
    return "\n".join(lines) + "\n"


def _plain(value: Any) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, Array) else str(value)


def children(element: Any) -> list[Any]:
    return [kid for kid in kids_of(element) if isinstance(kid, Dictionary) and Name.S in kid]


def role_names(element: Any) -> list[str]:
    return [str(kid.S) for kid in children(element)]


def under(body: str) -> list[str]:
    with open_pdf(rendered(body).pdf) as pdf:
        return roles(pdf)[1:]


def test_a_paper_with_everything_keeps_its_structure() -> None:
    with open_pdf(rendered(EVERYTHING).pdf) as pdf:
        assert structure(pdf) == GOLDEN.read_text()


@pytest.fixture(scope="module")
def long_table() -> tuple[bytes, int]:
    item = rendered(f"<h1>Indicators</h1>{monitoring_table(100)}")
    return item.pdf, item.pages


def test_a_table_over_five_pages_is_one_table(long_table: tuple[bytes, int]) -> None:
    data, pages = long_table
    with open_pdf(data) as pdf:
        found = roles(pdf)

    assert pages == 5
    assert {role: found.count(role) for role in ("Table", "Caption", "THead", "TBody", "TR", "TH", "TD")} == {
        "Table": 1,
        "Caption": 1,
        "THead": 1,
        "TBody": 1,
        "TR": 102,
        "TH": 10 + 100 + 25,
        "TD": 700,
    }


def test_its_head_is_seen_on_every_page_and_read_on_the_first(long_table: tuple[bytes, int]) -> None:
    data, pages = long_table
    with open_pdf(data) as pdf:
        head = elements(pdf, "THead")[0]
        cells = [cell for row in children(head) for cell in children(row)]
        pages_of_head = {cell.Pg.objgen for cell in cells}
        artifacts = [
            sum(
                1
                for step in parse_content_stream(page, "BDC")
                if "Pagination" in str(step.operands[1].get("/Type"))
            )
            for page in pdf.pages
        ]

    assert [text.count("Quarterly outturn") for text in page_texts(data)] == [1] * pages
    assert len(pages_of_head) == 1
    assert artifacts[0] == 0
    assert min(artifacts[1:]) >= 10


def test_every_figure_knows_its_quarter_its_indicator_and_its_theme(long_table: tuple[bytes, int]) -> None:
    with open_pdf(long_table[0]) as pdf:
        head, body = elements(pdf, "THead")[0], elements(pdf, "TBody")[0]
        top, quarters = (children(row) for row in children(head))
        theme = indicator = None
        checked = 0
        for row in children(body):
            headers = [cell for cell in children(row) if cell.S == Name.TH]
            theme, indicator = headers if len(headers) == 2 else (theme, headers[0])
            figures = [cell for cell in children(row) if cell.S == Name.TD]
            columns = [[top[2], quarter] for quarter in quarters] + [[header] for header in top[3:]]
            for column, figure in zip(columns, figures, strict=True):
                expected = [str(header.ID) for header in (theme, indicator, *column)]
                assert [str(name) for name in figure.A.Headers] == expected
                checked += 1

    assert checked == 700


def test_a_theme_over_a_page_break_spans_the_rows_it_spans(long_table: tuple[bytes, int]) -> None:
    with open_pdf(long_table[0]) as pdf:
        spans = [
            int(header.A.get(Name.RowSpan, 1)) for header in elements(pdf, "TH") if header.A.Scope == Name.Row
        ]

    assert (spans.count(4), spans.count(1)) == (25, 100)


def test_totals_are_read_once() -> None:
    rows = "".join(f"<tr><th scope='row'>{year}</th><td>7</td></tr>" for year in range(1900, 2010))
    foot = "<tfoot style='display: table-footer-group'><tr><th scope='row'>All</th><td>770</td></tr></tfoot>"

    item = rendered(
        f"<table><thead><tr><th>Year</th><th>Count</th></tr></thead>{foot}<tbody>{rows}</tbody></table>"
    )

    assert [text.count("770") for text in page_texts(item.pdf)] == [1] * item.pages
    with open_pdf(item.pdf) as pdf:
        found = roles(pdf)
    assert (found.count("TFoot"), found.count("TR")) == (1, 112)


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    item = rendered("<p style='orphans: 2'>" + "word " * 1500 + "</p>")

    assert item.pages == 2
    with open_pdf(item.pdf) as pdf:
        paragraph = elements(pdf, "P")
        assert len(paragraph) == 1
        assert {kid.Pg.objgen for kid in kids_of(paragraph[0]) if isinstance(kid, Dictionary)} == {
            page.obj.objgen for page in pdf.pages[1:]
        }


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>plain <b>bold</b> <em>leaning</em></p>", ["P"]),
        ("<p>plain <em lang='fr'>oui</em></p>", ["P", "Span"]),
        ("<p></p><div><p></p></div>", []),
        ("<ul><li>one</li></ul>", ["L", "LI", "Lbl", "LBody"]),
        (
            "<ol class='toc'><li><a href='#x'>Summary</a></li></ol><p id='x'>x</p>",
            ["TOC", "TOCI", "Lbl", "Link", "P"],
        ),
        ("<dl><div><dt>Chair</dt><dd>a</dd><dd>b</dd></div></dl>", ["L", "LI", "Lbl", "LBody", "LBody"]),
        ("<dl><dd>alone</dd></dl>", ["L", "LI", "LBody"]),
        ("<p><a>anchor</a></p>", ["P"]),
        ("<p aria-hidden='true'>decoration</p><p>text</p>", ["P"]),
        ("<table role='presentation'><tr><td>a</td></tr></table>", ["TBody", "TR", "TD"]),
        (CHART, ["Figure", "Caption"]),
        ("<figure><table><tr><th>a</th></tr></table><figcaption>c</figcaption></figure>", None),
    ],
)
def test_elements_are_named_for_what_they_are(body: str, found: list[str] | None) -> None:
    expected = found if found is not None else ["Div", "Table", "TBody", "TR", "TH", "Caption"]

    assert under(body) == expected


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("aria-label='Referrals rose'", "Referrals rose"),
        ("><title>Referrals</title><desc>rose to 90</desc", "Referrals rose to 90"),
        ("", None),
    ],
)
def test_a_drawing_is_described_by_its_label_or_by_its_title(inside: str, words: str | None) -> None:
    drawing = f"<svg width='40' height='40' {inside}><rect width='40' height='40'/></svg>"

    with open_pdf(rendered(drawing).pdf) as pdf:
        figure = elements(pdf, "Figure")[0]
        assert (str(figure.Alt) if Name.Alt in figure else None) == words
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert (round(right - left, 1), round(top - bottom, 1)) == (30.0, 30.0)
    assert top == pytest.approx(841.89 - 22 / 25.4 * 72, abs=0.2)


def test_a_link_over_two_lines_is_one_link_with_a_name() -> None:
    words = (
        "the full report of the review, which is kept at the town hall and in every library of the borough "
        * 3
    )

    with open_pdf(rendered(f"<p>See <a href='https://council.invalid/'>{words}</a></p>").pdf) as pdf:
        link = elements(pdf, "Link")
        annotations = list(pdf.pages[0].Annots)
        assert len(link) == 1
        assert len(annotations) == 3
        assert {str(annotation.Contents) for annotation in annotations} == {" ".join(words.split())}
        assert {int(annotation.F) for annotation in annotations} == {4}


def test_what_stands_inside_a_link_is_no_link_of_its_own() -> None:
    with open_pdf(
        rendered("<p><a href='https://council.invalid/'><b>bold</b> <span>x</span></a></p>").pdf
    ) as pdf:
        assert (roles(pdf)[1:], len(pdf.pages[0].Annots)) == (["P", "Link", "Span"], 1)


def test_a_link_in_a_repeated_head_can_be_clicked_once() -> None:
    rows = "".join(f"<tr><td>{year}</td></tr>" for year in range(1900, 2010))

    item = rendered(
        f"<table><thead><tr><th><a href='#n'>Year</a></th></tr></thead>{rows}</table><p id='n'>n</p>"
    )

    with open_pdf(item.pdf) as pdf:
        assert [len(page.obj.get(Name.Annots, Array())) for page in pdf.pages] == [1, *[0] * (item.pages - 1)]


def test_running_headers_are_decoration() -> None:
    style = "<style>@page { @top-left { content: 'Running' } }</style>"

    item = rendered(f"{style}<p>text</p>")

    assert "Running" in page_texts(item.pdf)[0]
    with open_pdf(item.pdf) as pdf:
        assert roles(pdf) == ["Document", "P"]


@pytest.mark.parametrize(
    ("kind", "numbering"), [("a", "/LowerAlpha"), ("I", "/UpperRoman"), ("1", "/Decimal")]
)
def test_a_list_says_how_it_is_numbered(kind: str, numbering: str) -> None:
    with open_pdf(rendered(f"<ol type='{kind}'><li>one</li></ol>").pdf) as pdf:
        assert str(elements(pdf, "L")[0].A.ListNumbering) == numbering


def test_all_that_is_drawn_is_given_to_an_element_or_known_for_decoration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unread: list[Any] = []
    read_page = tagging.TreeReader.read_page

    def listening(reader: tagging.TreeReader, page: Any, tags: dict[Any, Any]) -> None:
        read_page(reader, page, tags)
        unread.extend(number for number, kind in reader.pages[-1].artifacts.items() if kind == "Layout")

    monkeypatch.setattr(tagging.TreeReader, "read_page", listening)
    rendered(
        f"{EVERYTHING}<ul style='list-style-position: inside'><li>x</li></ul>"
        "<div style='columns: 2'><p>a</p><p>b</p></div>"
        "<div style='display: flex'><p>a</p></div><div style='float: left'>f</div><p style='position: relative'>r</p>"
        "<p style='white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 20pt'>long words</p>"
    )

    assert unread == []


def test_an_untried_version_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "WEASYPRINT_VERSION", "71.0")

    with pytest.raises(RenderFailed, match=r"Papers need WeasyPrint 71\.0 and found 70\.0\."):
        tagging.install_tagging()


def test_words_that_were_to_be_seen_through_are_read_like_all_others() -> None:
    item = rendered("<h1>Plan</h1><p style='opacity: 0.4'>Faint words.</p>")

    with open_pdf(item.pdf) as pdf:
        assert [len(list(paragraph.K)) for paragraph in elements(pdf, "P")] == [1]
    assert check_pdf(item.pdf) == Verdict(pdfua1=True, findings=())
