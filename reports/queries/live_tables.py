"""What live tables can be about: the improvement plans with their themes, and the periods that have figures."""

from collections.abc import Collection, Sequence

from indicators.domain.period import read_period
from indicators.models import IndicatorValue, RecordedJudgement
from indicators.queries.reported import periods_of
from reports.models import ImprovementPlan

Choices = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def live_subjects() -> Choices:
    """The plans with their themes, and the periods of the indicators, the latest first, for a list to choose from."""
    return [("Improvement plans", _plans()), ("Periods of the indicators", _periods())]


def plan_subjects() -> Collection[str]:
    """The subjects that are plans or themes of plans."""
    return frozenset(subject for subject, _ in _plans())


def _plans() -> Sequence[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for plan in ImprovementPlan.objects.prefetch_related("themes").order_by("-starts_on", "title"):
        found.append((plan.slug, plan.title))
        found += [
            (f"{plan.slug}/{theme.reference}", f"{plan.title}: {theme.reference}. {theme.title}")
            for theme in sorted(plan.themes.all(), key=lambda one: one.position)
        ]
    return found


def _periods() -> Sequence[tuple[str, str]]:
    held = set(IndicatorValue.objects.own().settled().values_list("period", flat=True).distinct())
    held |= set(RecordedJudgement.objects.values_list("period", flat=True).distinct())
    read = [read_period(label, next(iter(periods_of(label)))) for label in held]
    read.sort(key=lambda period: (period.ends_on, period.starts_on), reverse=True)
    return [(period.label, period.title) for period in read]
