"""The burn-up chart: its days, its lines and its sentence."""

from datetime import date

from reports.domain.improvement_plan.action import BurnUpPoint
from reports.domain.improvement_plan.chart import Mark, burn_up_chart, chart_days

YEAR = (date(2009, 4, 1), date(2010, 3, 31))


def test_a_year_shows_the_end_of_each_month_and_the_day_asked_about() -> None:
    days = chart_days(*YEAR, as_at=date(2009, 11, 2))

    assert len(days) == 13
    assert days[6:9] == [date(2009, 10, 31), date(2009, 11, 2), date(2009, 11, 30)]


def test_ten_years_show_no_more_days_than_one() -> None:
    days = chart_days(date(2009, 4, 1), date(2019, 3, 31), as_at=date(2026, 1, 1))

    assert (len(days), days[0], days[-1]) == (12, date(2010, 1, 31), date(2019, 3, 31))


def test_lines_run_from_edge_to_edge_and_the_completed_one_ends_with_the_day() -> None:
    points = [
        BurnUpPoint(date(2009, 10, 31), planned=181, due=117, completed=0),
        BurnUpPoint(date(2009, 11, 30), planned=181, due=117, completed=106),
        BurnUpPoint(date(2009, 12, 30), planned=181, due=161, completed=106),
    ]

    chart = burn_up_chart(points, as_at=date(2009, 11, 30))

    assert chart is not None
    assert chart.planned == "50.0,39.6 373.0,39.6 696.0,39.6"
    assert chart.completed == "50.0,264.0 373.0,132.6"
    assert chart.as_at == 373
    assert chart.levels == [
        Mark(264.0, "0"), Mark(202.0, "50"), Mark(140.0, "100"), Mark(78.0, "150"), Mark(16.0, "200"),
    ]  # fmt: skip
    assert chart.days == [Mark(50.0, "Oct 2009"), Mark(373.0, "Nov 2009")]
    assert chart.sentence == (
        "On 30 November 2009, 106 of 181 actions were completed, and 117 had fallen due."
    )


def test_before_the_period_nothing_is_completed_yet() -> None:
    points = [BurnUpPoint(date(2009, month, 30), planned=3, due=0, completed=0) for month in (4, 6)]

    chart = burn_up_chart(points, as_at=date(2009, 1, 1))

    assert chart is not None
    assert (chart.completed, chart.as_at) == ("", 50)
    assert [mark.words for mark in chart.levels] == ["0", "1", "2", "3"]


def test_there_is_no_chart_of_one_day_or_of_no_actions() -> None:
    one = [BurnUpPoint(date(2009, 4, 30), planned=3, due=0, completed=0)]
    none = [BurnUpPoint(date(2009, month, 30), planned=0, due=0, completed=0) for month in (4, 6)]

    assert burn_up_chart(one, as_at=date(2009, 4, 30)) is None
    assert burn_up_chart(none, as_at=date(2009, 4, 30)) is None
    assert burn_up_chart([], as_at=date(2009, 4, 30)) is None
