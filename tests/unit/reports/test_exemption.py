"""Who may see what is exempt: the rule's whole truth table, and the cases that the law and the council name."""

from itertools import product

import pytest

from reports.domain.exemption import BUSINESS, NOTICE, ExemptMatter, Sight, Viewer, sight

VIEWERS = [Viewer(*answers) for answers in product([False, True], repeat=6)]
MATTERS = [
    ExemptMatter(paragraph, is_contract_negotiation=negotiation, is_out=is_out)
    for paragraph, negotiation, is_out in product([None, 1, 2, 3, 4, 5, 6, 7], [False, True], [False, True])
]


def by_right(matter: ExemptMatter) -> bool:
    """Whether every member of the council may see it because of its paragraph alone."""
    return matter.paragraph == 6 or (matter.paragraph == 3 and not matter.is_contract_negotiation)


def may_see(viewer: Viewer, matter: ExemptMatter) -> bool:
    """The rule in one sentence of logic, as section 3.6 of the domain states it."""
    prepares_it = viewer.prepares_agendas or viewer.wrote_it
    is_let_in = viewer.is_on_the_body or viewer.has_grant or (viewer.is_a_member and by_right(matter))
    return not viewer.administers and (prepares_it or (matter.is_out and is_let_in))


def test_the_table_is_whole() -> None:
    assert len(set(VIEWERS)) == 2**6
    assert len(set(MATTERS)) == 8 * 2 * 2


@pytest.mark.parametrize("matter", MATTERS, ids=str)
def test_every_combination(matter: ExemptMatter) -> None:
    answers = {viewer: sight(viewer, matter).allowed for viewer in VIEWERS}

    assert answers == {viewer: may_see(viewer, matter) for viewer in VIEWERS}


@pytest.mark.parametrize("matter", MATTERS, ids=str)
def test_nobody_in_particular_sees_nothing(matter: ExemptMatter) -> None:
    assert not sight(Viewer(), matter).allowed


@pytest.mark.parametrize("matter", MATTERS, ids=str)
def test_an_administrator_sees_nothing_whatever_else_they_are(matter: ExemptMatter) -> None:
    everything = Viewer(*[True] * 6)

    assert sight(everything, matter) == Sight(False, "administrators do not see exempt content")


@pytest.mark.parametrize(
    ("viewer", "matter", "answer"),
    [
        (Viewer(prepares_agendas=True), ExemptMatter(1), Sight(True, "prepares the agenda")),
        (Viewer(wrote_it=True), ExemptMatter(1), Sight(True, "wrote the report")),
        (
            Viewer(is_on_the_body=True, is_a_member=True, has_grant=True),
            ExemptMatter(1),
            Sight(False, "the members' pack is not out"),
        ),
        (
            Viewer(is_on_the_body=True, is_a_member=True),
            ExemptMatter(1, is_out=True),
            Sight(True, "member of the body"),
        ),
        (
            Viewer(has_grant=True, is_a_member=True),
            ExemptMatter(1, is_out=True),
            Sight(True, "granted for this item"),
        ),
        (
            Viewer(is_a_member=True),
            ExemptMatter(NOTICE, is_out=True),
            Sight(True, "any member may see paragraph 6"),
        ),
        (
            Viewer(is_a_member=True),
            ExemptMatter(BUSINESS, is_out=True),
            Sight(True, "any member may see paragraph 3 outside contract negotiations"),
        ),
        (
            Viewer(is_a_member=True),
            ExemptMatter(BUSINESS, is_contract_negotiation=True, is_out=True),
            Sight(False, "no membership, right or grant opens it"),
        ),
        (
            Viewer(is_a_member=True),
            ExemptMatter(None, is_out=True),
            Sight(False, "no membership, right or grant opens it"),
        ),
    ],
)
def test_the_audit_log_is_told_why(viewer: Viewer, matter: ExemptMatter, answer: Sight) -> None:
    assert sight(viewer, matter) == answer
