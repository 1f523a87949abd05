"""Rows of performance data for tests: percentages of a council that would rather have more."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factory

from childservices.models import Post, User
from indicators.choices import AreaLevel, Polarity, TargetKind, TargetLevel, Unit, ValueState
from indicators.domain.period import YearType, read_period
from indicators.models import (
    Area,
    Commentary,
    Indicator,
    IndicatorValue,
    RecordedJudgement,
    SuppressionPolicy,
    Target,
    Theme,
)
from tests.factories import PersonFactory, PostFactory, PostHoldingFactory, UserFactory

ENTERED_AT = datetime(2009, 10, 12, 9, 0, tzinfo=UTC)
QUARTER_TWO = "2009-10-Q2"

THEMES = (
    "Being Healthy",
    "Staying Safe",
    "Enjoying and Achieving",
    "Making a Positive Contribution",
    "Achieving Economic Wellbeing",
    "Non ECM indicators",
)

PRINTED: Mapping[str, tuple[int, str, str, str]] = {
    "NI52a": (0, "met", "improved", "met"),
    "NI52b": (0, "below", "improved", "below"),
    "BH5": (0, "met", "improved", "met"),
    "NI59": (1, "below", "improved", "below"),
    "NI60": (1, "below", "improved", "below"),
    "NI61": (1, "", "", ""),
    "NI62": (1, "", "", ""),
    "NI63": (1, "met", "improved", "exceeds"),
    "NI64": (1, "met", "improved", "exceeds"),
    "NI65": (1, "met", "improved", "exceeds"),
    "NI66": (1, "met", "improved", "exceeds"),
    "NI67": (1, "below", "declined", "below"),
    "NI68": (1, "met", "improved", "exceeds"),
    "NI86": (2, "below", "improved", "below"),
    "NI89a": (2, "met", "improved", "exceeds"),
    "NI89b": (2, "met", "improved", "exceeds"),
    "NI103a": (2, "met", "improved", "exceeds"),
    "NI103b": (2, "met", "declined", "exceeds"),
    "NI87": (2, "met", "same", "exceeds"),
    "NI113a": (3, "below", "improved", "below"),
    "NI45": (3, "", "", ""),
    "NI117": (4, "below", "declined", "below"),
    "NI147": (4, "met", "improved", "exceeds"),
    "NI148": (4, "below", "declined", "below"),
    "NI13": (5, "below", "declined", "below"),
}
"""The 25 components of quarter two: theme, target met, direction and year to date, as the printed counts have them."""


class AreaFactory(factory.django.DjangoModelFactory[Area]):
    """The council itself."""

    class Meta:
        model = Area
        django_get_or_create = ("code",)

    code = "372"
    name = "Rotherham"
    level = AreaLevel.LOCAL_AUTHORITY
    is_own = True


class ThemeFactory(factory.django.DjangoModelFactory[Theme]):
    """An outcome of Every Child Matters."""

    class Meta:
        model = Theme

    slug = factory.Sequence(lambda number: f"theme-{number}")
    title = factory.Sequence(lambda number: f"Theme {number}")
    position = factory.Sequence(lambda number: number)


class IndicatorFactory(factory.django.DjangoModelFactory[Indicator]):
    """A quarterly percentage of which more is good, none of whose counts is too small to show."""

    class Meta:
        model = Indicator

    reference = factory.Sequence(lambda number: f"LPI{number}")
    title = factory.Sequence(lambda number: f"Work done in time {number}")
    unit = Unit.PERCENT
    polarity = Polarity.HIGH
    decimals = 1
    theme = factory.SubFactory(ThemeFactory)


class ValueFactory(factory.django.DjangoModelFactory[IndicatorValue]):
    """An approved value of quarter two."""

    class Meta:
        model = IndicatorValue

    indicator = factory.SubFactory(IndicatorFactory)
    area = factory.SubFactory(AreaFactory)
    period = QUARTER_TWO
    ends_on = factory.LazyAttribute(
        lambda row: read_period(row.period, YearType(row.indicator.year_type)).ends_on
    )
    state = ValueState.APPROVED
    entered_at = ENTERED_AT
    entered_by = factory.SubFactory(UserFactory)
    approved_at = factory.LazyAttribute(
        lambda row: ENTERED_AT if row.state in {"approved", "published"} else None
    )
    approved_by = factory.LazyAttribute(lambda row: row.entered_by if row.approved_at else None)


class TargetFactory(factory.django.DjangoModelFactory[Target]):
    """At least 80 at the end of 2009/10."""

    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    level = TargetLevel.YEAR_END
    kind = TargetKind.AT_LEAST
    starts_on = date(2009, 4, 1)
    ends_on = date(2010, 3, 31)
    value = Decimal(80)


class RecordedFactory(factory.django.DjangoModelFactory[RecordedJudgement]):
    """What the report of quarter two printed."""

    class Meta:
        model = RecordedJudgement

    indicator = factory.SubFactory(IndicatorFactory)
    period = QUARTER_TWO
    source = "Quarterly performance report, 18 November 2009"


class CommentaryFactory(factory.django.DjangoModelFactory[Commentary]):
    """An explanation of quarter two that no director has approved."""

    class Meta:
        model = Commentary

    indicator = factory.SubFactory(IndicatorFactory)
    area = factory.SubFactory(AreaFactory)
    period = QUARTER_TWO
    text = "Two teams had vacancies over the summer; both are filled."
    changed_at = ENTERED_AT
    changed_by = factory.SubFactory(UserFactory)


class PolicyFactory(factory.django.DjangoModelFactory[SuppressionPolicy]):
    """A policy under which everything may be shown."""

    class Meta:
        model = SuppressionPolicy

    name = "Everything may be shown"
    largest = 0
    small_group = 0


def quarter_two_of_2009() -> Mapping[str, Indicator]:
    """Lay out the 25 components of the printed report with what it says of each, by reference."""
    themes = [
        ThemeFactory(slug=title.lower().replace(" ", "-"), title=title, position=position)
        for position, title in enumerate(THEMES, start=1)
    ]
    AreaFactory()
    found = {}
    for number, (reference, (theme, rating, direction, year)) in enumerate(PRINTED.items(), start=1):
        indicator = IndicatorFactory(reference=reference, theme=themes[theme], number=str(number))
        RecordedFactory(indicator=indicator, rating=rating, direction=direction, year_to_date=year)
        found[reference] = indicator
    return found


def holder_of(post: Post | None, make: Any, *roles: Any) -> User:
    """Make an account whose person holds a post since April 2009; `make` is the fixture that makes accounts."""
    person = PersonFactory()
    PostHoldingFactory(person=person, post=post or PostFactory())
    user: User = make(*roles, person=person)
    return user
