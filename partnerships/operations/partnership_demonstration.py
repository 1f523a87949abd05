"""Groups, strategies, scorecards, protocols, commitments and consultations of the demonstration."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from childservices.models import User
from childservices.operations.demonstration import Kind, load_page, load_register
from indicators.models import Indicator
from partnerships import models

PAGES = {
    "strategies": Kind(
        models.Strategy,
        {
            "needs": Kind(models.StrategyNeed, {"actions": Kind(models.StrategyAction)}),
            "service_levels": Kind(models.ServiceLevel),
            "training_levels": Kind(models.TrainingLevel),
        },
    ),
    "groups": Kind(models.Group, {"members": Kind(models.GroupMember), "tasks": Kind(models.GroupTask)}),
    "scorecards": Kind(
        models.Scorecard,
        {
            "outcomes": Kind(
                models.ScorecardOutcome,
                {
                    "priorities": Kind(
                        models.ScorecardPriority,
                        {
                            "measures": Kind(
                                models.ScorecardMeasure, {"targets": Kind(models.ScorecardTarget)}
                            )
                        },
                    )
                },
            )
        },
    ),
    "protocols": Kind(
        models.Protocol, {"partners": Kind(models.ProtocolPartner), "streams": Kind(models.DataStream)}
    ),
    "commitments": Kind(
        models.Commitment, {"promises": Kind(models.Promise), "spending": Kind(models.CommitmentSpend)}
    ),
    "consultations": Kind(models.Consultation, {"responses": Kind(models.ConsultationResponse)}),
}
REGISTERS = {
    "milestones": Kind(models.Milestone),
    "engagement_groups": Kind(models.EngagementGroup),
    "demographic_facts": Kind(models.DemographicFact),
}


@transaction.atomic
def load_partnerships(*, rows: Mapping[str, Sequence[Mapping[str, Any]]], by: User, at: datetime) -> None:
    """Will make the partnerships of the demonstration with the indicators that their plan measures by."""
    for row in rows["indicators"]:
        Indicator.objects.get_or_create(reference=row["reference"], defaults=dict(row))
    for key, kind in PAGES.items():
        for row in rows[key]:
            load_page(kind, row=row, by=by, at=at)
    for key, kind in REGISTERS.items():
        load_register(kind, rows=rows[key])
