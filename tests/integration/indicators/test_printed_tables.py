"""The three summaries that the report of quarter 2 of 2009/10 prints, answered by computing from what is loaded."""

from decimal import Decimal

import pytest

from indicators.domain.summary import Tally, share
from indicators.models import Indicator
from indicators.queries.clinics import period_clinics
from indicators.queries.standing import standings
from indicators.queries.themes import theme_summaries

pytestmark = pytest.mark.usefixtures("demonstration")

QUARTER = "2009-10-Q2"
THEMES = (
    "being-healthy", "staying-safe", "enjoying-and-achieving", "making-a-positive-contribution",
    "achieving-economic-wellbeing", "non-ecm-indicators", "all",
)  # fmt: skip
PRINTED = {
    ("targets", "met"): "2=67 5=50 5=83 0=0 1=33 0=0 13=52.0",
    ("targets", "not_met"): "1=33 3=30 1=17 1=50 2=67 1=100 9=36.0",
    ("targets", ""): "0=0 2=20 0=0 1=50 0=0 0=0 3=12.0",
    ("targets", "total"): "3 10 6 2 3 1 25",
    ("travel", "improved"): "3=100 7=70 4=67 1=50 1=33 0=0 16=64",
    ("travel", "same"): "0=0 0=0 1=17 0=0 0=0 0=0 1=4",
    ("travel", "declined"): "0=0 1=10 1=17 0=0 2=67 1=100 5=20",
    ("travel", ""): "0=0 2=20 0=0 1=50 0=0 0=0 3=12",
    ("travel", "total"): "3 10 6 2 3 1 25",
    ("year_to_date", "exceeds"): "0=0 5=50 5=83 0=0 1=33 0=0 11=44",
    ("year_to_date", "met"): "2=67 0=0 0=0 0=0 0=0 0=0 2=8",
    ("year_to_date", "below"): "1=33 3=30 1=17 1=50 2=67 1=100 9=36",
    ("year_to_date", ""): "0=0 2=20 0=0 1=50 0=0 0=0 3=12",
    ("year_to_date", "total"): "3 10 6 2 3 1 25",
}
"""By table and outcome (empty: not assessed), for each theme: the count, and the share where one is printed."""


def counted(tally: Tally, outcome: str) -> int:
    """How many components of a theme stand under a printed line."""
    if outcome == "total":
        return tally.total
    return tally.counts[outcome] if outcome else tally.not_assessed


def line(tally: Tally, outcome: str, like: str) -> str:
    """A theme's count, and its share with as many decimals as the printed one has, where there is one."""
    _, _, printed_share = like.partition("=")
    if not printed_share:
        return str(counted(tally, outcome))
    decimals = len(printed_share.partition(".")[2])
    return f"{counted(tally, outcome)}={share(counted(tally, outcome), tally.total, decimals=decimals)}"


@pytest.mark.parametrize(("table", "outcome"), PRINTED)
def test_every_printed_line(table: str, outcome: str) -> None:
    printed = PRINTED[table, outcome].split()

    summaries = {one.slug: getattr(one, table) for one in theme_summaries(QUARTER)}

    assert tuple(summaries) == THEMES
    assert [
        line(summaries[theme], outcome, like) for theme, like in zip(THEMES, printed, strict=True)
    ] == printed


def test_both_denominators() -> None:
    everything = theme_summaries(QUARTER)[-1].targets

    assert (everything.counts["met"], everything.total, everything.assessed) == (13, 25, 22)
    assert everything.share_of_all("met") == Decimal("52.0")
    assert everything.share_of_assessed("met") == Decimal("59.1")


def test_clinic_candidates() -> None:
    found = period_clinics(QUARTER)

    assert [one.component.indicator.reference for one in found.candidates] == [
        "NI67",
        "NI117",
        "NI148",
        "NI13",
    ]


def test_the_recommendations_of_quarter_one_come_back() -> None:
    found = period_clinics(QUARTER)

    assert {one.recommendation.indicator.reference for one in found.reviews} == {
        "NI45", "NI52b", "NI59", "NI60", "NI61", "NI68", "NI112", "NI113a", "NI117",
    }  # fmt: skip


def test_six_of_eleven_is_kept_from_the_public() -> None:
    care_leavers = Indicator.objects.filter(reference="NI148")

    [public] = standings(QUARTER, among=care_leavers)
    [authorised] = standings(QUARTER, among=care_leavers, sees_true_values=True)

    assert (public.figure.text, public.figure.held.numerator) == ("c", None)
    assert (authorised.figure.text, authorised.figure.held.numerator) == ("54.5%", Decimal(6))


def test_a_target_for_the_end_of_the_year_is_labelled() -> None:
    [standing] = standings(QUARTER, among=Indicator.objects.filter(reference="NI60"))

    assert (standing.in_force.label, standing.judgement.is_on_target) == ("year-end target", False)
