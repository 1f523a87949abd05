"""What the first page of partnerships leads to, and how much of it there is for whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.models import (
    Commitment,
    Consultation,
    DemographicFact,
    EngagementGroup,
    Group,
    Milestone,
    Protocol,
    Scorecard,
    Strategy,
)


@dataclass(frozen=True)
class Section:
    """One register: what it is called, the name of its address, what it holds, and how many rows."""

    title: str
    address: str
    holds: str
    count: int


PAGES: Sequence[tuple[type[Any], str, str, str]] = (
    (Group, "Groups", "group_list", "Boards, strategic groups and task groups, and who sits on them."),
    (Scorecard, "Scorecards", "scorecard_list", "Plans by outcome, priority and measure."),
    (Strategy, "Strategies", "strategy_list", "Aims, action plans, the service offer and training."),
    (Protocol, "Information sharing", "protocol_list", "Protocols: who signed, what is shared and why."),
    (Commitment, "Funded commitments", "commitment_list", "What was promised for money, and what is left."),
    (Consultation, "Consultations", "consultation_list", "What partners were asked, and what they said."),
    (Milestone, "Milestones", "milestone_list", "What was to happen by when."),
)
REGISTERS: Sequence[tuple[type[Any], str, str, str]] = (
    (EngagementGroup, "Groups that are heard", "engagement_list", "Where children and parents have a say."),
    (DemographicFact, "Population", "demographic_list", "Figures of the population with their sources."),
)


def sections_for(user: Any) -> Sequence[Section]:
    """Every register with the number of rows that somebody may read."""
    pages = [
        Section(title, address, holds, model.objects.visible_to(user).count())
        for model, title, address, holds in PAGES
    ]
    registers = [
        Section(title, address, holds, model.objects.count()) for model, title, address, holds in REGISTERS
    ]
    return [*pages, *registers]
