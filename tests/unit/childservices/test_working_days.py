"""The arithmetic of working days, and the statutory clock on it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childservices.domain.clock import (
    RULES,
    RuleName,
    Unit,
    UnknownRegime,
    UnknownRule,
    Working,
    rule_in_force,
    work_out,
)
from childservices.domain.working_days import (
    Excluded,
    clear_days_before,
    clear_working_days_after,
    clear_working_days_before,
    is_working_day,
    reason_not_working,
    working_days_from,
)

CHRISTMAS_2025 = {
    date(2025, 12, 25): "Christmas Day",
    date(2025, 12, 26): "Boxing Day",
    date(2026, 1, 1): "New Year's Day",
}
FUNERAL_2022 = {date(2022, 9, 19): "State Funeral of Queen Elizabeth II"}

DAYS = st.dates(min_value=date(2003, 1, 1), max_value=date(2090, 12, 31))
HOLIDAYS = st.dictionaries(DAYS, st.just("holiday"), max_size=40)
COUNTS = st.integers(min_value=0, max_value=30)


def days_between(earlier: date, later: date) -> list[date]:
    """Every day strictly between two days."""
    return [earlier + timedelta(days=n) for n in range(1, (later - earlier).days)]


class TestOneDay:
    def test_a_weekday_is_a_working_day(self) -> None:
        assert reason_not_working(date(2009, 11, 18), {}) == ""
        assert is_working_day(date(2009, 11, 18), {})

    @pytest.mark.parametrize(
        ("day", "reason"),
        [
            (date(2009, 11, 14), "Saturday"),
            (date(2009, 11, 15), "Sunday"),
            (date(2025, 12, 25), "Christmas Day"),
        ],
    )
    def test_a_free_day_says_why(self, day: date, reason: str) -> None:
        assert reason_not_working(day, CHRISTMAS_2025) == reason
        assert not is_working_day(day, CHRISTMAS_2025)

    def test_a_holiday_at_a_weekend_is_named_as_the_holiday(self) -> None:
        assert (
            reason_not_working(date(2027, 12, 25), {date(2027, 12, 25): "Christmas Day"}) == "Christmas Day"
        )


class TestCounting:
    def test_counting_nothing_stays_where_it_is(self) -> None:
        span = working_days_from(date(2009, 11, 14), 0, {})

        assert (span.reached, span.excluded) == (date(2009, 11, 14), ())

    def test_days_passed_over_come_earliest_first_in_both_directions(self) -> None:
        forwards = working_days_from(date(2009, 11, 13), 1, {})
        backwards = working_days_from(date(2009, 11, 16), -1, {})

        weekend = (Excluded(date(2009, 11, 14), "Saturday"), Excluded(date(2009, 11, 15), "Sunday"))
        assert (forwards.reached, forwards.excluded) == (date(2009, 11, 16), weekend)
        assert (backwards.reached, backwards.excluded) == (date(2009, 11, 13), weekend)

    def test_calendar_days_are_counted_through_weekends(self) -> None:
        assert clear_days_before(date(2012, 10, 10), 28).reached == date(2012, 9, 11)

    @given(DAYS, COUNTS, HOLIDAYS)
    def test_before_leaves_exactly_so_many_working_days_between(
        self, day: date, count: int, holidays: dict[date, str]
    ) -> None:
        span = clear_working_days_before(day, count, holidays)

        between = days_between(span.reached, day)
        assert sum(is_working_day(one, holidays) for one in between) == count
        assert is_working_day(span.reached, holidays)
        assert [one.date for one in span.excluded] == [
            one for one in between if not is_working_day(one, holidays)
        ]

    @given(DAYS, COUNTS, HOLIDAYS)
    def test_after_leaves_exactly_so_many_working_days_between(
        self, day: date, count: int, holidays: dict[date, str]
    ) -> None:
        span = clear_working_days_after(day, count, holidays)

        between = days_between(day, span.reached)
        assert sum(is_working_day(one, holidays) for one in between) == count
        assert is_working_day(span.reached, holidays)
        assert [one.date for one in span.excluded] == [
            one for one in between if not is_working_day(one, holidays)
        ]

    @given(DAYS, COUNTS, HOLIDAYS)
    def test_no_later_working_day_would_do(self, day: date, count: int, holidays: dict[date, str]) -> None:
        reached = clear_working_days_before(day, count, holidays).reached

        later = [one for one in days_between(reached, day) if is_working_day(one, holidays)]
        assert all(sum(is_working_day(d, holidays) for d in days_between(one, day)) < count for one in later)

    @given(DAYS, COUNTS, HOLIDAYS)
    def test_a_later_meeting_never_needs_an_earlier_publication(
        self, day: date, count: int, holidays: dict[date, str]
    ) -> None:
        sooner = clear_working_days_before(day, count, holidays).reached
        later = clear_working_days_before(day + timedelta(days=1), count, holidays).reached

        assert sooner <= later

    @given(DAYS, COUNTS, HOLIDAYS, DAYS)
    def test_one_more_holiday_never_brings_the_deadline_nearer(
        self, day: date, count: int, holidays: dict[date, str], closure: date
    ) -> None:
        before = clear_working_days_before(day, count, holidays).reached
        with_closure = clear_working_days_before(day, count, holidays | {closure: "offices closed"}).reached

        assert with_closure <= before


class TestAgendaPublication:
    def test_the_meeting_of_18_november_2009(self) -> None:
        working = work_out("agenda_publication", date(2009, 11, 18), {})

        assert working.date == date(2009, 11, 10)
        assert working.excluded == (
            Excluded(date(2009, 11, 10), "day of publication"),
            Excluded(date(2009, 11, 14), "Saturday"),
            Excluded(date(2009, 11, 15), "Sunday"),
            Excluded(date(2009, 11, 18), "day of the meeting"),
        )
        assert working.legal_reference == (
            "Local Government Act 1972, sections 100A(6) and 100B(3) and (4), as amended by SI 2002/715"
        )
        assert (working.days, working.unit, working.to_confirm) == (5, Unit.CLEAR_WORKING, False)

    def test_the_meeting_of_6_january_2026_counts_round_christmas(self) -> None:
        working = work_out("agenda_publication", date(2026, 1, 6), CHRISTMAS_2025)

        assert working.date == date(2025, 12, 24)
        assert [(f"{one.date}", one.reason) for one in working.excluded] == [
            ("2025-12-24", "day of publication"),
            ("2025-12-25", "Christmas Day"),
            ("2025-12-26", "Boxing Day"),
            ("2025-12-27", "Saturday"),
            ("2025-12-28", "Sunday"),
            ("2026-01-01", "New Year's Day"),
            ("2026-01-03", "Saturday"),
            ("2026-01-04", "Sunday"),
            ("2026-01-06", "day of the meeting"),
        ]

    def test_what_if_the_meeting_moved_a_day(self) -> None:
        assert work_out("agenda_publication", date(2026, 1, 7), CHRISTMAS_2025).date == date(2025, 12, 29)

    def test_an_office_closure_moves_the_deadline(self) -> None:
        closure = {date(2009, 11, 12): "Offices closed by flood"}

        assert work_out("agenda_publication", date(2009, 11, 18), closure).date == date(2009, 11, 9)

    def test_three_days_before_october_2002_and_five_from_then(self) -> None:
        assert work_out("agenda_publication", date(2002, 9, 30), {}).date == date(2002, 9, 24)
        assert work_out("agenda_publication", date(2002, 10, 1), {}).date == date(2002, 9, 23)

    def test_a_meeting_at_a_weekend_is_not_excluded_twice(self) -> None:
        working = work_out("agenda_publication", date(2009, 11, 14), {})

        assert working.date == date(2009, 11, 6)
        assert working.excluded[-1] == Excluded(date(2009, 11, 14), "day of the meeting")
        assert len(working.excluded) == 4

    @pytest.mark.parametrize(
        ("regime", "on", "law"),
        [
            ("executive_2000", date(2002, 1, 9), "2000 (SI 2000/3272)"),
            ("executive_2000", date(2009, 11, 18), "2000 (SI 2000/3272), as amended by SI 2002/716"),
            ("executive_2000", date(2012, 9, 9), "2000 (SI 2000/3272), as amended by SI 2002/716"),
            ("executive_2012", date(2012, 9, 10), "2012 (SI 2012/2089), regulations 6 and 7"),
        ],
    )
    def test_an_executive_stands_under_its_own_regulations(self, regime: str, on: date, law: str) -> None:
        assert work_out("agenda_publication", on, {}, regime=regime).legal_reference.endswith(law)


class TestTwentyEightDays:
    def test_cabinet_of_18_july_2012_had_a_forward_plan_instead(self) -> None:
        working = work_out("key_decision_notice", date(2012, 7, 18), {}, regime="executive_2000")

        assert working == Working(
            None, (), RuleName.KEY_DECISION_NOTICE,
            "Local Authorities (Executive Arrangements) (Access to Information) (England) "
            "Regulations 2000 (SI 2000/3272), regulations 12 to 14",
            to_confirm=True,
            note="There was no 28-day notice yet: key decisions stood in a forward plan of four months, "
            "published 14 days before each month began.",
        )  # fmt: skip

    def test_cabinet_of_10_october_2012_has_the_rule(self) -> None:
        working = work_out("key_decision_notice", date(2012, 10, 10), {}, regime="executive_2012")

        assert working.date == date(2012, 9, 11)
        assert working.excluded == (
            Excluded(date(2012, 9, 11), "day of the notice"),
            Excluded(date(2012, 10, 10), "day of the meeting"),
        )
        assert working.legal_reference.endswith("(England) Regulations 2012 (SI 2012/2089), regulation 9")
        assert (working.days, working.unit, working.to_confirm) == (28, Unit.CLEAR_CALENDAR, True)

    def test_an_executive_recorded_under_the_old_regime_finds_the_law_of_the_day(self) -> None:
        assert work_out("key_decision_notice", date(2012, 10, 10), {}, regime="executive_2000").date == date(
            2012, 9, 11
        )

    @pytest.mark.parametrize("regime", ["lga_1972", "none"])
    def test_the_rule_does_not_bind_other_bodies(self, regime: str) -> None:
        working = work_out("key_decision_notice", date(2026, 1, 6), {}, regime=regime)

        assert (working.date, working.legal_reference) == (None, "")
        assert working.note == "On 6 January 2026 no law gave this date for such a body."

    def test_a_private_meeting_has_two_notices(self) -> None:
        first = work_out("private_meeting_first_notice", date(2026, 1, 6), CHRISTMAS_2025)
        second = work_out("private_meeting_second_notice", date(2026, 1, 6), CHRISTMAS_2025)

        assert (first.date, first.to_confirm) == (date(2025, 12, 8), True)
        assert (second.date, second.to_confirm) == (date(2025, 12, 24), False)
        assert second.excluded[0] == Excluded(date(2025, 12, 24), "day of the notice")

    @given(DAYS)
    def test_the_notice_is_always_29_days_before(self, day: date) -> None:
        working = work_out("private_meeting_first_notice", day, {})

        assert working.date == (day - timedelta(days=29) if day >= date(2012, 9, 10) else None)


class TestCallIn:
    def test_a_decision_published_on_16_september_2022(self) -> None:
        closes = work_out("call_in_closes", date(2022, 9, 16), FUNERAL_2022)
        effective = work_out("effective", date(2022, 9, 16), FUNERAL_2022)

        assert (closes.date, effective.date) == (date(2022, 9, 26), date(2022, 9, 27))
        assert [(f"{one.date}", one.reason) for one in closes.excluded] == [
            ("2022-09-16", "day of publication"),
            ("2022-09-17", "Saturday"),
            ("2022-09-18", "Sunday"),
            ("2022-09-19", "State Funeral of Queen Elizabeth II"),
            ("2022-09-24", "Saturday"),
            ("2022-09-25", "Sunday"),
        ]
        assert closes.legal_reference == (
            "Local Government Act 2000, section 9F(4), and the council's own procedure rules"
        )
        assert closes.to_confirm

    def test_without_the_bank_holiday_it_would_close_a_day_sooner_and_wait_for_monday(self) -> None:
        assert work_out("call_in_closes", date(2022, 9, 16), {}).date == date(2022, 9, 23)
        assert work_out("effective", date(2022, 9, 16), {}).date == date(2022, 9, 26)

    def test_the_number_of_days_is_the_bodys_setting(self) -> None:
        assert work_out("call_in_closes", date(2022, 9, 16), FUNERAL_2022, call_in_days=3).date == date(
            2022, 9, 22
        )

    def test_a_body_whose_decisions_cannot_be_called_in(self) -> None:
        closes = work_out("call_in_closes", date(2022, 9, 16), FUNERAL_2022, call_in_days=None)
        effective = work_out("effective", date(2022, 9, 16), FUNERAL_2022, call_in_days=None)

        assert (closes.date, effective.date) == (None, date(2022, 9, 16))
        assert closes.note == effective.note == "Decisions of this body cannot be called in."

    def test_the_reference_is_the_law_of_the_day(self) -> None:
        assert "section 21(3)" in work_out("effective", date(2012, 5, 3), {}).legal_reference
        assert "section 9F(4)" in work_out("effective", date(2012, 5, 4), {}).legal_reference

    @given(DAYS, HOLIDAYS, st.integers(min_value=1, max_value=15))
    def test_a_decision_takes_effect_on_the_next_working_day_after_closing(
        self, day: date, holidays: dict[date, str], days: int
    ) -> None:
        closes = work_out("call_in_closes", day, holidays, call_in_days=days).date
        effective = work_out("effective", day, holidays, call_in_days=days).date

        assert closes is not None
        assert effective == working_days_from(closes, 1, holidays).reached


class TestGeneralException:
    def test_five_clear_days_after_the_notice(self) -> None:
        working = work_out("general_exception", date(2025, 12, 22), CHRISTMAS_2025)

        assert working.date == date(2026, 1, 2)
        assert working.excluded[0] == Excluded(date(2025, 12, 22), "day of the notice")
        assert working.excluded[-1] == Excluded(date(2026, 1, 2), "day of the decision")
        assert working.legal_reference.endswith("regulation 10(1)(c)")

    def test_three_clear_days_before_october_2002(self) -> None:
        assert work_out("general_exception", date(2002, 9, 2), {}).date == date(2002, 9, 6)
        assert work_out("general_exception", date(2009, 9, 7), {}).date == date(2009, 9, 15)


class TestRows:
    def test_an_unknown_rule_is_refused_with_the_list_of_rules(self) -> None:
        with pytest.raises(UnknownRule) as refused:
            work_out("six_month_rule", date(2026, 1, 6), {})

        assert refused.value.sentence == (
            "“six_month_rule” is not a rule of the clock. The rules are: agenda_publication, "
            "key_decision_notice, private_meeting_first_notice, private_meeting_second_notice, "
            "call_in_closes, effective, general_exception, special_urgency, chairs_urgency, "
            "forward_plan_publication, decision_publication, executive_response, report_inspection, "
            "minutes_inspection, background_inspection, author_deadline, clearance_deadline, agenda_deadline."
        )

    def test_an_unknown_regime_is_refused(self) -> None:
        with pytest.raises(UnknownRegime) as refused:
            work_out("effective", date(2026, 1, 6), {}, regime="commune")

        assert refused.value.sentence == (
            "“commune” is not a regime of the clock. The regimes are: executive_2000, executive_2012, "
            "lga_1972, none."
        )

    def test_there_is_no_row_before_the_law(self) -> None:
        assert rule_in_force("agenda_publication", date(1986, 3, 31)) is None
        assert rule_in_force("agenda_publication", date(1986, 4, 1)) is not None

    @given(st.dates(min_value=date(1980, 1, 1), max_value=date(2090, 1, 1)))
    def test_at_most_one_row_is_in_force_for_a_body(self, on: date) -> None:
        for name in RuleName:
            for regime in ("lga_1972", "executive_2000", "executive_2012", "none"):
                rows = [r for r in RULES if r.name == name and regime in r.regimes and r.is_in_force(on)]
                assert len(rows) <= 1
