"""How papers lie on their pages: nothing cut off, no heading left behind, wide tables on their side."""

import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from childservices.pdf.table_rows import mark_rows
from tests.unit.childservices.pdf.samples import (
    CHART,
    STYLESHEET,
    monitoring_table,
    open_pdf,
    page_texts,
    prose,
    rendered,
)

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitaensmuetze"
LENGTHS = (9, 23, 41, 5, 17, 6, 31, 12, 7, 28, 3)


class Word(NamedTuple):
    """A printed word and where it stands, in points from the upper left corner of its page."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def words_of(data: bytes, folder: Path) -> tuple[list[Word], list[tuple[float, float]]]:
    """What an independent reader finds on the pages, and how large they are."""
    path = folder / "paper.pdf"
    path.write_bytes(data)
    found = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    words, pages = [], []
    for line in found.splitlines():
        if size := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            pages.append((float(size[1]), float(size[2])))
        if word := re.search(r'<word xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)</word>', line):
            words.append(Word(word[5], len(pages), *(float(edge) for edge in word.groups()[:4])))
    return words, pages


def report() -> str:
    """Sections and lists of all lengths, so that a heading comes near the foot of many a page."""
    parts = []
    for number in range(1, 121):
        length = LENGTHS[number % len(LENGTHS)]
        text = " ".join(["the service met its partners"] * length)
        parts.append(f"<h2>Heading {number}</h2><h3>Below {number}</h3><p>{text}.</p>")
        parts.append(
            f"<p>Leading {number}:</p><ul><li>{text[:90]}</li><li>and more</li></ul>" * (number % 3 == 0)
        )
        parts.append(CHART * (number % 7 == 0))
        parts.append(small_table(number) * (number % 5 == 0))
    return f"<h1>Report</h1>{''.join(parts)}"


def small_table(number: int) -> str:
    rows = "".join(
        f'<tr><th scope="row">{year}</th><td class="numeric">{year * 7:,}</td></tr>' for year in range(9)
    )
    head = '<thead><tr><th scope="col">Year</th><th scope="col" class="numeric">Count</th></tr></thead>'
    return f'<table class="figures"><caption>Caption {number}</caption>{head}<tbody>{rows}</tbody></table>'


def last_lines(data: bytes, folder: Path) -> list[str]:
    """What stands lowest on each page."""
    words, pages = words_of(data, folder)
    lowest = [
        max(word.bottom for word in words if word.page == number) for number in range(1, len(pages) + 1)
    ]
    lines = [
        [word for word in words if word.page == n and word.bottom > low - 3]
        for n, low in enumerate(lowest, start=1)
    ]
    return [" ".join(word.text for word in sorted(line, key=lambda word: word.left)) for line in lines]


LEFT_BEHIND = re.compile("(Heading|Below|Caption|Leading|Year)")


def test_no_heading_caption_or_leading_line_is_the_last_thing_on_a_page(tmp_path: Path) -> None:
    item = rendered(report())

    lines = last_lines(item.pdf, tmp_path)

    assert len(lines) == item.pages > 12
    assert [line for line in lines[:-1] if LEFT_BEHIND.match(line)] == []


def test_headings_would_be_left_behind_without_the_stylesheet(tmp_path: Path) -> None:
    """The guard of the test above."""
    careless = "<style>* { break-after: auto !important; break-before: auto !important; orphans: 1 !important }</style>"

    lines = last_lines(rendered(careless + report()).pdf, tmp_path)

    assert [line for line in lines[:-1] if LEFT_BEHIND.match(line)] != []


@pytest.mark.parametrize(
    "body",
    [
        report(),
        f"<h1>Indicators</h1>{monitoring_table(60)}",
        f"<h1>Indicators</h1>{monitoring_table(20).replace(' landscape', '')}",
        f"<h1>{LONG_WORD * 3}</h1><p>{LONG_WORD * 4}</p><ul><li>{LONG_WORD * 3}</li></ul>",
        f"<table class='figures'><tr><th>a</th><td>{LONG_WORD}</td><td>{LONG_WORD}</td></tr></table>",
    ],
)
def test_every_word_stands_inside_the_margins(body: str, tmp_path: Path) -> None:
    words, pages = words_of(rendered(body).pdf, tmp_path)

    margin = 40  # points: less than any margin of the stylesheet
    outside = [
        word
        for word in words
        for width, height in [pages[word.page - 1]]
        if word.left < margin
        or word.right > width - margin
        or word.top < margin
        or word.bottom > height - margin
    ]
    assert outside == []
    assert words != []


def test_the_margins_leave_room_for_the_stamps(tmp_path: Path) -> None:
    words, pages = words_of(rendered(report()).pdf, tmp_path)

    assert max(word.bottom - pages[word.page - 1][1] for word in words) < -24 - 9
    assert min(word.top for word in words) > 24 + 9


def test_a_wide_table_lies_on_its_side_with_its_heading_and_the_text_after_it_stands_up_again() -> None:
    body = f"{prose(2)}<h2>Appendix A</h2><h3>Table 1</h3>{monitoring_table(40)}<p>Afterwards.</p>"

    item = rendered(f"<h1>Indicators</h1>{body}")

    with open_pdf(item.pdf) as pdf:
        on_their_side = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    texts = page_texts(item.pdf)
    assert on_their_side == [False, *[True] * (item.pages - 2), False]
    assert texts[1].startswith("Appendix A\nTable 1\nIndicators by theme")
    assert texts[-1] == "Afterwards."


def test_the_head_of_a_table_is_repeated_and_its_totals_are_not() -> None:
    table = monitoring_table(60).replace(
        "</tbody>", "</tbody><tfoot><tr><th colspan='9'>All themes</th></tr></tfoot>"
    )

    texts = page_texts(rendered(f"<h1>Indicators</h1>{table}").pdf)

    assert [text.count("Quarterly outturn") for text in texts] == [1] * len(texts)
    assert [text.count("All themes") for text in texts] == [*[0] * (len(texts) - 1), 1]


def tables_at_all_heights() -> str:
    """Tables of 12 rows in one group and in several, with a total and a note, each beginning at another height."""
    parts = []
    for number in range(50):
        groups = ([12], [2, 1, 4, 3, 2], [1, 10, 1])[number % 3]
        body = "".join(
            f"<tbody>{rows_of(number, group, count)}</tbody>" for group, count in enumerate(groups)
        )
        head = (
            f"<caption>Caption {number}</caption><thead><tr><th>Theme</th><th>Year {number}</th></tr></thead>"
        )
        foot = f"<tfoot><tr><th>total {number}</th><td>7</td></tr></tfoot>"
        parts.append(f"{'<p>line</p>' * (number * 5 % 11)}<table>{head}{body}{foot}</table>")
        parts.append(f'<p class="table-note">note {number}</p>')
    return "".join(parts)


def rows_of(number: int, group: int, count: int) -> str:
    first = f"<th scope='rowgroup' rowspan='{count}'>Group {group}</th>"
    return "".join(f"<tr>{first * (row == 0)}<td>row {number} {row}</td></tr>" for row in range(count))


def lonely(texts: Sequence[str]) -> list[tuple[int, str]]:
    """What of a table stands on a page without two of its rows."""
    found = []
    for page, text in enumerate(texts, start=1):
        words = " ".join(text.split())
        rows = Counter(re.findall(r"row (\d+) \d+", words))
        found.extend((page, f"row {number}") for number, count in rows.items() if count == 1)
        for part, number in re.findall(r"(Caption|Year|total|note) (\d+)", words):
            if rows[number] < 2:
                found.append((page, f"{part} {number}"))
    return found


def test_no_row_total_caption_or_note_is_alone() -> None:
    assert lonely(page_texts(rendered(tables_at_all_heights()).pdf)) == []


def test_rows_would_be_alone_without_the_stylesheet() -> None:
    """The guard of the test above."""
    careless = "<style>* { break-after: auto !important; break-before: auto !important }</style>"

    found = lonely(page_texts(rendered(careless + tables_at_all_heights()).pdf))

    assert {what.split()[0] for _, what in found} >= {"row", "note", "total"}


def test_what_is_kept_together_is_not_broken() -> None:
    table = f'<div class="keep-together"><p>begin</p>{small_table(1)}<p>end</p></div>'

    texts = page_texts(
        rendered("".join(f"{'<p>line</p>' * (number % 5)}{table}" for number in range(14))).pdf
    )

    assert len(texts) > 2
    assert [text.count("begin") for text in texts] == [text.count("end") for text in texts]


@pytest.mark.parametrize("rows", [[1500], [50, 1500, 50], [400, 400, 400], [200] * 6, [30, 700]])
@pytest.mark.parametrize("before", [0, 13, 26])
def test_a_table_of_long_rows_keeps_its_heading_and_all_its_words(rows: list[int], before: int) -> None:
    body = "".join(
        f"<tr><td>{' '.join(f'w{row}x{word}' for word in range(count))}</td><td>short</td></tr>"
        for row, count in enumerate(rows)
    )
    head = "<caption>Caption</caption><thead><tr><th>Much</th><th>Little</th></tr></thead>"
    table = f"<h2>Heading</h2><table>{head}<tbody>{body}</tbody></table>"

    texts = page_texts(rendered(f"<h1>Report</h1>{'<p>line</p>' * before}{table}").pdf)

    together = [text for text in texts if "Heading" in text]
    assert ["Caption" in text and "w0x0 " in text for text in together] == [True]
    words = {word for text in texts for word in text.split()}
    assert {f"w{row}x{word}" for row, count in enumerate(rows) for word in range(count)} - words == set()


def test_rows_are_measured_by_their_words() -> None:
    table = ElementTree.fromstring(
        f"<table><tr class='total'><td>7</td></tr><tr><td>{'x' * 900}</td></tr><tr><td>{'x ' * 950}</td></tr></table>"
    )

    mark_rows(table)

    assert [row.get("class") for row in table] == ["total row-short", None, "row-long"]


def test_a_row_stays_on_one_page() -> None:
    rows = "".join(f"<tr><td>begin{n} {'words ' * 150} end{n}</td></tr>" for n in range(12))

    texts = page_texts(rendered(f"<table><tr><th>Text</th></tr>{rows}</table>").pdf)

    assert len(texts) > 2
    for text in texts:
        assert [*re.findall(r"begin(\d+)", text)] == [*re.findall(r"end(\d+)", text)]


def test_what_is_for_screens_only_is_not_printed() -> None:
    link = '<p class="file-link"><a href="paper-file:7/">CSV</a></p>'
    body = f'<p>Printed.</p>{link}<span class="visually-hidden">hidden</span>'

    item = rendered(body)

    assert page_texts(item.pdf) == ["Printed."]
    assert b"paper-file" not in item.pdf


def test_figures_stand_under_each_other(tmp_path: Path) -> None:
    rows = "".join(
        f'<tr><td class="numeric">{number}</td></tr>' for number in ("1", "1,819", "26,711", "58.56%")
    )

    words, _ = words_of(rendered(f"<table class='figures'>{rows}</table>").pdf, tmp_path)

    assert len({round(word.right, 1) for word in words}) == 1


def test_page_numbers_are_left_to_the_stamp() -> None:
    assert re.findall(r"counter\(\s*pages?", STYLESHEET.read_text()) == []


def test_the_headings_of_risks_are_whole_words_however_little_stands_below_them(tmp_path: Path) -> None:
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in ("Risk", "Likelihood", "Consequence", "Mitigation")
    )
    row = (
        f'<tr><th scope="row">{prose_words(30)}</th><td>Low</td><td>{prose_words(40)}</td><td>None</td></tr>'
    )
    table = f'<table class="figures risks"><thead><tr>{heads}</tr></thead><tbody>{row}</tbody></table>'

    words, _ = words_of(rendered(table).pdf, tmp_path)

    assert [word.text for word in words[:4]] == ["Risk", "Likelihood", "Consequence", "Mitigation"]


def prose_words(count: int) -> str:
    return " ".join(["the service met its partners"] * count)
