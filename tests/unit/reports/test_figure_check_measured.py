"""The figure check on the five source documents: what it finds of their known faults, and how often it is wrong.

Every flag is judged here by hand. A new one fails the test until somebody has looked at it.
"""

import json
from pathlib import Path

import pytest

from childservices.richtext.identity import identify_blocks
from reports.domain.block import blocks_of
from reports.domain.figure_check.fact import Table
from reports.domain.figure_check.paper import check_figures
from tests.unit.reports.source_papers import Paper, anomalies, source_papers

DEMONSTRATION = Path(__file__).resolve().parents[3] / "fixtures" / "demonstration" / "reports"
Place = tuple[str, str, str]
"""Seed, line of the paragraph or of the head of the table, words."""

FOUND: dict[Place, str] = {
    ("002", "809", "57%"): "A-IA1",
    ("002", "1085", "54.5%"): "A-PS4",
    ("002", "1346", "271%"): "A-PV2",
    ("002", "1486", "0.015"): "A-PV3",
    ("002", "1486", "1.16"): "A-PV3",
    ("003", "202", "24"): "A-OP1",
    ("003", "1080", "2114 (68%"): "A-LS3",
    ("003", "1084", "80%"): "A-LS2",
    ("003", "1336", "24.8%"): "A-DG1",
    ("003", "1336", "14.2%"): "A-DG1",
    ("003", "1336", "39.4%"): "A-DG1",
    ("003", "1338", "6.1%"): "A-DG1",  # the next paragraph, which the list of faults does not name
}
"""The fault that each flag is right about."""

WRONG = {("003", "59", "22 / 40"): "a page break cuts the table in two, so that half of the parts is missing"}

MISSED = {
    "A-IA2": "31% (22.3) stands in one cell and the 76.9 posts that it is of in another",
    "A-PV6": "39% and 61% are of groups of providers that no table adds up",
}
LEAST_FOUND, MOST_WRONG = 0.75, 0.05  # of the arithmetic faults; in 1,000 words


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    """The source documents, each report by itself."""
    return source_papers()


@pytest.fixture(scope="module")
def flags(papers: list[Paper]) -> list[tuple[Place, str]]:
    """Where every flag of the sources is, and its reason."""
    return [
        ((paper.seed, flag.place.id, flag.place.quote), flag.reason)
        for paper in papers
        for flag in check_figures(paper.blocks, paper.tables)
    ]


def test_every_flag_on_the_sources_is_judged(flags: list[tuple[Place, str]]) -> None:
    assert sorted(place for place, _ in flags) == sorted([*FOUND, *WRONG])


def test_most_arithmetic_faults_of_the_sources_are_found(flags: list[tuple[Place, str]]) -> None:
    arithmetic = {row["anomaly_id"] for row in anomalies() if row["category"] == "arithmetic"}

    found = {FOUND[place] for place, _ in flags if place in FOUND}

    assert arithmetic - found == MISSED.keys()
    assert len(arithmetic & found) / len(arithmetic) >= LEAST_FOUND


def test_wrong_flags_are_rare(papers: list[Paper], flags: list[tuple[Place, str]]) -> None:
    words = sum(paper.words for paper in papers)
    wrong = [place for place, _ in flags if place not in FOUND]

    assert words > 60_000
    assert len(wrong) * 1000 / words <= MOST_WRONG


def test_every_reason_says_what_to_do(flags: list[tuple[Place, str]]) -> None:
    assert {reason.split(". ")[-1].split(" ")[0] for _, reason in flags} == {"Correct", "Give"}


def test_the_demonstration_papers_raise_hardly_a_flag_of_prose() -> None:
    words = flagged = 0
    for file in sorted(DEMONSTRATION.glob("*.json")):
        report = json.loads(file.read_text(encoding="utf-8"))
        holders = [*report["sections"].values(), *report["appendices"]]
        blocks = [block for one in holders for block in blocks_of(identify_blocks(one.get("body", "")))]
        tables = [
            Table(one["key"], one["caption"], one["columns"], one["rows"], totals=one.get("totals", 0))
            for holder in holders
            for one in holder.get("tables", [])
            if "rows" in one  # the others are live, and their figures in no file
        ]
        words += sum(len(block.text.split()) for block in blocks)
        flagged += sum(flag.place.row is None for flag in check_figures(blocks, tables))

    assert words > 10_000
    assert flagged * 1000 / words <= MOST_WRONG
