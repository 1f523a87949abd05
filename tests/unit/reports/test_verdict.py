"""What a check found, as sentences."""

from typing import Any

import pytest

from reports.domain.verdict import finding_sentences


def found(rule: str, page: int | None = None, item: str = "") -> dict[str, Any]:
    return {"rule": rule, "message": "x", "page": page, "item": item}


def advise(rule: str, message: str) -> str:
    return f"Put {rule} right."


@pytest.mark.parametrize(
    ("findings", "sentences"),
    [
        ([], []),
        ([found("A", 12, "5")], ["Item 5, page 12: Put A right."]),
        ([found("A", 12, "5"), found("A", 14, "5")], ["Item 5, pages 12 and 14: Put A right."]),
        (
            [found("A", 12, "5"), found("A", 14, "5"), found("A", 20, "5"), found("A", 20, "5")],
            ["Item 5, pages 12, 14 and 20: Put A right."],
        ),
        ([found("A", None, "5")], ["Item 5: Put A right."]),
        ([found("A", 1)], ["Page 1: Put A right."]),
        ([found("A")], ["The pack as a whole: Put A right."]),
        ([{"rule": "A", "message": "x"}], ["The pack as a whole: Put A right."]),
        (
            [found("B", 2, "4"), found("A", 3, "4"), found("B", 9, "5")],
            ["Item 4, page 2: Put B right.", "Item 4, page 3: Put A right.", "Item 5, page 9: Put B right."],
        ),
    ],
)
def test_findings_are_said_by_item_and_page_once_each(
    findings: list[dict[str, Any]], sentences: list[str]
) -> None:
    assert finding_sentences(findings, advise=advise) == sentences
