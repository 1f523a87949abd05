"""Marks of judgements and directions: a sign, a word and a colour; the word always stands beside the other two."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.domain.judgement import Rating
from indicators.domain.travel import Direction


class DisplayMap(StrEnum):
    """The sets of marks that a paper may use."""

    TICKS = "ticks"
    STARS = "stars"
    TRAFFIC_LIGHTS = "traffic_lights"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a judgement or a direction is shown; a colour never stands alone."""

    sign: str
    word: str
    colour: str = ""


NOT_ASSESSED = Mark("–", "Not assessed")

MARKS: Mapping[DisplayMap, Mapping[Rating, Mark]] = {
    DisplayMap.TICKS: {
        Rating.EXCEEDS: Mark("✓", "Has met target", "green"),
        Rating.MET: Mark("✓", "Has met target", "green"),
        Rating.AMBER: Mark("✗", "Has not met target", "red"),
        Rating.BELOW: Mark("✗", "Has not met target", "red"),
    },
    DisplayMap.STARS: {
        Rating.EXCEEDS: Mark("★", "Above target or top performance", "green"),
        Rating.MET: Mark("●", "On target", "amber"),
        Rating.AMBER: Mark("▲", "Below target", "red"),
        Rating.BELOW: Mark("▲", "Below target", "red"),
    },
    DisplayMap.TRAFFIC_LIGHTS: {
        Rating.EXCEEDS: Mark("●", "Green: above target", "green"),
        Rating.MET: Mark("●", "Green: on target", "green"),
        Rating.AMBER: Mark("●", "Amber: just below target", "amber"),
        Rating.BELOW: Mark("●", "Red: below target", "red"),
    },
}
"""Ticks and stars are those of the quarterly reports of 2009, where a star is green and on target is an amber dot."""

ARROWS: Mapping[Direction, Mark] = {
    Direction.IMPROVED: Mark("↑", "Improved or top performance", "green"),
    Direction.SAME: Mark("→", "Stayed the same"),
    Direction.DECLINED: Mark("↓", "Declined", "red"),
    Direction.DECLINED_WITHIN_TARGET: Mark("↓", "Declined, still on target", "amber"),
    Direction.DECLINED_OFF_TARGET: Mark("↓", "Declined, off target", "red"),
    Direction.UP: Mark("▴", "Went up"),
    Direction.DOWN: Mark("▾", "Went down"),
    Direction.UNCHANGED: Mark("=", "Unchanged"),
}
"""Arrows point where performance goes, so that a fall where low is good points up; plain changes differ."""


def rating_mark(rating: Rating | None, display_map: DisplayMap) -> Mark:
    """Give the mark of a rating in a set of marks; what was not judged is not assessed in every set."""
    return NOT_ASSESSED if rating is None else MARKS[display_map][rating]


def direction_mark(direction: Direction | None) -> Mark:
    """Give the mark of a direction of travel; without one it cannot be compared."""
    return Mark("–", "Cannot be compared") if direction is None else ARROWS[direction]
