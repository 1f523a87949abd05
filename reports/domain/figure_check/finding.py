"""What can be wrong with a figure."""

from enum import StrEnum


class Finding(StrEnum):
    """What is wrong with a figure."""

    TABLE = "table"
    """It is not what a table or a bound figure of the paper says."""
    SHARE = "share"
    """A percentage is not what its count and its base give."""
    LIST = "list"
    """A number word does not count the list behind it."""
    TOTAL = "total"
    """Parts do not add up to the total."""
    UNITS = "units"
    """One row mixes percentages with plain numbers."""
