"""Packs as councils make them, invented and always the same: prose with lists and links, wide tables, charts.

A pack of so many pages has twenty reports of very different lengths, in the stylesheet and the classes of our papers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.unit.childservices.pdf.samples import document

Kind = Literal["prose", "tables", "charts", "mixed"]

REPORTS = 20
LETTERS_ON_A_PAGE = 2900  # of prose, with its headings
ROWS_ON_A_PAGE = 19
CHARTS_ON_A_PAGE = 2
MONTHS = 24
COLOURS = ("#1d70b8", "#d4351c")
HEADINGS = (
    "Summary",
    "Recommendations",
    "Proposals and Details",
    "Finance",
    "Risks and Uncertainties",
    "Policy and Performance Agenda Implications",
    "Background Papers and Consultation",
    "Contact Name",
)
WHO = (
    "The Children’s Trust Board",
    "Each of the seven area teams",
    "The Safeguarding Children Board",
    "The head teacher of every maintained school",
    "The fostering and adoption service",
    "A working group of officers and partners",
    "The Director of Children’s Services",
    "The primary care trust",
)
DOES = (
    "has agreed to publish",
    "reviewed",
    "will report again on",
    "asks members to note",
    "has found no money yet for",
    "compared with its statistical neighbours",
    "consulted young people about",
    "set a target of 92.5% for",
)
WHAT = (
    "the number of looked-after children in stable placements",
    "initial assessments that were carried out within seven working days",
    "the attainment gap at the end of Key Stage 2",
    "unauthorised absence from secondary schools",
    "the £1.2 million that the Area Based Grant leaves for early help",
    "the sixteen- to eighteen-year-olds who are not in education, employment or training",
    "parenting programmes and the families who complete them",
    "the plan for children’s centres and their opening hours",
)
WHEN = (
    "by the end of the second quarter",
    "since the inspection of November 2008",
    "in the year to 31 March 2010",
    "after the joint area review",
    "while the consultation is open",
    "before the next meeting",
)
STATES = ("On target", "Off target", "At risk", "Not yet known")


@dataclass(frozen=True)
class MadePaper:
    """A report as it goes into a pack: its key and number on the agenda, its title, and its HTML."""

    key: str
    number: str
    title: str
    body: str

    @property
    def html(self) -> str:
        """The whole document, as it is given to be set."""
        return document(self.body, f"{self.number} {self.title}")


def made_pack(pages: int, reports: int = REPORTS) -> list[MadePaper]:
    """Give the reports of a pack of about so many pages."""
    shares = Random("lengths of reports")
    weights = [shares.uniform(0.4, 1.6) for _ in range(reports)]
    return [
        made_paper(number, max(2.0, pages * weight / sum(weights)))
        for number, weight in enumerate(weights, start=1)
    ]


def made_paper(number: int, pages: float, kind: Kind = "mixed") -> MadePaper:
    """Give one report of about so many pages."""
    made = Random(f"report {number}")
    title = _subject(made)
    parts = [f"<h1><span class='number'>{number}</span> {title}</h1><article class='report'>", _header(title)]
    shares = {"prose": (1.0, 0.0, 0.0), "tables": (0.0, 1.0, 0.0), "charts": (0.0, 0.0, 1.0)}
    long_enough = pages >= 4
    prose, tables, charts = shares.get(kind, (0.7, 0.2, 0.1) if long_enough else (1.0, 0.0, 0.0))
    parts.extend(_sections(made, round(pages * prose * LETTERS_ON_A_PAGE)))
    parts.extend(_chart(made, figure) for figure in range(1, round(pages * charts * CHARTS_ON_A_PAGE) + 1))
    parts.extend(_appendices(made, round(pages * tables * ROWS_ON_A_PAGE)))
    return MadePaper(f"open-{number}", str(number), title, "".join([*parts, "</article>"]))


def table_of_indicators(made: Random, rows: int, caption: str) -> str:
    """Give nine columns on their side: themes over several rows, a head of two rows, long commentaries."""
    lines, left = [], 0
    for row in range(1, rows + 1):
        theme = ""
        if not left:
            left = min(made.randint(2, 5), rows - row + 1)
            theme = f'<th scope="rowgroup" rowspan="{left}">{made.choice(WHO)}</th>'
        left -= 1
        figures = "".join(f'<td class="numeric">{made.random() * 100:.1f}%</td>' for _ in range(5))
        lines.append(
            f'<tr>{theme}<th scope="row">NI {row} {made.choice(WHAT)}</th>{figures}'
            f"<td>{made.choice(STATES)}</td><td>{_sentence(made)}</td></tr>"
        )
    quarters = "".join(f'<th scope="col" class="numeric">Quarter {quarter}</th>' for quarter in range(1, 5))
    return (
        f'<div class="table-block landscape"><table class="figures"><caption>{caption}</caption><thead><tr>'
        '<th scope="col" rowspan="2">Theme</th><th scope="col" rowspan="2">Indicator</th>'
        '<th scope="colgroup" colspan="4">Outturn</th><th scope="col" rowspan="2" class="numeric">Target</th>'
        '<th scope="col" rowspan="2">Status</th><th scope="col" rowspan="2">Commentary</th></tr>'
        f"<tr>{quarters}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _subject(made: Random) -> str:
    subject = made.choice(WHAT)
    return f"{subject[0].upper()}{subject[1:]}"


def _sentence(made: Random) -> str:
    return f"{made.choice(WHO)} {made.choice(DOES)} {made.choice(WHAT)} {made.choice(WHEN)}."


def _paragraph(made: Random) -> str:
    return " ".join(_sentence(made) for _ in range(made.randint(2, 5)))


def _header(title: str) -> str:
    facts = {
        "Meeting": "Cabinet Member for Children and Young People’s Services",
        "Date": "18 November 2009",
        "Title": title,
        "Directorate": "Children and Young People’s Services",
    }
    rows = "".join(
        f'<tr><th scope="row"><span class="number">{number}</span> {label}</th><td>{text}</td></tr>'
        for number, (label, text) in enumerate(facts.items(), start=1)
    )
    caption = '<caption class="visually-hidden">The report’s meeting, date, title and directorate</caption>'
    return (
        '<p class="banner">Report to Members</p>'
        f'<table class="report-header">{caption}<tbody>{rows}</tbody></table>'
    )


def _sections(made: Random, letters: int) -> Iterator[str]:
    number, written = 4, 0
    while written < letters:
        number += 1
        heading = HEADINGS[(number - 5) % len(HEADINGS)]
        blocks = list(_blocks(made, number, letters - written))
        written += 100 + sum(map(len, blocks))
        yield f"<section><h2><span class='number'>{number}</span> {heading}</h2>{''.join(blocks)}</section>"


def _blocks(made: Random, section: int, letters: int) -> Iterator[str]:
    """Some paragraphs, every third section with a list and a link, no longer than is left to be written."""
    for count in range(made.randint(3, 6)):
        if letters <= 0 and count:
            return
        paragraph = _paragraph(made)
        letters -= len(paragraph)
        yield f"<p>{paragraph}</p>"
    if section % 3 == 0:
        tag = made.choice(("ol", "ul"))
        yield (
            f"<{tag}>"
            + "".join(f"<li>{_sentence(made)}</li>" for _ in range(made.randint(3, 6)))
            + f"</{tag}>"
        )
        paper = made.randint(1, 99)
        address = f"https://council.invalid/papers/{paper}"
        yield f"<p>See <strong>also</strong> <a href='{address}'>background paper {paper}</a>.</p>"


def _appendices(made: Random, rows: int) -> Iterator[str]:
    """Tables of a hundred rows at most, each an appendix."""
    for letter in range((rows + 99) // 100):
        here = min(100, rows - letter * 100)
        yield (
            f"<section class='appendix'><h2>Appendix {letter + 1}: indicators</h2>"
            f"{table_of_indicators(made, here, f'Indicators by theme, part {letter + 1}')}</section>"
        )


def _chart(made: Random, figure: int) -> str:
    series = [[made.uniform(10, 100) for _ in range(MONTHS)] for _ in COLOURS]
    draw = _bars if figure % 2 else _lines
    labels = "".join(
        f'<text x="{_across(month)}" y="276" font-size="8" text-anchor="middle">M{month + 1}</text>'
        for month in range(MONTHS)
    )
    return (
        '<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 300" width="640" height="300" role="img" '
        f'aria-label="Referrals by month, between 10 and 100">{_axis()}{draw(series)}{labels}</svg>'
        f"<figcaption>Figure {figure}: {_subject(made)}</figcaption></figure>"
    )


def _axis() -> str:
    return "".join(
        f'<line x1="50" y1="{height}" x2="630" y2="{height}" stroke="#cccccc"/>'
        f'<text x="44" y="{height + 4}" font-size="11" text-anchor="end">{value}</text>'
        for value, height in ((100 - 20 * step, 20 + 48 * step) for step in range(6))
    )


def _across(month: float) -> str:
    return f"{64 + month * 23.75:.1f}"


def _bars(series: Sequence[Sequence[float]]) -> str:
    return "".join(
        f'<rect x="{_across(month + beside * 0.42)}" y="{260 - value * 2.4:.1f}" width="9.5" '
        f'height="{value * 2.4:.1f}" fill="{COLOURS[beside]}"/>'
        for beside, values in enumerate(series)
        for month, value in enumerate(values)
    )


def _lines(series: Sequence[Sequence[float]]) -> str:
    drawn = []
    for colour, values in zip(COLOURS, series, strict=True):
        points = [(_across(month), f"{260 - value * 2.4:.1f}") for month, value in enumerate(values)]
        line = " ".join(f"{x},{y}" for x, y in points)
        drawn.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{line}"/>')
        drawn.extend(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points)
    return "".join(drawn)
