"""How an indicator stands, in a sentence for members, and what its control chart says."""

from indicators.domain.judgement import Judgement, Rating
from indicators.domain.travel import Direction
from indicators.queries.component import ComponentStanding, Figure
from indicators.queries.control_chart import Charted

RATED = {
    Rating.EXCEEDS: "better than the target",
    Rating.MET: "on target",
    Rating.AMBER: "just off target",
    Rating.BELOW: "off target",
}
TRAVELLED = {
    Direction.IMPROVED: "It has improved, or is at its best,",
    Direction.SAME: "It is the same",
    Direction.DECLINED: "It has got worse",
    Direction.DECLINED_WITHIN_TARGET: "It has got worse, still on target,",
    Direction.DECLINED_OFF_TARGET: "It has got worse",
    Direction.UP: "It has gone up",
    Direction.DOWN: "It has gone down",
    Direction.UNCHANGED: "It is unchanged",
}
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
