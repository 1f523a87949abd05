"""Versions of a report: one canonical form, hashes that tell any change, and a comparison in words and signs."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.version import (
    BlockChange,
    Change,
    Component,
    ComponentChange,
    FieldChange,
    Sign,
    Words,
    canonical,
    canonical_report,
    compare,
    compare_texts,
    compare_words,
    sha256,
)

CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
WORDS = st.lists(st.sampled_from("the plan has one two more aims".split()), max_size=12)


def section(component_id: str, text: str, **content: Any) -> Component:
    """A section with this text."""
    return Component(component_id, "section", component_id.title(), {"body": text, **content})


FINANCE = section("finance", '<p id="b-1">It costs £5.</p>')
RISKS = section("risks", '<p id="b-2">None, because nothing changes.</p>')
SUMMARY = section("summary", '<p id="b-3">A short word.</p>')


def test_the_canonical_form_is_sorted_tight_and_readable() -> None:
    assert canonical({"b": [1, None, True], "a": "£5 – é"}) == '{"a":"£5 – é","b":[1,null,true]}'.encode()


def test_a_report_in_canonical_form() -> None:
    assert canonical_report([Component("r-1", "recommendation", "Recommendation 1", {"verb": "note"})]) == (
        b'[{"content":{"verb":"note"},"id":"r-1","kind":"recommendation","title":"Recommendation 1"}]'
    )


def test_any_mapping_and_any_sequence_is_written_the_same() -> None:
    frozen = MappingProxyType({"a": (1, 2), "b": MappingProxyType({"c": "d"})})

    assert canonical(frozen) == canonical({"b": {"c": "d"}, "a": [1, 2]})


@pytest.mark.parametrize(
    "value", [Decimal("58.56"), 58.56, date(2009, 11, 18), b"x", {1: "x"}, {"a": [{"b": 0.5}]}]
)
def test_what_two_machines_might_write_differently_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="text"):
        canonical(value)


def test_a_hash_is_of_kind_and_content_and_not_of_place_or_number() -> None:
    other = Component("finance-2", "section", "Section 9", FINANCE.content)

    assert FINANCE.hash == sha256(
        b'{"content":{"body":"<p id=\\"b-1\\">It costs \xc2\xa35.</p>"},"kind":"section"}'
    )
    assert other.hash == FINANCE.hash
    assert Component("finance", "appendix", "Finance", FINANCE.content).hash != FINANCE.hash
    assert section("finance", '<p id="b-1">It costs £6.</p>').hash != FINANCE.hash


@given(CONTENT, CONTENT)
def test_different_content_has_a_different_form(one: Any, other: Any) -> None:
    assert json.loads(canonical(one)) == one
    assert (canonical(one) == canonical(other)) is (
        json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    )


def outline(before: list[Component], after: list[Component]) -> list[tuple[str, str, bool]]:
    """Id, change and whether it moved, of every component."""
    return [(one.component.id, one.change.value, one.is_moved) for one in compare(before, after)]


def test_components_that_stayed_came_and_went() -> None:
    assert outline([FINANCE, RISKS], [SUMMARY, FINANCE]) == [
        ("summary", "added", False),
        ("finance", "unchanged", False),
        ("risks", "removed", False),
    ]


def test_only_what_left_its_order_was_moved() -> None:
    assert outline([FINANCE, RISKS, SUMMARY], [SUMMARY, FINANCE, RISKS]) == [
        ("summary", "moved", True),
        ("finance", "unchanged", False),
        ("risks", "unchanged", False),
    ]


def test_a_component_that_moved_and_changed_says_both() -> None:
    new = section("summary", '<p id="b-3">A long word.</p>')

    change = compare([FINANCE, RISKS, SUMMARY], [new, FINANCE, RISKS])[0]

    words = [
        Words(Sign.KEPT, "A"),
        Words(Sign.REMOVED, "short"),
        Words(Sign.ADDED, "long"),
        Words(Sign.KEPT, "word."),
    ]
    assert change == ComponentChange(
        new, Change.CHANGED, True, [FieldChange("body", [BlockChange("b-3", Change.CHANGED, words)])]
    )


def test_fields_come_go_and_may_be_lists() -> None:
    old = section("finance", '<p id="b-1">Same.</p>', wards=["One"], note="old")
    new = section("finance", '<p id="b-1">Same.</p>', wards=["One", "Two"], owner="Finance < 5")

    (change,) = compare([old], [new])

    assert [(field.name, [(one.change, one.words) for one in field.blocks]) for field in change.fields] == [
        ("note", [(Change.REMOVED, [Words(Sign.REMOVED, "old")])]),
        ("owner", [(Change.ADDED, [Words(Sign.ADDED, "Finance < 5")])]),
        ("wards", [(Change.CHANGED, [Words(Sign.REMOVED, '["One"]'), Words(Sign.ADDED, '["One","Two"]')])]),
    ]


def test_words_set_differently_change_a_field_without_a_changed_block() -> None:
    old, new = (section("finance", f'<p id="b-1">A {word}.</p>') for word in ("word", "<em>word</em>"))

    assert compare([old], [new])[0].fields == [FieldChange("body", [])]


def test_blocks_are_compared_by_their_ids() -> None:
    before = '<p id="b-1">One aim.</p><p id="b-2">Two aims.</p><ul><li id="b-3">first</li></ul>'
    after = '<ul><li id="b-3">first</li><li id="b-4">second</li></ul><p id="b-1">One clear aim.</p>'

    assert compare_texts(before, after) == [
        BlockChange("b-4", Change.ADDED, [Words(Sign.ADDED, "second")]),
        BlockChange(
            "b-1",
            Change.CHANGED,
            [Words(Sign.KEPT, "One"), Words(Sign.ADDED, "clear"), Words(Sign.KEPT, "aim.")],
        ),
        BlockChange("b-2", Change.REMOVED, [Words(Sign.REMOVED, "Two aims.")]),
    ]


def test_a_changed_figure_is_told_by_sign() -> None:
    assert [f"{one.sign}{one.text}" for one in compare_words("So 58.56% done", "So 58.65% done")] == [
        "=So",
        "−58.56%",
        "+58.65%",
        "=done",
    ]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_a_comparison(before: list[str], after: list[str]) -> None:
    result = compare_words(" ".join(before), " ".join(after))

    assert " ".join(one.text for one in result if one.sign is not Sign.ADDED).split() == before
    assert " ".join(one.text for one in result if one.sign is not Sign.REMOVED).split() == after
    assert all(one.text for one in result)


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_every_component_of_both_versions_is_told_of_once(order: list[int], gone: set[int]) -> None:
    before = [section(f"s-{number}", str(number)) for number in range(6)]
    after = [before[number] for number in order if number not in gone]
    kept: Mapping[str, bool] = {one.component.id: one.is_moved for one in compare(before, after)}

    assert sorted(kept) == [one.id for one in before]
    still = [one.id for one in after if not kept[one.id]]
    assert still == sorted(still)
