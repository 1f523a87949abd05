"""The words that committee papers use for kinds and states, and the groups of states that rules speak of."""

from django.db.models import IntegerChoices, TextChoices


class BodyKind(TextChoices):
    """What sort of body meets."""

    CABINET = "cabinet", "Cabinet"
    CABINET_MEMBER = "cabinet_member", "Cabinet member"
    COMMITTEE = "committee", "Committee"
    SCRUTINY = "scrutiny", "Scrutiny"
    PARTNERSHIP = "partnership", "Partnership"


class Regime(TextChoices):
    """Which law governs a body's meetings and papers."""

    LGA_1972 = "lga_1972", "Local Government Act 1972"
    EXECUTIVE_2000 = "executive_2000", "Executive arrangements 2000"
    EXECUTIVE_2012 = "executive_2012", "Executive arrangements 2012"
    NONE = "none", "No statutory regime"


class MembershipRole(TextChoices):
    """The place a person takes in a body."""

    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice_chair", "Vice-chair"
    MEMBER = "member", "Member"
    ADVISER = "adviser", "Adviser"
    CO_OPTEE = "co_optee", "Co-optee"
    SUBSTITUTE = "substitute", "Substitute"


class MeetingKind(TextChoices):
    """Why a meeting is held."""

    ORDINARY = "ordinary", "Ordinary"
    EXTRAORDINARY = "extraordinary", "Extraordinary"
    ANNUAL = "annual", "Annual"


class MeetingState(TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned", "Planned"
    CONVENED = "convened", "Convened"
    HELD = "held", "Held"
    CLOSED = "closed", "Closed"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"
    ADJOURNED = "adjourned", "Adjourned"
    INQUORATE = "inquorate", "Inquorate"


class AttendanceKind(TextChoices):
    """How a person took part in a meeting."""

    IN_THE_CHAIR = "in_the_chair", "In the chair"
    PRESENT = "present", "Present"
    IN_ATTENDANCE = "in_attendance", "In attendance"
    APOLOGIES = "apologies", "Apologies"


class ItemKind(TextChoices):
    """What an agenda item is for."""

    STANDING = "standing", "Standing item"
    MINUTES = "minutes", "Minutes"
    REPORT = "report", "Report"
    VERBAL = "verbal", "Verbal report"
    PUBLIC_QUESTION = "public_question", "Public question"
    PETITION = "petition", "Petition"
    MOTION = "motion", "Motion"
    EXCLUSION = "exclusion", "Exclusion of the press and public"
    URGENT = "urgent", "Urgent business"
    REFERRAL = "referral", "Referral"
    HEADING = "heading", "Heading"


class Classification(TextChoices):
    """Whether the public may read something; what is not classified is not public."""

    UNCLASSIFIED = "unclassified", "Not classified yet"
    OPEN = "open", "Open"
    EXEMPT = "exempt", "Exempt"


class ExemptParagraph(IntegerChoices):
    """The paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972."""

    INDIVIDUAL = 1, "1 Information about any individual"
    IDENTITY = 2, "2 Information likely to reveal an individual's identity"
    BUSINESS = 3, "3 Financial or business affairs"
    LABOUR = 4, "4 Labour relations consultations or negotiations"
    PRIVILEGE = 5, "5 Legal professional privilege"
    NOTICE = 6, "6 A notice, order or direction that the authority proposes"
    CRIME = 7, "7 Prevention, investigation or prosecution of crime"


class JobKind(TextChoices):
    """What committee papers ask the background workers for."""

    BUILD_PACKS = "build_packs", "Building the packs"
    PUBLISH_AGENDA = "publish_agenda", "Publishing the agenda"


class Audience(TextChoices):
    """For whom a pack is made."""

    PUBLIC = "public", "Public"
    MEMBERS = "members", "Members"


class SectionKind(TextChoices):
    """What a section of a report holds beside its text."""

    TEXT = "text", "Text"
    RECOMMENDATIONS = "recommendations", "Recommendations"
    RISKS = "risks", "Text and the table of risks"
    BACKGROUND = "background", "Text, background papers and consultees"
    CONTACTS = "contacts", "Contacts"


class Purpose(TextChoices):
    """What a report asks members to do."""

    DECIDE = "decide", "For decision"
    NOTE = "note", "To note"
    CONSULT = "consult", "For consultation"


class ReportState(TextChoices):
    """How far a report to members has come."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    CLEARED = "cleared", "Cleared"
    ACCEPTED = "accepted", "Accepted"
    PUBLISHED = "published", "Published"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DEFERRED = "deferred", "Deferred"


AUTHOR_EDITS = frozenset({ReportState.DRAFT, ReportState.RETURNED, ReportState.DEFERRED})
CLERK_EDITS = AUTHOR_EDITS | {ReportState.SUBMITTED, ReportState.CLEARED, ReportState.ACCEPTED}


class Verb(TextChoices):
    """What members are recommended to do, or resolved to do."""

    APPROVE = "approve", "Approve"
    NOTE = "note", "Note"
    RECEIVE = "receive", "Receive"
    ENDORSE = "endorse", "Endorse"
    COMMENT = "comment", "Comment"
    ADVISE = "advise", "Advise"
    AGREE = "agree", "Agree"
    ATTEND = "attend", "Attend"
    REFER = "refer", "Refer"
    INSTRUCT = "instruct", "Instruct"


class MinutesState(TextChoices):
    """How far the minutes of a meeting have come."""

    DRAFT = "draft", "Draft"
    UNCONFIRMED = "unconfirmed", "Published as unconfirmed"
    CONFIRMED = "confirmed", "Confirmed"


class DueKind(TextChoices):
    """How a plan says when an action is due."""

    DATE = "date", "On a date"
    MONTH = "month", "In a month"
    OUTTURN = "outturn", "When the year’s outturn is available"
    ONGOING = "ongoing", "Ongoing, with a review"


class ActionStatus(TextChoices):
    """How far an action of a plan has come."""

    COMPLETED = "completed", "Completed"
    PARTIALLY_COMPLETED = "partially_completed", "Partially completed"
    NOT_COMPLETED = "not_completed", "Not completed"
    NOT_KNOWN = "not_known", "Not known"
    CANCELLED = "cancelled", "Cancelled"
    MERGED = "merged", "Merged"


OPEN_ACTIONS = frozenset(
    {ActionStatus.PARTIALLY_COMPLETED, ActionStatus.NOT_COMPLETED, ActionStatus.NOT_KNOWN}
)
LEFT_OUT = frozenset({ActionStatus.CANCELLED, ActionStatus.MERGED})


class LinkKind(TextChoices):
    """What an action of a plan answers or is measured by."""

    INDICATOR = "indicator", "Indicator"
    RESOLUTION = "resolution", "Resolution"
    CLINIC = "clinic", "Performance clinic"
    INSPECTION = "inspection", "Inspection recommendation"


class HighlightKey(TextChoices):
    """The sections of a highlight report, in their order."""

    COMPLETED = "completed", "Completed in the month"
    PLANNED = "planned", "Planned for the next month"
    OVERDUE = "overdue", "Overdue"
    RISKS = "risks", "Risks and issues"
    OTHER = "other", "Other highlights"


class BlockKind(TextChoices):
    """What a live table shows: figures that are taken from the data until the paper is published."""

    PLAN_OVERALL = "plan_overall", "Improvement plan: all actions by status"
    PLAN_PRIORITIES = "plan_priorities", "Improvement plan: actions by priority and status"
    PLAN_THEME = "plan_theme", "Improvement plan: one theme by priority and status"
    PLAN_THEMES = "plan_themes", "Improvement plan: the themes beside each other"
    PLAN_SHARES = "plan_shares", "Improvement plan: shares by theme and priority"
    PLAN_COUNTS = "plan_counts", "Improvement plan: number of actions by theme and priority"
    PLAN_LEADS = "plan_leads", "Improvement plan: number of actions of each lead"
    PLAN_ACTIONS = "plan_actions", "Improvement plan: every action with its latest update"
    PERIOD_OUTLINE = "period_outline", "Indicators: results in outline, of all and of those assessed"
    PERIOD_TARGETS = "period_targets", "Indicators: performance against targets, by theme"
    PERIOD_TRAVEL = "period_travel", "Indicators: direction of travel, by theme"
    PERIOD_YEAR_TO_DATE = "period_year_to_date", "Indicators: the year to date, by theme"
    PERIOD_MONITORING = "period_monitoring", "Indicators: the monitoring table"
    PERIOD_VALUES = "period_values", "Indicators: every figure and target held, with its source"
    CLINIC_CANDIDATES = "clinic_candidates", "Performance clinics: candidates and recommendations"
    CLINIC_REVIEWS = "clinic_reviews", "Performance clinics: review of earlier recommendations"
    CLINIC_FINDINGS = "clinic_findings", "Performance clinics: findings of those held"


#: Live tables of an improvement plan; the others are of a period of the indicators.
PLAN_BLOCKS: frozenset[str] = frozenset(kind for kind in BlockKind.values if kind.startswith("plan_"))


class ReviewPointKind(TextChoices):
    """What a line of a scrutiny review is."""

    TERM = "term", "Term of reference"
    ENQUIRY = "enquiry", "Line of enquiry"
    MEMBER = "member", "Member"
    EVIDENCE = "evidence", "Evidence"
    FINDING = "finding", "Finding"


class SessionKind(TextChoices):
    """What a review met for."""

    MEETING = "meeting", "Review meeting"
    WORKSHOP = "workshop", "Workshop"
    VISITS = "visits", "Period of visits"
    CHALLENGE = "challenge", "Challenge by others"


class VisitMethod(TextChoices):
    """How another authority was asked."""

    VISIT = "visit", "Visit"
    CALL = "call", "Telephone conference"
    WRITING = "writing", "In writing"


class ResponseState(TextChoices):
    """What the executive answered to a recommendation."""

    NONE = "none", "No response yet"
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    REFUSED = "refused", "Not accepted"


class FrameworkKind(TextChoices):
    """What a self-assessment is held against."""

    DIMENSIONS = "dimensions", "Dimensions that are scored"
    TESTS = "tests", "Tests set from outside"
