"""The summary of a period by theme: how many components are on target, improve, and are on course for the year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indicators.choices import Standing
from indicators.domain.judgement import Rating
from indicators.domain.summary import (
    EVERYTHING,
    TARGET_OUTCOMES,
    TRAVEL_OUTCOMES,
    Entry,
    Summary,
    Tally,
    summarise,
    target_outcome,
    travel_outcome,
)
from indicators.models import ClinicRecommendation, Commentary, Theme, ThemeNarrative
from indicators.queries.component import ComponentStanding
from indicators.queries.standing import standings

YEAR_OUTCOMES = (Rating.EXCEEDS.value, Rating.MET.value, Rating.BELOW.value)
COMPARATOR_OUTCOMES = tuple(Standing.values)


@dataclass(frozen=True)
class ThemeSummary:
    """One theme, or everything, in a period's summary."""

    theme: Theme | None
    """None of all themes together."""
    narrative: ThemeNarrative | None
    targets: Tally
    travel: Tally
    year_to_date: Tally
    neighbours: Tally
    national: Tally

    @property
    def slug(self) -> str:
        """Its name in addresses and in the public JSON."""
        return EVERYTHING if self.theme is None else self.theme.slug

    @property
    def title(self) -> str:
        """Its heading."""
        return "All themes" if self.theme is None else self.theme.title


def theme_summaries(label: str) -> Sequence[ThemeSummary]:
    """Summarise a period by theme, in their order, and of all themes last; what is settled and public counts.

    Raises:
        UnknownPeriod: the label is no period.
    """
    return summaries_of(standings(label, with_comparators=True), label)


def summaries_of(components: Sequence[ComponentStanding], label: str) -> Sequence[ThemeSummary]:
    """Summarise components that stand so; those under no theme are left out."""
    counted = [one for one in components if one.indicator.theme is not None]
    themes = {one.indicator.theme.slug: one.indicator.theme for one in counted if one.indicator.theme}
    tallies = {name: _tallies(counted, list(themes), name) for name in OUTCOMES}
    narratives = {
        row.theme_id: row
        for row in ThemeNarrative.objects.filter(theme__in=themes.values(), period=label).select_related(
            "changed_by__person"
        )
    }
    found = [
        ThemeSummary(
            theme, narratives.get(theme.pk), **{name: tallies[name].themes[number] for name in OUTCOMES}
        )
        for number, theme in enumerate(themes.values())
    ]
    return [*found, ThemeSummary(None, None, **{name: tallies[name].everything for name in OUTCOMES})]


def _target(one: ComponentStanding) -> tuple[str | None, bool]:
    return target_outcome(one.judgement), one.judgement.is_recorded


def _travel(one: ComponentStanding) -> tuple[str | None, bool]:
    return travel_outcome(one.travel), one.travel.is_recorded


def _year(one: ComponentStanding) -> tuple[str | None, bool]:
    rating = one.year_to_date_judgement.rating
    return Rating.BELOW if rating is Rating.AMBER else rating, one.year_to_date_judgement.is_recorded


def _neighbours(one: ComponentStanding) -> tuple[str | None, bool]:
    return one.neighbours and str(one.neighbours.value), one.beside is None


def _national(one: ComponentStanding) -> tuple[str | None, bool]:
    return one.national and str(one.national.value), one.beside is None


Outcome = Callable[[ComponentStanding], tuple[str | None, bool]]

OUTCOMES: Mapping[str, tuple[Outcome, tuple[str, ...]]] = {
    "targets": (_target, TARGET_OUTCOMES),
    "travel": (_travel, TRAVEL_OUTCOMES),
    "year_to_date": (_year, YEAR_OUTCOMES),
    "neighbours": (_neighbours, COMPARATOR_OUTCOMES),
    "national": (_national, COMPARATOR_OUTCOMES),
}
"""What is counted, how it is told of one component, and the words in which it is counted."""


def _tallies(components: Sequence[ComponentStanding], themes: Sequence[str], name: str) -> Summary:
    outcome_of, outcomes = OUTCOMES[name]
    entries = []
    for one in components:
        outcome, is_recorded = outcome_of(one)
        theme = one.indicator.theme
        whole = one.indicator.component_of
        entries.append(
            Entry(
                one.indicator.reference,
                outcome,
                frozenset({theme.slug} if theme else ()),
                whole.reference if whole else "",
                is_recorded,
            )
        )
    return summarise(entries, themes=themes, outcomes=outcomes)


def words_on_theme(theme: Theme, label: str) -> Sequence[tuple[str, str]]:
    """What was written of a theme's indicators for a period, by reference: commentary, and why a clinic or none."""
    of_theme = {"indicator__theme": theme, "period": label}
    said = Commentary.objects.filter(area__is_own=True, **of_theme).exclude(text="")
    why = ClinicRecommendation.objects.filter(**of_theme)
    return sorted(
        [
            *said.values_list("indicator__reference", "text"),
            *why.values_list("indicator__reference", "rationale"),
        ]
    )
