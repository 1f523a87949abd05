"""Who may do what in partnerships: one name for view, template and operation."""

from partnerships.permissions.partnership import can_keep_partnerships, can_read_letters

__all__ = ["can_keep_partnerships", "can_read_letters"]
