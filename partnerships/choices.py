"""The words that partnerships use for kinds and states."""

from django.db.models import TextChoices


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
