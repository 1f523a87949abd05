"""What can be done in partnerships."""

from partnerships.operations.keeping import add_row, change_row, remove_row

__all__ = ["add_row", "change_row", "remove_row"]
