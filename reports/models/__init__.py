"""What committee papers and improvement plans are made of."""

from reports.models.agenda import AgendaItem, ItemReport
from reports.models.appraisal import Appraisal, AppraisalCriterion, AppraisalOption, OptionScore
from reports.models.body import Body, Membership, StandingItem
from reports.models.classified import Classified
from reports.models.component import (
    Appendix,
    BackgroundPaper,
    Component,
    Consultee,
    Contact,
    DataTable,
    Recommendation,
    Risk,
    Section,
)
from reports.models.highlight_report import HighlightReport, HighlightSection
from reports.models.improvement_plan import (
    ActionLead,
    ActionLink,
    ActionUpdate,
    ImprovementPlan,
    Objective,
    PlanAction,
    PlanPriority,
    PlanRisk,
    PlanTheme,
)
from reports.models.meeting import Attendance, Meeting
from reports.models.minutes import Minute, Minutes, Resolution
from reports.models.pack import AgendaEdition, IssuedFile, IssuedPaper, Pack
from reports.models.report import Counter, Report, ReportAuthor
from reports.models.scrutiny import (
    Review,
    ReviewPoint,
    ReviewRecommendation,
    ReviewSession,
    ReviewVisit,
)
from reports.models.self_assessment import Dimension, DimensionScore, Framework, SelfAssessment
from reports.models.sight import SightGrant
from reports.models.template import ReportTemplate, TemplateSection, TemplateVersion

__all__ = [
    "ActionLead",
    "ActionLink",
    "ActionUpdate",
    "AgendaEdition",
    "AgendaItem",
    "Appendix",
    "Appraisal",
    "AppraisalCriterion",
    "AppraisalOption",
    "Attendance",
    "BackgroundPaper",
    "Body",
    "Classified",
    "Component",
    "Consultee",
    "Contact",
    "Counter",
    "DataTable",
    "Dimension",
    "DimensionScore",
    "Framework",
    "HighlightReport",
    "HighlightSection",
    "ImprovementPlan",
    "IssuedFile",
    "IssuedPaper",
    "ItemReport",
    "Meeting",
    "Membership",
    "Minute",
    "Minutes",
    "Objective",
    "OptionScore",
    "Pack",
    "PlanAction",
    "PlanPriority",
    "PlanRisk",
    "PlanTheme",
    "Recommendation",
    "Report",
    "ReportAuthor",
    "ReportTemplate",
    "Resolution",
    "Review",
    "ReviewPoint",
    "ReviewRecommendation",
    "ReviewSession",
    "ReviewVisit",
    "Risk",
    "Section",
    "SelfAssessment",
    "SightGrant",
    "StandingItem",
    "TemplateSection",
    "TemplateVersion",
]
