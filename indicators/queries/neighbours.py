"""An indicator beside its statistical neighbours, its region and England, for the latest published period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from indicators.models import Area, Indicator, NeighbourModel
from indicators.queries.comparison import AreaComparison, comparison, statistic_of, usual_model


class Kinship(StrEnum):
    """What an area is to the council."""

    OWN = "This council"
    NEIGHBOUR = "Statistical neighbour"
    MEAN = "Mean of the neighbours"
    REGION = "Region"
    ENGLAND = "Country"


@dataclass(frozen=True)
class AreaFigure:
    """The published figure of one area, or the mean of several."""

    name: str
    kinship: Kinship
    value: Decimal
    text: str


@dataclass(frozen=True)
class Beside:
    """How an area compares in the statistic that an indicator is or is published as, and the figures behind it."""

    statistic: Indicator
    model: NeighbourModel | None
    found: AreaComparison
    figures: Sequence[AreaFigure]
    """Best first where a direction is good, else the highest first."""


def beside_others(indicator: Indicator, area: Area, *, on: date) -> Beside | None:
    """Hold the statistic that an indicator is published as against others; None where nothing is published."""
    statistic = statistic_of(indicator)
    if statistic is None:
        return None
    model = usual_model(on=on)
    found = comparison(statistic, area=area, period="", model=model)
    if found is None:
        return None
    return Beside(statistic, model, found, _in_order(found))


def _in_order(found: AreaComparison) -> Sequence[AreaFigure]:
    is_low_first = found.indicator.polarity == "low"
    return sorted(
        _figures(found),
        key=lambda one: (one.value if is_low_first else -one.value, one.kinship != Kinship.OWN, one.name),
    )


def _figures(found: AreaComparison) -> Iterator[AreaFigure]:
    measure = found.indicator.measure
    named = [
        (found.area.name, Kinship.OWN, found.value),
        *(
            (found.neighbour_names[code], Kinship.NEIGHBOUR, value)
            for code, value in found.neighbour_values.items()
        ),
        ("Neighbours’ mean", Kinship.MEAN, found.neighbours.mean),
        (found.region_name, Kinship.REGION, found.region),
        ("England", Kinship.ENGLAND, found.england),
    ]
    for name, kinship, value in named:
        if value is not None:
            yield AreaFigure(name, kinship, value, measure.text(value))
