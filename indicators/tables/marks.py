"""Marks in tables: a sign for the eye, and the word for everybody who does not see it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from indicators.domain.judgement import Judgement
from indicators.domain.mark import DisplayMap, Mark, direction_mark, rating_mark
from indicators.domain.travel import Travel
from indicators.queries.component import Figure

AS_PRINTED = "as printed"


def mark_html(mark: Mark, note: str = "") -> SafeString:
    """Give a sign that screen readers pass over, its word for them, and a note that everybody reads."""
    told = format_html(" <small>({})</small>", note) if note else ""
    return format_html(
        '<span class="council-mark council-mark--{}" aria-hidden="true">{}</span>'
        '<span class="govuk-visually-hidden">{}</span>{}',
        mark.colour or "plain",
        mark.sign,
        mark.word,
        told,
    )


def judgement_html(judgement: Judgement, display_map: DisplayMap) -> SafeString:
    """Give the mark of a judgement, and that it was taken from a source."""
    note = AS_PRINTED if judgement.is_recorded and judgement.rating is not None else ""
    return mark_html(rating_mark(judgement.rating, display_map), note)


def judgement_words(judgement: Judgement, display_map: DisplayMap) -> str:
    """Say a judgement in words, or why there is none."""
    if judgement.rating is None:
        return judgement.reason
    return _told(rating_mark(judgement.rating, display_map), is_recorded=judgement.is_recorded)


def travel_html(travel: Travel) -> SafeString:
    """Give the arrow of a direction of travel, and that it was taken from a source."""
    return mark_html(direction_mark(travel.direction), AS_PRINTED if travel.is_recorded else "")


def travel_words(travel: Travel) -> str:
    """Say a direction of travel in words, or why there is none."""
    if travel.direction is None:
        return travel.reason
    return _told(direction_mark(travel.direction), is_recorded=travel.is_recorded)


def figure_text(figure: Figure) -> str:
    """Give a figure with what has to stand beside it; a figure that is hidden is "c"."""
    return f"{figure.text} ({figure.label})" if figure.text and figure.label else figure.text


def _told(mark: Mark, *, is_recorded: bool) -> str:
    return f"{mark.word} ({AS_PRINTED})" if is_recorded else mark.word
