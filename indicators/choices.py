"""The words that performance reports use, with the same values as the rules' own enumerations."""

from django.db.models import TextChoices


class Unit(TextChoices):
    """What a value counts."""

    COUNT = "count", "Count"
    PERCENT = "percent", "Percent"
    RATE = "rate", "Rate per n"
    MONEY = "money", "Money"
    DAYS = "days", "Days"
    SCORE = "score", "Score"
    YES_NO = "yes_no", "Yes or no"
    GRADE = "grade", "Grade"


class Polarity(TextChoices):
    """Which way is good."""

    HIGH = "high", "High is good"
    LOW = "low", "Low is good"
    RANGE = "range", "A range is good"
    NONE = "none", "Neither"


class Aggregation(TextChoices):
    """How the periods of a year become the year's figure."""

    SNAPSHOT = "snapshot", "Picture of the last day"
    SUM = "sum", "Sum"
    RATIO = "ratio", "Sum of numerators over sum of denominators"
    ROLLING = "rolling", "Rolling"
    CUMULATIVE = "cumulative", "Cumulative"


class Frequency(TextChoices):
    """How often an indicator is reported."""

    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    TERM = "term", "Term"
    HALF_YEAR = "half_year", "Half-year"
    YEAR = "year", "Year"


class YearType(TextChoices):
    """When the year of an indicator begins."""

    FINANCIAL = "financial", "Financial, from April"
    ACADEMIC = "academic", "Academic, from September"
    CALENDAR = "calendar", "Calendar"


class TravelBasis(TextChoices):
    """Which earlier period a value is held against."""

    PREVIOUS_PERIOD = "previous_period", "Previous period"
    SAME_PERIOD_LAST_YEAR = "same_period_last_year", "Same period last year"
    LAST_OUTTURN = "last_outturn", "Last outturn"


class NotComparable(TextChoices):
    """Why there is no direction of travel."""

    NEW = "new", "New"
    NO_PREVIOUS = "no_previous", "No previous value"
    NO_VALUE = "no_value", "No value"
    DEFINITION_CHANGED = "definition_changed", "Definition changed"
    IN_ARREARS = "in_arrears", "Data in arrears"
    NOT_LIKE_FOR_LIKE = "not_like_for_like", "Not like for like"


class TargetKind(TextChoices):
    """What a target asks for."""

    AT_LEAST = "at_least", "At least"
    AT_MOST = "at_most", "At most"
    WITHIN_RANGE = "within_range", "Within range"
    DIRECTION_ONLY = "direction_only", "Direction only"
    REACH_BY = "reach_by", "Reach by a date"
    SHARE_OF_COHORT = "share_of_cohort", "Share of cohort"
    NONE = "none", "None"
    TO_BE_DETERMINED = "to_be_determined", "To be determined"


class TargetLevel(TextChoices):
    """Whether a target is for the periods in its dates, or for where the year should end."""

    PERIOD = "period", "Period"
    YEAR_END = "year_end", "Year end"


class ToleranceKind(TextChoices):
    """In what a tolerance is counted."""

    ABSOLUTE = "absolute", "In the indicator's unit"
    PERCENT_OF_TARGET = "percent_of_target", "Percent of the target"
    NONE = "none", "None"


class Rating(TextChoices):
    """How a value stands against its target, best first."""

    EXCEEDS = "exceeds", "Exceeds"
    MET = "met", "Met"
    AMBER = "amber", "Amber"
    BELOW = "below", "Below"


class Direction(TextChoices):
    """Where an indicator is going."""

    IMPROVED = "improved", "Improved"
    SAME = "same", "Same"
    DECLINED = "declined", "Declined"
    DECLINED_WITHIN_TARGET = "declined_within_target", "Declined, within target"
    DECLINED_OFF_TARGET = "declined_off_target", "Declined, off target"
    UP = "up", "Up"
    DOWN = "down", "Down"
    UNCHANGED = "unchanged", "Unchanged"


class Standing(TextChoices):
    """How a value compares with others."""

    BETTER = "better", "Better"
    IN_LINE = "in_line", "In line"
    WORSE = "worse", "Worse"


class DisplayMap(TextChoices):
    """The sets of marks that a paper may use."""

    TICKS = "ticks", "✓ ✗ –"
    STARS = "stars", "★ ● ▲"
    TRAFFIC_LIGHTS = "traffic_lights", "Red, amber, green"


class ClinicAnswer(TextChoices):
    """What an officer recommends of a performance clinic."""

    YES = "yes", "Yes"
    NO = "no", "No"
    REVIEW = "review", "Review"


class ValueState(TextChoices):
    """How far a value has come."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Superseded"


#: States of values that readers outside the service may see, suppressed where they are small.
SETTLED_STATES: frozenset[str] = frozenset({ValueState.APPROVED, ValueState.PUBLISHED})

#: States of values that their manager may still change; anything later is restated by a new row.
OPEN_STATES: frozenset[str] = frozenset({ValueState.DRAFT, ValueState.SUBMITTED})


class AreaLevel(TextChoices):
    """What sort of area."""

    LOCAL_AUTHORITY = "local_authority", "Local authority"
    REGION = "region", "Region"
    COUNTRY = "country", "Country"


class ImportState(TextChoices):
    """How far an import of statistics has come."""

    STAGED = "staged", "Checked, waits to be confirmed"
    CONFIRMED = "confirmed", "Loaded"
    UNDONE = "undone", "Undone"
