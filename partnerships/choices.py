"""The words of partnerships and commissioning for kinds and states."""

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


class GroupKind(TextChoices):
    """Where a group stands: boards set the direction, strategic groups plan, task groups do."""

    BOARD = "board", "Board or partnership"
    STRATEGIC = "strategic", "Strategic group"
    TASK = "task", "Task group"
    FORUM = "forum", "Forum or network"
    SCRUTINY = "scrutiny", "Scrutiny"
    OTHER = "other", "Other body"


class TaskState(TextChoices):
    """How far a task of a group has come."""

    PLANNED = "planned", "Planned"
    IN_PROGRESS = "in_progress", "In progress"
    DELAYED = "delayed", "Delayed"
    COMPLETED = "completed", "Completed"


class Precision(TextChoices):
    """How exactly a source gives a day."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    SEASON = "season", "Season"
    SCHOOL_YEAR = "school_year", "School year"
    YEAR = "year", "Year"


class Question(TextChoices):
    """The three questions of Outcomes Based Accountability."""

    HOW_MUCH = "how_much", "How much did we do?"
    HOW_WELL = "how_well", "How well did we do it?"
    BETTER_OFF = "better_off", "Is anyone better off?"


class PartnerState(TextChoices):
    """How far a partner has come with a protocol."""

    TO_CONSULT = "to_consult", "To be consulted"
    CONSULTED = "consulted", "Consulted"
    APPROVED = "approved", "Approved"
    SIGNED = "signed", "Signed"


class BidState(TextChoices):
    """How far a bid for funding has come."""

    SUBMITTED = "submitted", "Bid submitted"
    WON = "won", "Successful"
    LOST = "lost", "Not successful"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Stance(TextChoices):
    """Which way a response to a consultation goes."""

    SUPPORTS = "supports", "Supports"
    QUALIFIED = "qualified", "Supports with conditions"
    OPPOSES = "opposes", "Opposes"
    NO_VIEW = "no_view", "No view"


class ResponseForm(TextChoices):
    """How a response came."""

    LETTER = "letter", "Letter"
    EMAIL = "email", "E-mail"
    ONLINE = "online", "Online"
    SPOKEN = "spoken", "Spoken"


class EngagementKind(TextChoices):
    """What sort of voice children, parents or the sector have."""

    YOUNG_PEOPLE = "young_people", "Young people's group"
    PARENTS = "parents", "Parents' forum"
    SECTOR = "sector", "Voluntary sector group"
    SURVEY = "survey", "Survey"
    SERVICE = "service", "Commissioned service"


APPROVED_STATES = frozenset({PartnerState.APPROVED, PartnerState.SIGNED})
