"""Everything on an indicator's page, as one reader sees it, in a number of queries that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from childservices.charts import DotPlot, RunChart
from indicators.domain.mark import DisplayMap, Mark, direction_mark, rating_mark
from indicators.domain.period import YearType, read_period
from indicators.domain.target import target_warnings
from indicators.models import (
    Area,
    Clinic,
    ClinicRecommendation,
    Commentary,
    Indicator,
    RecordedJudgement,
)
from indicators.models import Target as TargetRow
from indicators.queries.component import ComponentStanding
from indicators.queries.control_chart import Charted, charted
from indicators.queries.neighbours import Beside, beside_others
from indicators.queries.pictures import dots_of, picture_of
from indicators.queries.series import SeriesPoint, series_of
from indicators.queries.standing import standings
from indicators.queries.told import told, told_of_chart


@dataclass(frozen=True)
class IndicatorPage:
    """What is known of an indicator for the council's own area."""

    indicator: Indicator
    points: Sequence[SeriesPoint]
    standing: ComponentStanding | None
    """How it stood in the latest period that something is known of; None of a national statistic."""
    charted: Charted
    targets: Sequence[TargetRow]
    run_chart: RunChart | None
    beside: Beside | None
    dot_plot: DotPlot | None
    components: Sequence[Indicator]
    commentaries: Sequence[Commentary]
    recommendations: Sequence[ClinicRecommendation]
    clinics: Sequence[Clinic]

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        if self.standing is not None:
            return told(self.standing)
        latest = next((point for point in reversed(self.points) if point.value is not None), None)
        return f"In {latest.title} it was {latest.text}." if latest else "There are no figures yet."

    @property
    def finding(self) -> str:
        """What the control chart says."""
        return told_of_chart(self.charted)

    @property
    def rating_mark(self) -> Mark | None:
        """The mark of the judgement."""
        if self.standing is None:
            return None
        return rating_mark(self.standing.judgement.rating, DisplayMap(self.indicator.display_map))

    @property
    def direction_mark(self) -> Mark | None:
        """The mark of the direction of travel."""
        return None if self.standing is None else direction_mark(self.standing.travel.direction)

    @property
    def warnings(self) -> Sequence[str]:
        """What contradicts itself in the targets."""
        measure = self.indicator.measure
        return [sentence for target in self.targets for sentence in target_warnings(measure, target.rule)]


def indicator_page(
    indicator: Indicator, area: Area, *, sees_true_values: bool, is_staff: bool
) -> IndicatorPage:
    """Gather an indicator's page; words that nobody approved yet are for the council's staff."""
    points = series_of(indicator, area, sees_true_values=sees_true_values)
    targets = list(indicator.targets.order_by("starts_on", "level"))
    chart = charted(indicator, points, targets)
    standing = _latest_standing(indicator, points, sees_true_values=sees_true_values)
    beside = beside_others(indicator, area)
    approved = Q() if is_staff else Q(approved_at__isnull=False)
    comments = indicator.commentaries.filter(approved, area=area).exclude(text="")
    clinics = indicator.clinics.prefetch_related("findings").order_by("-held_on", "period")
    return IndicatorPage(
        indicator=indicator,
        points=points,
        standing=standing,
        charted=chart,
        targets=targets,
        run_chart=picture_of(indicator, points, chart, targets, told_of_chart(chart)),
        beside=beside,
        dot_plot=dots_of(beside, area) if beside else None,
        components=list(indicator.components.order_by("reference")),
        commentaries=list(comments.select_related("approved_by__person").order_by("-period")),
        recommendations=list(indicator.clinic_recommendations.filter(approved).order_by("-period")),
        clinics=list(clinics),
    )


def _latest_standing(
    indicator: Indicator, points: Sequence[SeriesPoint], *, sees_true_values: bool
) -> ComponentStanding | None:
    if indicator.is_published_statistic:
        return None
    year_type = YearType(indicator.year_type)
    recorded = RecordedJudgement.objects.filter(indicator=indicator).values_list("period", flat=True)
    periods = [
        *(point.period for point in points if point.period is not None),
        *(read_period(label, year_type) for label in recorded),
    ]
    if not periods:
        return None
    latest = max(periods, key=lambda one: one.ends_on)
    [standing] = standings(
        latest.label,
        sees_true_values=sees_true_values,
        among=Indicator.objects.filter(pk=indicator.pk),
    )
    return standing
