"""What partnerships and commissioning are made of."""

from partnerships.models.agreement import AgreedMeasure, Agreement, RenewalDecision, Visit
from partnerships.models.bidding import Bid, BidScore, Criterion, Round
from partnerships.models.locality import Centre, Locality, Need, Participant, Project, ProjectFact
from partnerships.models.programme import Pot, Programme, Provider
from partnerships.models.quarterly_return import Evidence, OutputFigure, QuarterlyReturn, ReturnQuestion

__all__ = [
    "AgreedMeasure",
    "Agreement",
    "Bid",
    "BidScore",
    "Centre",
    "Criterion",
    "Evidence",
    "Locality",
    "Need",
    "OutputFigure",
    "Participant",
    "Pot",
    "Programme",
    "Project",
    "ProjectFact",
    "Provider",
    "QuarterlyReturn",
    "RenewalDecision",
    "ReturnQuestion",
    "Round",
    "Visit",
]
