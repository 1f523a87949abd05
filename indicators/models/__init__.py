"""Every model of performance indicators."""

from indicators.models.area import Area, Neighbour, NeighbourModel
from indicators.models.clinic import Clinic, ClinicFinding, ClinicRecommendation
from indicators.models.indicator import Indicator, SuppressionPolicy, Theme, ThemeNarrative
from indicators.models.published import ColumnMapping, PublishedPeriod, PublishedValue, StatisticsImport
from indicators.models.target import Target
from indicators.models.value import Commentary, IndicatorValue, RecordedJudgement

__all__ = [
    "Area",
    "Clinic",
    "ClinicFinding",
    "ClinicRecommendation",
    "ColumnMapping",
    "Commentary",
    "Indicator",
    "IndicatorValue",
    "Neighbour",
    "NeighbourModel",
    "PublishedPeriod",
    "PublishedValue",
    "RecordedJudgement",
    "StatisticsImport",
    "SuppressionPolicy",
    "Target",
    "Theme",
    "ThemeNarrative",
]
