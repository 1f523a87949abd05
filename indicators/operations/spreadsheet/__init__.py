"""Values that come in a council's own spreadsheet: checked first, then loaded, and taken back."""

from indicators.operations.spreadsheet.checking import COLUMNS, WrongColumns, check_rows
from indicators.operations.spreadsheet.loading import (
    AlreadyDecided,
    Overtaken,
    UnreadableSpreadsheet,
    check_again,
    confirm_spreadsheet,
    stage_spreadsheet,
    undo_spreadsheet,
)

__all__ = [
    "COLUMNS",
    "AlreadyDecided",
    "Overtaken",
    "UnreadableSpreadsheet",
    "WrongColumns",
    "check_again",
    "check_rows",
    "confirm_spreadsheet",
    "stage_spreadsheet",
    "undo_spreadsheet",
]
