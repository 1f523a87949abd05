"""How an indicator stands and compares, in sentences for members, and what its control chart says."""

from collections.abc import Callable
from decimal import Decimal

from indicators.domain.judgement import Judgement, Rating
from indicators.domain.travel import Direction
from indicators.queries.comparison import AreaComparison
from indicators.queries.component import ComponentStanding, Figure
from indicators.queries.control_chart import Charted
from indicators.queries.neighbours import Beside

RATED = {
    Rating.EXCEEDS: "better than the target",
    Rating.MET: "on target",
    Rating.AMBER: "just off target",
    Rating.BELOW: "off target",
}
TRAVELLED = {
    Direction.IMPROVED: "It has improved",
    Direction.SAME: "It is the same",
    Direction.DECLINED: "It has got worse",
    Direction.DECLINED_WITHIN_TARGET: "It has got worse, still on target,",
    Direction.DECLINED_OFF_TARGET: "It has got worse",
    Direction.UP: "It has gone up",
    Direction.DOWN: "It has gone down",
    Direction.UNCHANGED: "It is unchanged",
}
COMPARED = {"better": "better than", "in_line": "in line with", "worse": "worse than"}
VARIATION = {
    "common_cause": "The latest figure is within what chance explains: nothing has changed.",
    "improvement": "The latest figure is better than chance explains: something has improved.",
    "concern": "The latest figure is worse than chance explains: look for the cause.",
    "special_cause_high": "The latest figure is higher than chance explains: something has changed.",
    "special_cause_low": "The latest figure is lower than chance explains: something has changed.",
}
ASSURANCE = {
    "consistently_passing": "If nothing changes the target will be met in every period.",
    "consistently_failing": "If nothing changes the target will be missed in every period.",
    "hit_and_miss": "If nothing changes the target will be met in some periods and missed in others, by chance.",
}


def told(standing: ComponentStanding) -> str:
    """Say how an indicator stood in a period: its figure, against what target, and which way it went."""
    return " ".join(part for part in (_figure(standing), _travel(standing)) if part)


def told_of_chart(charted: Charted) -> str:
    """Say what a control chart finds; why there is none, where there is none."""
    chart = charted.chart
    if chart is None:
        return charted.reason
    if chart.limits is None or chart.variation is None:
        return "Six figures make the first limits; there are fewer."
    sentences = [VARIATION[chart.variation], ASSURANCE.get(charted.assurance or "", "")]
    if chart.limits.is_trial:
        sentences.append("The limits are on trial, because fewer than 13 figures made them.")
    return " ".join(sentence for sentence in sentences if sentence)


def told_beside(beside: Beside) -> str:
    """Say how an area compares: with its neighbours, with England, its place among all, and what changed."""
    found = beside.found
    text = beside.statistic.measure.text
    if found.value is None:
        return f"There is no figure for {found.area.name} in {found.period}."
    parts = [
        _held_against(found, found.neighbours.mean, f"the mean of {found.neighbours.n} neighbours", text),
        _held_against(found, found.england, "England", text),
    ]
    against = " and ".join(part for part in parts if part)
    sentences = [
        f"{found.area.name} has {text(found.value)} in {found.period}{f', {against}' if against else ''}.",
        _place(found),
        _changed(found, text),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _held_against(
    found: AreaComparison, value: Decimal | None, name: str, text: Callable[[Decimal], str]
) -> str:
    if value is None:
        return ""
    is_level = found.value is not None and text(found.value) == text(value)
    words = "level with" if is_level else COMPARED.get(found.standing(value) or "", "beside")
    return f"{words} {name} ({text(value)})"


def _place(found: AreaComparison) -> str:
    if found.rank is None:
        return ""
    band = f", in quartile band {found.band}" if found.band else ""
    return f"That is rank {found.rank} of {found.ranked} authorities with a figure{band}."


def _changed(found: AreaComparison, text: Callable[[Decimal], str]) -> str:
    previous = found.previous
    if previous is None or previous.value is None:
        return ""
    gap = "" if previous.is_consecutive else " (the years between have no figures)"
    return f"In {previous.period} it was {text(previous.value)}{gap}."


def _figure(standing: ComponentStanding) -> str:
    judgement, figure = standing.judgement, standing.figure
    if figure.is_hidden:
        begun = f"The figure for {_when(figure)} is too small to be shown"
    elif figure.text:
        begun = f"In {_when(figure)} it was {figure.text}"
    elif judgement.is_recorded:
        begun = f"For {_when(figure)} the source prints no figure"
    else:
        return f"There is no figure for {_when(figure)}."
    return f"{begun}{_judged(judgement, standing)}"


def _judged(judgement: Judgement, standing: ComponentStanding) -> str:
    """The rest of the sentence: whose judgement, and against what."""
    if judgement.rating is None:
        return f". {judgement.reason}"
    who = ", and records it as" if judgement.is_recorded and not standing.figure.text else ":"
    if judgement.is_recorded and standing.figure.text:
        who = ", which the source records as"
    words = "" if judgement.is_recorded else standing.target_words
    label = f", a {standing.in_force.label}" if words and standing.in_force.label else ""
    return f"{who} {RATED[judgement.rating]}{f' ({words}{label})' if words else ''}."


def _travel(standing: ComponentStanding) -> str:
    going = standing.travel
    if going.direction is None:
        return ""
    start = TRAVELLED[going.direction]
    if going.difference == 0 and going.direction is Direction.IMPROVED:
        return "It cannot be better."
    if going.is_recorded:
        return f"{start.rstrip(',')}, as the source records."
    earlier = standing.compared
    return (
        f"{start} since {earlier.period.title}, when it was {earlier.text}." if earlier.text else f"{start}."
    )


def _when(figure: Figure) -> str:
    """The period, and the day that a year to date goes up to."""
    row = figure.row
    if row is None or not row.is_year_to_date:
        return figure.period.title
    day = row.data_on or row.ends_on
    return f"the year to {day.day} {day:%B %Y}"
