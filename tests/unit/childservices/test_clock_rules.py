"""The rules of the clock beside agendas, notices and call-in, and what holds for every rule."""

import datetime as dt
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childservices.domain.clock import COUNTERS, RULES, RuleName, Unit, work_out
from childservices.domain.working_days import Excluded, is_working_day, months_after

CHRISTMAS_2025 = {
    date(2025, 12, 25): "Christmas Day",
    date(2025, 12, 26): "Boxing Day",
    date(2026, 1, 1): "New Year's Day",
}
BEFORE_A_MEETING = (
    RuleName.AGENDA_PUBLICATION,
    RuleName.KEY_DECISION_NOTICE,
    RuleName.PRIVATE_MEETING_FIRST_NOTICE,
    RuleName.PRIVATE_MEETING_SECOND_NOTICE,
)
FORWARDS = (
    RuleName.CALL_IN_CLOSES,
    RuleName.EFFECTIVE,
    RuleName.GENERAL_EXCEPTION,
    RuleName.DECISION_PUBLICATION,
    RuleName.EXECUTIVE_RESPONSE,
)
UNDER_THE_LAW_OF_2012 = st.dates(min_value=date(2012, 9, 10), max_value=date(2090, 12, 31))
HOLIDAYS = st.dictionaries(UNDER_THE_LAW_OF_2012, st.just("holiday"), max_size=40)


class TestEveryRule:
    @given(st.sampled_from(BEFORE_A_MEETING), UNDER_THE_LAW_OF_2012, HOLIDAYS)
    def test_a_notice_period_never_includes_the_day_of_publication_or_of_the_meeting(
        self, name: RuleName, meeting: date, holidays: dict[date, str]
    ) -> None:
        working = work_out(name, meeting, holidays)

        assert working.date is not None
        left_out = {one.date for one in working.excluded}
        whole = [working.date + timedelta(days=n) for n in range((meeting - working.date).days + 1)]
        assert {working.date, meeting} <= left_out
        assert sum(day not in left_out for day in whole) == working.days

    @given(
        st.sampled_from([name for name in COUNTERS if name is not RuleName.FORWARD_PLAN_PUBLICATION]),
        UNDER_THE_LAW_OF_2012,
        st.integers(min_value=0, max_value=40),
        HOLIDAYS,
    )
    def test_moving_a_day_later_never_moves_its_date_earlier(
        self, name: RuleName, day: date, later: int, holidays: dict[date, str]
    ) -> None:
        before = work_out(name, day, holidays).date
        after = work_out(name, day + timedelta(days=later), holidays).date

        assert before is not None
        assert after is not None
        assert before <= after

    @given(st.sampled_from(FORWARDS), UNDER_THE_LAW_OF_2012, HOLIDAYS)
    def test_what_counts_forwards_ends_later(
        self, name: RuleName, day: date, holidays: dict[date, str]
    ) -> None:
        working = work_out(name, day, holidays)

        assert working.date is not None
        assert working.date > day
        assert day in {one.date for one in working.excluded}

    def test_every_rule_is_counted_or_has_no_days(self) -> None:
        uncounted = {rule.name for rule in RULES if rule.unit is Unit.NOT_IN_DAYS}

        assert set(RuleName) - set(COUNTERS) == {RuleName.SPECIAL_URGENCY, RuleName.CHAIRS_URGENCY}
        assert uncounted - set(COUNTERS) == {RuleName.SPECIAL_URGENCY, RuleName.CHAIRS_URGENCY}


class TestForwardPlan:
    @pytest.mark.parametrize(
        ("meeting", "published"),
        [
            (date(2012, 7, 18), date(2012, 6, 17)),
            (date(2012, 7, 1), date(2012, 6, 17)),
            (date(2009, 3, 31), date(2009, 2, 15)),
            (date(2010, 1, 6), date(2009, 12, 18)),
        ],
    )
    def test_the_plan_in_force_was_out_14_days_before_its_month(self, meeting: date, published: date) -> None:
        working = work_out("forward_plan_publication", meeting, {})

        assert (working.date, working.days, working.unit) == (published, 14, Unit.CALENDAR)
        assert working.excluded == (Excluded(published, "day of publication"),)
        assert working.to_confirm
        assert (
            working.note
            == "The plan in force at the meeting ran for four months from the first of that month."
        )

    def test_one_regime_follows_the_other_on_10_september_2012(self) -> None:
        answers = [
            (work_out(name, day, {}).date)
            for day in (date(2012, 9, 9), date(2012, 9, 10))
            for name in ("forward_plan_publication", "key_decision_notice")
        ]

        assert answers == [date(2012, 8, 18), None, None, date(2012, 8, 12)]

    @given(st.dates(date(2001, 1, 9), date(2012, 9, 9)), st.integers(min_value=0, max_value=60))
    def test_a_later_meeting_never_stood_in_an_earlier_plan(self, day: date, later: int) -> None:
        before = work_out("forward_plan_publication", day, {}).date
        after = work_out("forward_plan_publication", day + timedelta(days=later), {}).date

        assert before is not None
        assert after is None or before <= after


class TestDecisions:
    def test_a_decision_is_published_within_two_working_days(self) -> None:
        working = work_out("decision_publication", date(2025, 12, 24), CHRISTMAS_2025)

        assert working.date == date(2025, 12, 30)
        assert working.excluded[0] == Excluded(date(2025, 12, 24), "day of the decision")

    def test_a_decision_published_on_24_december_2025(self) -> None:
        closes = work_out("call_in_closes", date(2025, 12, 24), CHRISTMAS_2025)
        effective = work_out("effective", date(2025, 12, 24), CHRISTMAS_2025)

        assert (closes.date, effective.date) == (date(2026, 1, 5), date(2026, 1, 6))

    def test_a_body_may_count_its_call_in_in_calendar_days(self) -> None:
        closes = work_out(
            "call_in_closes", date(2025, 12, 24), CHRISTMAS_2025, call_in_days=7, call_in_unit=Unit.CALENDAR
        )
        effective = work_out(
            "effective", date(2025, 12, 24), CHRISTMAS_2025, call_in_days=7, call_in_unit=Unit.CALENDAR
        )

        assert (closes.date, effective.date) == (date(2025, 12, 31), date(2026, 1, 1))
        assert closes.excluded == (Excluded(date(2025, 12, 24), "day of publication"),)
        assert (closes.days, closes.unit) == (7, Unit.CALENDAR)


class TestResponse:
    @pytest.mark.parametrize(
        ("received", "due"),
        [
            (date(2017, 4, 10), date(2017, 6, 10)),
            (date(2025, 12, 31), date(2026, 2, 28)),
            (date(2023, 12, 31), date(2024, 2, 29)),
            (date(2026, 11, 30), date(2027, 1, 30)),
        ],
    )
    def test_the_executive_has_two_months(self, received: date, due: date) -> None:
        working = work_out("executive_response", received, {})

        assert (working.date, working.days, working.unit, working.to_confirm) == (due, 2, Unit.MONTHS, True)
        assert working.excluded == (Excluded(received, "day of receipt"),)

    def test_the_law_is_that_of_the_day(self) -> None:
        assert work_out("executive_response", date(2009, 3, 31), {}).date is None
        assert "section 21B" in work_out("executive_response", date(2012, 5, 3), {}).legal_reference
        assert "section 9FE" in work_out("executive_response", date(2012, 5, 4), {}).legal_reference


class TestInspection:
    @pytest.mark.parametrize(
        ("name", "until", "law"),
        [
            ("report_inspection", date(2015, 11, 18), "section 100C(1)"),
            ("minutes_inspection", date(2015, 11, 18), "section 100C(1)"),
            ("background_inspection", date(2013, 11, 18), "section 100D(2)"),
        ],
    )
    def test_the_papers_of_18_november_2009(self, name: str, until: date, law: str) -> None:
        working = work_out(name, date(2009, 11, 18), {})

        assert (working.date, working.excluded, working.unit) == (until, (), Unit.YEARS)
        assert working.legal_reference == f"Local Government Act 1972, {law}"

    def test_it_is_a_minimum_and_never_a_reason_to_destroy(self) -> None:
        reports = work_out("report_inspection", date(2009, 11, 18), {})
        minutes = work_out("minutes_inspection", date(2009, 11, 18), {}, regime="executive_2012")

        assert reports.note.endswith("never a reason to destroy it.")
        assert minutes.note.endswith("minutes are kept for ever.")

    def test_a_meeting_on_a_leap_day(self) -> None:
        assert work_out("report_inspection", date(2024, 2, 29), {}).date == date(2030, 2, 28)


class TestUrgency:
    @pytest.mark.parametrize(
        ("name", "on", "regime", "law"),
        [
            ("special_urgency", date(2012, 9, 9), "executive_2000", "2000 (SI 2000/3272), regulation 16"),
            ("special_urgency", date(2012, 9, 10), "executive_2012", "2012 (SI 2012/2089), regulation 11"),
            ("special_urgency", date(2026, 1, 6), "lga_1972", ""),
            ("chairs_urgency", date(2009, 11, 18), "", "section 100B(4)(b)"),
            ("chairs_urgency", date(2026, 1, 6), "executive_2012", ""),
        ],
    )
    def test_a_route_has_a_law_and_no_date(self, name: str, on: date, regime: str, law: str) -> None:
        working = work_out(name, on, {}, regime=regime)

        assert working.date is None
        assert working.legal_reference.endswith(law)
        assert bool(working.legal_reference) == bool(law)


class TestMonths:
    @given(st.dates(date(1900, 1, 1), date(2900, 1, 1)), st.integers(min_value=-120, max_value=120))
    def test_it_is_the_same_day_or_the_last_of_its_month(self, day: date, months: int) -> None:
        reached = months_after(day, months)

        assert reached.year * 12 + reached.month == day.year * 12 + day.month + months
        assert reached.day == day.day or (reached + dt.timedelta(days=1)).day == 1
        assert reached.day <= day.day


@given(UNDER_THE_LAW_OF_2012, HOLIDAYS)
def test_a_decision_is_published_on_a_working_day(day: date, holidays: dict[date, str]) -> None:
    published = work_out("decision_publication", day, holidays).date

    assert published is not None
    assert is_working_day(published, holidays)
