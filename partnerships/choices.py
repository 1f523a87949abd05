"""The words of commissioning for kinds and states."""

from django.db.models import TextChoices


class PotKind(TextChoices):
    """Why a sum of a programme's money is not with a provider."""

    TOP_SLICE = "top_slice", "Taken off before the budget"
    UNALLOCATED = "unallocated", "Set aside and not allocated"
    APART = "apart", "For another age band, kept apart"


class AgreementKind(TextChoices):
    """What binds the council and a provider."""

    GRANT = "grant", "Grant"
    CONTRACT = "contract", "Contract"


class MeasureKind(TextChoices):
    """What a measure counts."""

    COUNT = "count", "Count"
    PERCENT = "percent", "Per cent"
    YES_NO = "yes_no", "Yes or no"
    MONEY = "money", "Money"


class ReturnState(TextChoices):
    """How far a quarterly return has come."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    QUERIED = "queried", "Queried"
    APPROVED = "approved", "Approved"
    PAID = "paid", "Paid"


PROVIDER_EDITS = frozenset({ReturnState.DRAFT, ReturnState.QUERIED})
DECIDED = frozenset({ReturnState.APPROVED, ReturnState.PAID})


class BidDecision(TextChoices):
    """What became of a bid."""

    OPEN = "open", "Not decided"
    AWARDED = "awarded", "Awarded"
    DECLINED = "declined", "Declined"


class Grade(TextChoices):
    """What a visit found of a service's quality."""

    GOOD = "good", "Good"
    SATISFACTORY = "satisfactory", "Satisfactory"
    IMPROVE = "improve", "Needs to improve"
    POOR = "poor", "Poor"


class Renewal(TextChoices):
    """What is decided when an agreement comes to its end."""

    RENEW = "renew", "Renew"
    END = "end", "Let it end"
    REBID = "rebid", "Invite new bids"


class ProjectState(TextChoices):
    """Whether a project is run."""

    PLANNED = "planned", "Planned"
    COMMISSIONED = "commissioned", "Commissioned"
    DECOMMISSIONED = "decommissioned", "Decommissioned"
    COMPLETED = "completed", "Completed"


class ParticipantRole(TextChoices):
    """The part an organisation takes in a project."""

    LEAD = "lead", "Lead"
    TRIAL = "trial", "Trial"
    ASSOCIATE = "associate", "Associate"


class FactKind(TextChoices):
    """What a line about a project tells."""

    ACTIVITY = "activity", "Activity"
    MILESTONE = "milestone", "Milestone"
    BENEFIT = "benefit", "Benefit"
    RISK = "risk", "Risk"
    FIGURE = "figure", "Figure"
