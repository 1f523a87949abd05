"""How components stand in a period: computed, printed, and as readers who are not authorised see it."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.choices import Polarity, TargetKind, TargetLevel, TravelBasis, Unit, ValueState
from indicators.domain.judgement import Rating
from indicators.domain.period import UnknownPeriod
from indicators.domain.travel import Direction
from indicators.models import Area, Indicator, Neighbour, NeighbourModel, PublishedPeriod, PublishedValue
from indicators.queries.component import ComponentStanding
from indicators.queries.standing import standings
from tests.indicators_factories import (
    AreaFactory,
    CommentaryFactory,
    IndicatorFactory,
    RecordedFactory,
    TargetFactory,
    ValueFactory,
)
from tests.screens import counted_queries

pytestmark = pytest.mark.django_db
D = Decimal


def standing(label: str = "2009-10-Q2", **options: bool) -> ComponentStanding:
    """The one component of a period."""
    [found] = standings(label, **options)
    return found


def test_a_value_is_judged_against_the_years_target_which_is_labelled_beside_a_quarter() -> None:
    indicator = IndicatorFactory(reference="NI59", aggregation="ratio", travel_basis=TravelBasis.LAST_OUTTURN)
    TargetFactory(indicator=indicator)
    ValueFactory(indicator=indicator, numerator=826, denominator=1128)
    ValueFactory(indicator=indicator, period="2008-09", numerator=1767, denominator=2270)

    found = standing()

    assert (found.figure.text, found.outturn.text) == ("73.2%", "77.8%")
    assert (found.judgement.rating, found.judgement.gap) == (Rating.BELOW, D("-6.8"))
    assert (found.target_words, found.in_force.label) == ("at least 80.0%", "year-end target")
    assert (found.travel.direction, found.travel.difference) == (Direction.DECLINED_OFF_TARGET, D("-4.6"))
    assert [found.year_end_target(years) for years in (0, 1)] == ["at least 80.0%", ""]


def test_without_a_value_the_printed_judgement_counts_and_says_that_it_was_printed() -> None:
    indicator = IndicatorFactory()
    TargetFactory(indicator=indicator)
    RecordedFactory(indicator=indicator, rating="below", direction="declined", neighbours="better")

    found = standing()

    assert (found.judgement.rating, found.judgement.is_recorded) == (Rating.BELOW, True)
    assert (found.travel.direction, found.travel.is_recorded) == (Direction.DECLINED, True)
    assert (found.neighbours, found.national) == ("better", None)
    assert found.computed.reason == "There is no value yet."


def test_both_judgements_are_kept_and_their_difference_is_said() -> None:
    indicator = IndicatorFactory()
    TargetFactory(indicator=indicator)
    ValueFactory(indicator=indicator, value=73)
    RecordedFactory(indicator=indicator, rating="met", direction="improved")

    found = standing()

    assert (found.judgement.rating, found.printed and found.printed.rating) == (Rating.BELOW, Rating.MET)
    assert found.difference == "Printed as on target, but the value is off target."
    assert found.travel.is_recorded


def test_a_quarter_adds_to_the_year_so_far() -> None:
    indicator = IndicatorFactory(aggregation="ratio")
    TargetFactory(indicator=indicator)
    ValueFactory(indicator=indicator, period="2009-10-Q1", numerator=400, denominator=500)
    ValueFactory(indicator=indicator, numerator=426, denominator=628)

    found = standing()

    assert found.year_to_date.text == "73.2%"
    assert found.year_to_date_judgement.rating is Rating.BELOW
    assert (found.previous.text, found.travel.difference) == ("80.0%", D("-12.2"))


def test_a_figure_from_the_beginning_of_the_year_is_the_year_to_date_by_itself() -> None:
    indicator = IndicatorFactory(aggregation="ratio")
    ValueFactory(indicator=indicator, period="2009-10-Q1", numerator=400, denominator=500)
    ValueFactory(indicator=indicator, numerator=826, denominator=1128, is_year_to_date=True)

    assert standing().year_to_date.text == "73.2%"


def test_a_sum_is_judged_once_the_year_is_over() -> None:
    indicator = IndicatorFactory(unit=Unit.COUNT, decimals=0, aggregation="sum")
    TargetFactory(indicator=indicator, value=100)
    for quarter, value in (("Q2", 40), ("Q3", 35), ("Q4", 30)):
        ValueFactory(indicator=indicator, period=f"2009-10-{quarter}", value=value)

    half, whole = standing(), standing("2009-10-Q4")

    assert (half.year_to_date.text, half.year_to_date.label) == ("40", "without Quarter 1 2009/10")
    assert half.year_to_date_judgement.reason == "A running total is judged at the end of the year."
    assert (whole.year_to_date.text, whole.year_to_date_judgement.rating) == ("105", Rating.EXCEEDS)


def test_limits_of_a_scorecard_count_in_place_of_a_target() -> None:
    indicator = IndicatorFactory(green_from=90, amber_from=80)
    ValueFactory(indicator=indicator, value=85)

    assert standing().judgement.rating is Rating.AMBER


def test_an_open_value_stands_before_the_settled_one_only_for_those_who_edit() -> None:
    indicator = IndicatorFactory()
    settled = ValueFactory(indicator=indicator, value=70)
    ValueFactory(indicator=indicator, value=71, state=ValueState.DRAFT, supersedes=settled)

    assert standing().figure.text == "70.0%"
    assert standing(with_open=True).figure.text == "71.0%"


def test_a_restated_quarter_is_known_by_its_new_row_alone() -> None:
    indicator = IndicatorFactory()
    first = ValueFactory(indicator=indicator, value=70, state=ValueState.SUPERSEDED)
    ValueFactory(indicator=indicator, value=72, supersedes=first)

    assert standing().figure.text == "72.0%"


def test_six_of_eleven_care_leavers_are_hidden_and_so_is_the_sum_that_would_tell() -> None:
    indicator = IndicatorFactory(reference="NI148", aggregation="ratio")
    TargetFactory(indicator=indicator)
    ValueFactory(indicator=indicator, period="2009-10-Q1", numerator=20, denominator=40)
    ValueFactory(indicator=indicator, numerator=6, denominator=11)

    shown, true = standing(), standing(sees_true_values=True)

    assert [shown.figure.text, shown.previous.text, shown.year_to_date.text] == ["c", "50.0%", "c"]
    assert shown.figure.row is None
    assert (shown.judgement.rating, shown.judgement.value, shown.judgement.gap) == (Rating.BELOW, None, None)
    assert (shown.travel.direction, shown.travel.difference) == (Direction.IMPROVED, None)
    assert [true.figure.text, true.year_to_date.text] == ["54.5%", "51.0%"]


@pytest.mark.parametrize(
    ("facts", "held", "text"),
    [
        ({"unit": Unit.COUNT, "decimals": 0}, {"value": 3}, "c"),
        ({"unit": Unit.COUNT, "decimals": 0}, {"value": 0}, "0"),
        ({}, {"value": D("54.5"), "denominator": 11}, "c"),
        ({}, {"value": D("54.5")}, "54.5%"),
        ({"unit": Unit.RATE, "per": 1000}, {"numerator": 4, "denominator": 900}, "c"),
        ({"unit": Unit.RATE, "per": 1000}, {"numerator": 40, "denominator": 900}, "44.4 per 1,000"),
    ],
)
def test_what_is_too_small_to_show(facts: dict[str, object], held: dict[str, object], text: str) -> None:
    ValueFactory(indicator=IndicatorFactory(**facts), **held)

    assert standing().figure.text == text


def test_components_are_reported_and_not_the_whole_nor_what_is_not_of_the_period() -> None:
    whole = IndicatorFactory(reference="NI52")
    IndicatorFactory(reference="NI52b", component_of=whole, number="1b", theme=whole.theme)
    IndicatorFactory(reference="NI52a", component_of=whole, number="1a", theme=whole.theme)
    IndicatorFactory(reference="retired", retired_on=date(2009, 7, 1))
    IndicatorFactory(reference="later", first_year=2016)
    IndicatorFactory(reference="national", is_published_statistic=True)
    IndicatorFactory(reference="monthly", frequency="month")
    yearly = IndicatorFactory(reference="NI13", frequency="year", theme=None)
    RecordedFactory(indicator=yearly, rating="below")

    assert [one.indicator.reference for one in standings("2009-10-Q2")] == ["NI52a", "NI52b", "NI13"]
    assert [one.indicator.reference for one in standings("2009-M09")] == ["monthly"]


def test_a_label_that_is_no_period_is_refused() -> None:
    with pytest.raises(UnknownPeriod):
        standings("last summer")


def test_a_target_of_direction_only_and_a_range() -> None:
    low = IndicatorFactory(polarity=Polarity.LOW)
    TargetFactory(
        indicator=low, level=TargetLevel.PERIOD, kind=TargetKind.DIRECTION_ONLY, value=None, baseline=12,
        text="Downward trend",
    )  # fmt: skip
    ValueFactory(indicator=low, value=11)

    found = standing()

    assert (found.judgement.rating, found.target_words) == (Rating.MET, "better than 12.0%")


def published(statistic: Indicator, label: str, **figures: str) -> None:
    """Figures of a national statistic for one year, by the codes of the areas."""
    period, _ = PublishedPeriod.objects.get_or_create(
        label=label, defaults={"start_year": int(label), "end_year": int(label)}
    )
    for code, value in figures.items():
        area = Area.objects.get(code=code.removeprefix("of_"))
        PublishedValue.objects.create(indicator=statistic, period=period, area=area, value=D(value))


def areas_of_2009() -> None:
    """The council, two neighbours that are alike, and England."""
    own = AreaFactory()
    near = [Area.objects.create(code=code, name=code, level="local_authority") for code in ("370", "371")]
    Area.objects.create(code="970", name="England", level="country")
    model = NeighbourModel.objects.create(slug="2007-01", title="Of 2007", starts_on=date(2007, 1, 1))
    for rank, one in enumerate(near, start=1):
        Neighbour.objects.create(model=model, area=own, rank=rank, neighbour=one)


def test_comparators_are_computed_from_what_was_published_by_then_unless_they_were_printed() -> None:
    areas_of_2009()
    statistic = IndicatorFactory(reference="InTime", is_published_statistic=True)
    published(statistic, "2008", of_372="78", of_370="70", of_371="74", of_970="78.5")
    published(statistic, "2025", of_372="90", of_370="95", of_371="95", of_970="95")
    indicator = IndicatorFactory(published_as=statistic, in_line_margin=D(1))

    computed = standing(with_comparators=True)
    RecordedFactory(indicator=indicator, neighbours="worse")
    printed = standing(with_comparators=True)

    assert (computed.neighbours, computed.national) == ("better", "in_line")
    assert computed.beside is not None
    assert (computed.beside.comparison.period, computed.beside.comparison.neighbours.mean) == ("2008", D(72))
    assert (printed.neighbours, printed.national) == ("worse", "in_line")


def test_a_statistic_that_was_published_later_compares_nothing() -> None:
    areas_of_2009()
    statistic = IndicatorFactory(reference="InTime", is_published_statistic=True)
    published(statistic, "2025", of_372="90")
    IndicatorFactory(published_as=statistic)

    assert standing(with_comparators=True).beside is None


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_for_comparators_do_not_grow(rows: int) -> None:
    areas_of_2009()
    for _ in range(rows):
        statistic = IndicatorFactory(is_published_statistic=True)
        published(statistic, "2008", of_372="78", of_370="70", of_970="78.5")
        IndicatorFactory(published_as=statistic)

    with counted_queries() as queries:
        found = [one.neighbours for one in standings("2009-10-Q2", with_comparators=True)]

    assert found == ["better"] * rows
    assert len(queries) == 14


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_components(rows: int) -> None:
    for _ in range(rows):
        indicator = IndicatorFactory()
        TargetFactory(indicator=indicator)
        CommentaryFactory(indicator=indicator)
        ValueFactory(indicator=indicator, value=70)
        ValueFactory(indicator=indicator, period="2009-10-Q1", value=71)

    with counted_queries() as queries:
        found = [
            (one.judgement, one.travel, one.year_to_date, one.commentary) for one in standings("2009-10-Q2")
        ]

    assert len(found) == rows
    assert len(queries) == 5
