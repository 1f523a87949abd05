"""Everything on an indicator's page, as one reader sees it, in a number of queries that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from childservices.charts import DotPlot, RunChart
from indicators.choices import ClinicAnswer, Unit
from indicators.domain.mark import DisplayMap, Mark, direction_mark, rating_mark
from indicators.domain.period import YearType, read_period
from indicators.domain.target import Target, target_warnings
from indicators.models import (
    Area,
    Clinic,
    ClinicRecommendation,
    Commentary,
    Indicator,
    RecordedJudgement,
)
from indicators.queries.component import ComponentStanding
from indicators.queries.control_chart import Charted, charted
from indicators.queries.neighbours import Beside, beside_others
from indicators.queries.pictures import dots_of, picture_of
from indicators.queries.series import SeriesPoint, series_of
from indicators.queries.standing import standings
from indicators.queries.told import told, told_beside, told_of_chart


@dataclass(frozen=True)
class Said:
    """Words about a period: a commentary, or whether a clinic is recommended and why."""

    title: str
    text: str
    is_approved: bool


@dataclass(frozen=True)
class IndicatorPage:
    """What is known of an indicator for the council's own area."""

    indicator: Indicator
    points: Sequence[SeriesPoint]
    standing: ComponentStanding | None
    """How it stood in the latest period that something is known of; None of a national statistic."""
    charted: Charted
    targets: Sequence[Target]
    run_chart: RunChart | None
    beside: Beside | None
    dot_plot: DotPlot | None
    components: Sequence[Indicator]
    commentaries: Sequence[Said]
    recommendations: Sequence[Said]
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
    def marks(self) -> Sequence[Mark]:
        """The marks of judgement and direction of travel; none of a national statistic."""
        if self.standing is None:
            return []
        display_map = DisplayMap(self.indicator.display_map)
        rating, direction = self.standing.judgement.rating, self.standing.travel.direction
        return [rating_mark(rating, display_map), direction_mark(direction)]

    @property
    def unit(self) -> str:
        """The unit in words, with the n of a rate."""
        indicator = self.indicator
        if indicator.unit == Unit.RATE:
            return f"Rate per {indicator.per:,}"
        return indicator.unit_label or indicator.get_unit_display()

    @property
    def good(self) -> str:
        """Which way is good, with the range where it is one."""
        measure = self.indicator.measure
        words = self.indicator.get_polarity_display()
        if measure.range_low is None or measure.range_high is None:
            return words
        return f"{words}; good is {measure.text(measure.range_low)} to {measure.text(measure.range_high)}"

    @property
    def warnings(self) -> Sequence[str]:
        """What contradicts itself in the targets."""
        measure = self.indicator.measure
        return [sentence for target in self.targets for sentence in target_warnings(measure, target)]


def indicator_page(
    indicator: Indicator, area: Area, *, on: date, sees_true_values: bool, is_staff: bool
) -> IndicatorPage:
    """Gather an indicator's page; words that nobody approved yet are for the council's staff."""
    points = series_of(indicator, area, sees_true_values=sees_true_values)
    standing = _latest_standing(indicator, points, sees_true_values=sees_true_values)
    targets = [row.rule for row in indicator.targets.order_by("starts_on", "level")]
    chart = charted(indicator, points, targets)
    beside = beside_others(indicator, area, on=on)
    approved = Q() if is_staff else Q(approved_at__isnull=False)
    comments = indicator.commentaries.filter(approved, area=area).exclude(text="").order_by("-period")
    recommended = indicator.clinic_recommendations.filter(approved).order_by("-period")
    clinics = indicator.clinics.prefetch_related("findings").order_by("-held_on", "period")
    return IndicatorPage(
        indicator=indicator,
        points=points,
        standing=standing,
        charted=chart,
        targets=targets,
        run_chart=picture_of(indicator, points, chart, targets, told_of_chart(chart)),
        beside=beside,
        dot_plot=dots_of(beside, told_beside(beside)) if beside else None,
        components=list(indicator.components.order_by("reference")),
        commentaries=[_commented(indicator, row) for row in comments],
        recommendations=[_recommended(indicator, row) for row in recommended],
        clinics=list(clinics),
    )


def _commented(indicator: Indicator, row: Commentary) -> Said:
    return Said(_title(indicator, row.period), row.text, row.approved_at is not None)


def _recommended(indicator: Indicator, row: ClinicRecommendation) -> Said:
    answers = {ClinicAnswer.YES: "a clinic is recommended", ClinicAnswer.NO: "no clinic is recommended"}
    review = f"to be reviewed in {_title(indicator, row.review_in)}" if row.review_in else ""
    title = f"{_title(indicator, row.period)}: {answers.get(ClinicAnswer(row.answer), review)}"
    return Said(title, row.rationale, row.approved_at is not None)


def _title(indicator: Indicator, label: str) -> str:
    return read_period(label, YearType(indicator.year_type)).title


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
