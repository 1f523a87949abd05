"""The summary by theme: the printed counts of November 2009, in both denominators."""

from decimal import Decimal

import pytest

from indicators.queries.themes import theme_summaries
from tests.indicators_factories import IndicatorFactory, TargetFactory, ValueFactory, quarter_two_of_2009

pytestmark = pytest.mark.django_db
D = Decimal


def test_thirteen_of_25_are_on_target_and_thirteen_of_the_22_assessed() -> None:
    quarter_two_of_2009()

    everything = theme_summaries("2009-10-Q2")[-1]

    assert (everything.slug, everything.title, everything.theme) == ("all", "All themes", None)
    assert dict(everything.targets.counts) == {"met": 13, "not_met": 9}
    assert (everything.targets.total, everything.targets.assessed, everything.targets.recorded) == (
        25,
        22,
        22,
    )
    assert everything.targets.share_of_all("met") == D("52.0")
    assert everything.targets.share_of_assessed("met") == D("59.1")
    assert dict(everything.travel.counts) == {"improved": 16, "same": 1, "declined": 5}
    assert dict(everything.year_to_date.counts) == {"exceeds": 11, "met": 2, "below": 9}


def test_every_theme_has_the_printed_counts() -> None:
    quarter_two_of_2009()

    themes = theme_summaries("2009-10-Q2")[:-1]

    assert [
        (one.title, one.targets.counts["met"], one.targets.counts["not_met"], one.targets.total)
        for one in themes
    ] == [
        ("Being Healthy", 2, 1, 3),
        ("Staying Safe", 5, 3, 10),
        ("Enjoying and Achieving", 5, 1, 6),
        ("Making a Positive Contribution", 0, 1, 2),
        ("Achieving Economic Wellbeing", 1, 2, 3),
        ("Non ECM indicators", 0, 1, 1),
    ]


def test_what_has_no_theme_is_not_counted_and_amber_is_below() -> None:
    indicator = IndicatorFactory()
    TargetFactory(indicator=indicator, amber_kind="absolute", amber=10)
    ValueFactory(indicator=indicator, value=75)
    ValueFactory(indicator=IndicatorFactory(theme=None), value=75)

    everything = theme_summaries("2009-10-Q2")[-1]

    assert (everything.targets.total, everything.targets.recorded) == (1, 0)
    assert dict(everything.year_to_date.counts) == {"exceeds": 0, "met": 0, "below": 1}
