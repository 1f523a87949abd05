"""The three routes of urgency: which are open, who agrees, and what is printed."""

from dataclasses import replace
from datetime import date

import pytest

from reports.domain.urgency import (
    APPROVERS,
    IncompleteNotice,
    Route,
    RouteClosed,
    TooSoon,
    UrgencyNotice,
    check_urgency_notice,
    notice_lines,
)

CHRISTMAS_2025 = {
    date(2025, 12, 25): "Christmas Day",
    date(2025, 12, 26): "Boxing Day",
    date(2026, 1, 1): "New Year's Day",
}
EXCEPTION = UrgencyNotice(
    Route.GENERAL_EXCEPTION,
    matter="Grant for family hubs",
    decision_maker="The Cabinet",
    decide_on=date(2026, 1, 2),
    reasons="The offer came on 19 December and ends on 9 January.",
    approver="The chair of the relevant scrutiny committee",
    approved_on=date(2025, 12, 22),
    available_on=date(2025, 12, 22),
)
SPECIAL = replace(
    EXCEPTION,
    route=Route.SPECIAL_URGENCY,
    decide_on=date(2025, 12, 23),
    approver="The vice-chair of the council",
)
CHAIRS = replace(
    EXCEPTION, route=Route.CHAIRS_URGENCY, decision_maker="The Committee", approver="The chair of the meeting"
)


@pytest.mark.parametrize(
    ("notice", "regime"),
    [(EXCEPTION, "executive_2012"), (SPECIAL, "executive_2012"), (CHAIRS, "lga_1972")],
)
def test_a_complete_notice_opens_its_route(notice: UrgencyNotice, regime: str) -> None:
    check_urgency_notice(notice, CHRISTMAS_2025, regime=regime)

    with pytest.raises(IncompleteNotice):
        check_urgency_notice(replace(notice, matter=""), CHRISTMAS_2025, regime=regime)


@pytest.mark.parametrize(
    ("notice", "regime"),
    [
        (EXCEPTION, "lga_1972"),
        (EXCEPTION, "none"),
        (SPECIAL, "lga_1972"),
        (SPECIAL, "none"),
        (CHAIRS, "none"),
        (CHAIRS, "executive_2000"),
        (CHAIRS, "executive_2012"),
    ],
)
def test_a_route_that_is_not_open_is_refused(notice: UrgencyNotice, regime: str) -> None:
    with pytest.raises(RouteClosed, match="Choose another route or a later meeting") as refused:
        check_urgency_notice(notice, CHRISTMAS_2025, regime=regime)

    assert refused.value.field == "route"


def test_the_chairs_urgency_is_off_for_executive_bodies_unless_turned_on() -> None:
    check_urgency_notice(CHAIRS, CHRISTMAS_2025, regime="executive_2012", executive_may_use_chairs=True)

    with pytest.raises(RouteClosed):
        check_urgency_notice(CHAIRS, CHRISTMAS_2025, regime="none", executive_may_use_chairs=True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"matter": " "}, "matter"),
        ({"decision_maker": ""}, "decision_maker"),
        ({"reasons": ""}, "reasons"),
        ({"approver": "The chair of the meeting"}, "approver"),
        ({"approved_on": date(2026, 1, 3)}, "approved_on"),
        ({"available_on": date(2026, 1, 3)}, "approved_on"),
    ],
)
def test_a_notice_says_what_it_must(change: dict[str, object], field: str) -> None:
    with pytest.raises(IncompleteNotice) as refused:
        check_urgency_notice(replace(EXCEPTION, **change), CHRISTMAS_2025, regime="executive_2012")  # type: ignore[arg-type]

    assert refused.value.field == field


def test_each_route_has_its_approver() -> None:
    assert {route: names[0] for route, names in APPROVERS.items()} == {
        Route.GENERAL_EXCEPTION: "The chair of the relevant scrutiny committee",
        Route.SPECIAL_URGENCY: "The chair of the relevant scrutiny committee",
        Route.CHAIRS_URGENCY: "The chair of the meeting",
    }


def test_after_a_general_exception_five_clear_working_days_pass() -> None:
    with pytest.raises(TooSoon) as refused:
        check_urgency_notice(
            replace(EXCEPTION, decide_on=date(2025, 12, 31)), CHRISTMAS_2025, regime="executive_2012"
        )

    assert refused.value.sentence == (
        "After this notice the decision may be taken on 2 January 2026 or later. Choose such a day, or special "
        "urgency."
    )


class TestPrinted:
    def test_general_exception(self) -> None:
        lines = notice_lines(EXCEPTION, regime="executive_2012")

        assert lines[:6] == (
            "General exception: notice of a decision",
            "The Cabinet intends to decide on 2 January 2026 about: Grant for family hubs.",
            "The usual notice of 28 clear calendar days could not be given.",
            "Reasons: The offer came on 19 December and ends on 9 January.",
            "The council informed the chair of the relevant scrutiny committee in writing on 22 December 2025.",
            "This notice was made available to the public on 22 December 2025.",
        )
        assert lines[6] == (
            "It is given under: Local Authorities (Executive Arrangements) (Meetings and Access to Information) "
            "(England) Regulations 2012 (SI 2012/2089), regulation 10(1)(c)."
        )
        assert len(lines) == 7

    def test_special_urgency_before_september_2012(self) -> None:
        lines = notice_lines(replace(SPECIAL, decide_on=date(2012, 7, 18)), regime="executive_2000")

        assert lines[2] == "The matter was not in the forward plan in force."
        assert (
            lines[4] == "The vice-chair of the council agreed on 22 December 2025 that the matter is urgent."
        )
        assert lines[6].endswith("(SI 2000/3272), regulation 16.")

    def test_the_chairs_urgency(self) -> None:
        lines = notice_lines(CHAIRS, regime="lga_1972")

        assert lines[0] == "Urgent item: notice of a decision"
        assert lines[2] == "The matter was not on the agenda that was published before the meeting."
        assert lines[6] == "It is given under: Local Government Act 1972, section 100B(4)(b)."

    def test_where_the_council_lets_executive_bodies_use_it(self) -> None:
        assert notice_lines(CHAIRS, regime="executive_2012")[6] == (
            "It is given under: the council’s own procedure rules."
        )
