"""What partnerships and commissioning are made of."""

from partnerships.models.agreement import AgreedMeasure, Agreement, RenewalDecision, Visit
from partnerships.models.bidding import Bid, BidScore, Criterion, Round
from partnerships.models.commitment import Commitment, CommitmentSpend, Promise
from partnerships.models.consultation import Consultation, ConsultationResponse
from partnerships.models.group import Group, GroupMember, GroupTask, Milestone
from partnerships.models.locality import Centre, Locality, Need, Participant, Project, ProjectFact
from partnerships.models.population import DemographicFact, EngagementGroup
from partnerships.models.programme import Pot, Programme, Provider
from partnerships.models.protocol import DataStream, Protocol, ProtocolPartner
from partnerships.models.quarterly_return import Evidence, OutputFigure, QuarterlyReturn, ReturnQuestion
from partnerships.models.scorecard import (
    Scorecard,
    ScorecardMeasure,
    ScorecardOutcome,
    ScorecardPriority,
    ScorecardTarget,
)
from partnerships.models.strategy import (
    ServiceLevel,
    Strategy,
    StrategyAction,
    StrategyNeed,
    TrainingLevel,
)

__all__ = [
    "AgreedMeasure",
    "Agreement",
    "Bid",
    "BidScore",
    "Centre",
    "Commitment",
    "CommitmentSpend",
    "Consultation",
    "ConsultationResponse",
    "Criterion",
    "DataStream",
    "DemographicFact",
    "EngagementGroup",
    "Evidence",
    "Group",
    "GroupMember",
    "GroupTask",
    "Locality",
    "Milestone",
    "Need",
    "OutputFigure",
    "Participant",
    "Pot",
    "Programme",
    "Project",
    "ProjectFact",
    "Promise",
    "Protocol",
    "ProtocolPartner",
    "Provider",
    "QuarterlyReturn",
    "RenewalDecision",
    "ReturnQuestion",
    "Round",
    "Scorecard",
    "ScorecardMeasure",
    "ScorecardOutcome",
    "ScorecardPriority",
    "ScorecardTarget",
    "ServiceLevel",
    "Strategy",
    "StrategyAction",
    "StrategyNeed",
    "TrainingLevel",
    "Visit",
]
