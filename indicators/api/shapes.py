"""What the public JSON of indicators takes and gives; figures are text, so that no reader makes floats of them."""

from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from childservices.api.shapes import PageQuery
from indicators.choices import Frequency, Polarity, Unit
from indicators.domain.measure import rounded

FEWEST_DECIMALS, MOST_DECIMALS = 4, 10


def computed(value: Decimal | None) -> str | None:
    """Write a mean or a quartile with four decimals, or more where it has more, up to ten."""
    if value is None:
        return None
    text = f"{rounded(value, MOST_DECIMALS):f}"
    kept = text[: len(text) - MOST_DECIMALS + FEWEST_DECIMALS]
    return kept + text[len(kept) :].rstrip("0")


def plain(value: Decimal | None) -> str | None:
    """Write a figure with the digits that it has, without the noughts that a database puts after them."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# What is asked ------------------------------------------------------------------------------------------------


WITHOUT_NUL = r"^[^\x00]*$"  # PostgreSQL keeps no text with one
Reference = Annotated[str, Field(max_length=80, pattern=WITHOUT_NUL)]


class IndicatorQuery(PageQuery):
    """Which indicators are asked for."""

    kind: Literal["", "local", "published"] = Field(
        "", description="The council's own, or national statistics; without it both."
    )


class AreaQuery(Schema):
    """Whose figures are asked for."""

    area: str = Field(
        "",
        max_length=12,
        pattern=WITHOUT_NUL,
        description="The code of an area: 372. Without it the council itself.",
    )


class ValuesQuery(PageQuery, AreaQuery):
    """Whose values are asked for, and which part of them."""


class ComparisonQuery(AreaQuery):
    """Whose comparison is asked for, for when, and beside whom."""

    period: str = Field(
        "",
        max_length=24,
        pattern=WITHOUT_NUL,
        description="A label as published: 2025. Without it the latest.",
    )
    model: str = Field(
        "",
        max_length=20,
        pattern=WITHOUT_NUL,
        description="A dated list of neighbours: 2025-05. Without it the usual one of today.",
    )


# What is answered ---------------------------------------------------------------------------------------------


class IndicatorOut(Schema):
    """An indicator's definition: flat, one line of the CSV."""

    reference: str
    title: str
    theme: str | None
    unit: Unit
    unit_label: str | None
    polarity: Polarity
    decimals: int
    frequency: Frequency
    basis: Literal["local", "published"]
    component_of: str | None
    retired_on: str | None
    values: str
    """The address of its values."""


class IndicatorPage(Schema):
    """A page of indicators, by reference."""

    count: int
    next: str | None
    previous: str | None
    results: list[IndicatorOut]


class ValueOut(Schema):
    """A value of one period; one too small to show has the flag c and nothing else."""

    period: str
    numerator: str | None
    denominator: str | None
    value: str | None
    flag: str | None = Field(description="Why there is no figure: c z x u k low.")
    basis: Literal["local", "published"]
    status: str | None = Field(
        description="How far a local value has come; what the source says of a period."
    )


class ValuePage(Schema):
    """A page of values, the earliest first."""

    count: int
    next: str | None
    previous: str | None
    results: list[ValueOut]


class PreviousOut(Schema):
    """The period before, as far as any area was measured in it."""

    period: str
    value: str | None
    consecutive: bool


class QuartilesOut(Schema):
    """The values that cut the local authorities in four."""

    p25: str | None
    p50: str | None
    p75: str | None


class AreaValueOut(Schema):
    """The value of one area."""

    area: str
    value: str | None


class StandingOut(Schema):
    """Better, in_line or worse than each of these; null where nobody can say."""

    neighbours: str | None
    region: str | None
    england: str | None


class ComparisonOut(Schema):
    """How an area compares in one published statistic for one period."""

    reference: str = Field(description="Of the published statistic that is compared.")
    area: str
    period: str
    model: str | None
    value: str | None
    flag: str | None
    previous: PreviousOut | None
    change: str | None
    neighbour_mean: str | None
    neighbour_n: int
    neighbour_note: str | None = Field(description="That fewer neighbours have a value than the list names.")
    neighbours: list[AreaValueOut] = Field(description="Closest first.")
    region: str | None
    region_name: str | None
    england: str | None
    rank: int | None
    ranked: int
    band: Literal["A", "B", "C", "D"] | None
    quartiles: QuartilesOut | None
    top_quartile: str | None
    best_neighbour: AreaValueOut | None
    standing: StandingOut


class ControlPointOut(Schema):
    """A usual period's figure, and what chance does not explain of it."""

    period: str
    value: str | None
    special_cause: Literal["outside_limit", "trend", "shift", "two_of_three"] | None
    improvement: bool | None = Field(
        description="Null without a special cause, or where no direction is good."
    )


class ControlChartOut(Schema):
    """Limits and special causes of a series; without limits where fewer than six figures could make them."""

    mean: str | None
    average_moving_range: str | None
    lower: str | None
    upper: str | None
    trial: bool | None = Field(description="Fewer than 13 figures made the limits.")
    points: list[ControlPointOut]
    variation: str | None = Field(description="What the latest figure says.")
    assurance: str | None = Field(description="Whether the target will be met if nothing changes.")
