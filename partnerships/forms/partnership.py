"""Every kind of row that is kept in partnerships, and what can be typed of it."""

from typing import Any

from django import forms

from childservices.forms.kept import KeptForm, noun
from partnerships import models


class NeedForm(KeptForm):
    """A need, with the outcomes of its strategy to tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["marks"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(outcome, outcome) for outcome in self.whole.outcomes.splitlines()]


MARKS = forms.MultipleChoiceField(
    label="Outcomes it serves", required=False, widget=forms.CheckboxSelectMultiple
)

NOUNS = {
    "group": noun(
        models.Group,
        "title kind parent strategy place chair cadence purpose terms_of_reference age_focus other_names "
        "starts_on ends_on is_public",
        "a group",
        page="group_list",
    ),
    "member": noun(models.GroupMember, "represents organisation note", "a member"),
    "task": noun(models.GroupTask, "text state note evidence due_on", "a task"),
    "milestone": noun(
        models.Milestone,
        "area event group strategy on precision date_text is_done note",
        "a milestone",
        page="milestone_list",
    ),
    "strategy": noun(
        models.Strategy,
        "title starts_on target_on vision aims principles priority_groups outcomes is_public",
        "a strategy",
        page="strategy_list",
    ),
    "need": noun(
        models.StrategyNeed,
        "group reference need support marks note",
        "a need",
        base=NeedForm,
        own={"marks": MARKS},
    ),
    "action": noun(models.StrategyAction, "text leads due_on due_text is_done note", "an action of the plan"),
    "service-level": noun(
        models.ServiceLevel,
        "level name description entitlement agencies provided_at access",
        "a level of service",
    ),
    "training-level": noun(models.TrainingLevel, "level description note", "a level of training"),
    "scorecard": noun(
        models.Scorecard, "title group starts_on ends_on is_public", "a scorecard", page="scorecard_list"
    ),
    "outcome": noun(models.ScorecardOutcome, "title printed_title", "an outcome"),
    "priority": noun(models.ScorecardPriority, "title", "a priority"),
    "measure": noun(
        models.ScorecardMeasure,
        "reference indicator question baseline baseline_period baseline_printed accountable why note",
        "a measure",
    ),
    "target": noun(models.ScorecardTarget, "kind value own_unit starts_on ends_on text", "a target"),
    "protocol": noun(
        models.Protocol,
        "title purpose first_approved_on review_on tier provides reflects is_public",
        "a protocol",
        page="protocol_list",
    ),
    "partner": noun(models.ProtocolPartner, "name organisation state on due_on note", "a partner"),
    "stream": noun(
        models.DataStream, "what from_whom to_whom how_often lawful_basis review_on", "a data stream"
    ),
    "commitment": noun(
        models.Commitment,
        "title funder purpose state bid_on decision_on amount is_public",
        "a commitment",
        page="commitment_list",
    ),
    "promise": noun(models.Promise, "text promised done evidence", "a promise"),
    "spend": noun(models.CommitmentSpend, "on text amount", "spending"),
    "consultation": noun(
        models.Consultation,
        "title question asked_on closes_on decided_on is_public",
        "a consultation",
        page="consultation_list",
    ),
    "response": noun(
        models.ConsultationResponse,
        "name organisation sector post form received_on stance stance_text letter public_copy",
        "a response",
    ),
    "engagement": noun(
        models.EngagementGroup,
        "name kind ages size established run_by cadence place purpose outputs",
        "a group that is heard",
        page="engagement_list",
    ),
    "fact": noun(
        models.DemographicFact,
        "measure value value_text unit share share_of period source comparator note",
        "a figure",
        page="demographic_list",
    ),
}
