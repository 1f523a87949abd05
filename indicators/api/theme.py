"""The summary of a period by theme as public JSON: from what is approved and from what reports printed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field

from indicators.domain.period import UnknownPeriod
from indicators.domain.summary import Tally
from indicators.queries.reported import periods_of
from indicators.queries.themes import ThemeSummary, theme_summaries

router = Router(tags=["Indicators"])


def _known(label: str) -> str:
    """Refuse what is no period, with what to type."""
    try:
        periods_of(label)
    except UnknownPeriod as refusal:
        raise ValueError(refusal.sentence) from refusal
    return label


class SummaryQuery(Schema):
    """Which period is asked for."""

    period: Annotated[str, AfterValidator(_known)] = Field(
        max_length=16, description="A year, quarter or month: 2009-10-Q2."
    )


class TallyOut(Schema):
    """How many components stand where; shares are percentages with one decimal, null of nothing."""

    total: int = Field(description="Components, the denominator of `share_of_all`.")
    assessed: int = Field(description="Components with an outcome, the denominator of `share_of_assessed`.")
    recorded: int = Field(description="Outcomes taken from a published report that prints no value.")
    counts: dict[str, int]
    share_of_all: dict[str, str | None]
    share_of_assessed: dict[str, str | None]


class ThemeOut(Schema):
    """One theme, or all of them together."""

    theme: str = Field(description='The short name of the theme, or "all".')
    title: str
    on_target: TallyOut = Field(description="met, not_met")
    direction: TallyOut = Field(description="improved, same, declined")
    year_to_date: TallyOut = Field(description="exceeds, met, below")


class ThemePage(Schema):
    """The themes in their order, and all together last; never more than fit on one page."""

    count: int
    next: None = None
    previous: None = None
    period: str
    results: list[ThemeOut]


@router.get(
    "/themes/summary",
    response={200: ThemePage},
    url_name="theme_summary",
    operation_id="get_theme_summary",
    summary="How many components of each theme are on target, improve, and are on course for the year",
)
def theme_summary(request: HttpRequest, query: Query[SummaryQuery]) -> Any:
    """The summary of a period by theme, counting components and never what they are parts of."""
    found = theme_summaries(query.period)
    return {"count": len(found), "period": query.period, "results": [_theme(one) for one in found]}


def _theme(one: ThemeSummary) -> Mapping[str, Any]:
    return {
        "theme": one.slug,
        "title": one.title,
        "on_target": _tally(one.targets),
        "direction": _tally(one.travel),
        "year_to_date": _tally(one.year_to_date),
    }


def _tally(tally: Tally) -> Mapping[str, Any]:
    return {
        "total": tally.total,
        "assessed": tally.assessed,
        "recorded": tally.recorded,
        "counts": dict(tally.counts),
        "share_of_all": {outcome: _text(tally.share_of_all(outcome)) for outcome in tally.counts},
        "share_of_assessed": {outcome: _text(tally.share_of_assessed(outcome)) for outcome in tally.counts},
    }


def _text(share: Decimal | None) -> str | None:
    return None if share is None else str(share)
