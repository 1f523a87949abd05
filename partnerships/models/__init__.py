"""Every model of partnerships."""

from partnerships.models.commitment import Commitment, CommitmentSpend, Promise
from partnerships.models.consultation import Consultation, ConsultationResponse
from partnerships.models.group import Group, GroupMember, GroupTask, Milestone
from partnerships.models.population import DemographicFact, EngagementGroup
from partnerships.models.protocol import DataStream, Protocol, ProtocolPartner
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
    "Commitment",
    "CommitmentSpend",
    "Consultation",
    "ConsultationResponse",
    "DataStream",
    "DemographicFact",
    "EngagementGroup",
    "Group",
    "GroupMember",
    "GroupTask",
    "Milestone",
    "Promise",
    "Protocol",
    "ProtocolPartner",
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
]
