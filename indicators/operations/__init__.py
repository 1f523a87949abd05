"""Everything that changes performance data; screens, commands and tests call these and nothing else writes."""

from indicators.operations.approval import Moved, Read, approve_values, return_value, submit_values
from indicators.operations.clinic import (
    add_finding,
    approve_recommendation,
    arrange_clinic,
    change_clinic,
    recommend_clinic,
)
from indicators.operations.commentary import write_commentary
from indicators.operations.entry import Entered, TypedRow, enter_values
from indicators.operations.narrative import write_narrative
from indicators.operations.target import add_target, change_target, remove_target, warnings_about

__all__ = [
    "Entered",
    "Moved",
    "Read",
    "TypedRow",
    "add_finding",
    "add_target",
    "approve_recommendation",
    "approve_values",
    "arrange_clinic",
    "change_clinic",
    "change_target",
    "enter_values",
    "recommend_clinic",
    "remove_target",
    "return_value",
    "submit_values",
    "warnings_about",
    "write_commentary",
    "write_narrative",
]
