"""The kernel's way to show an operation's no, under the name that the screens of papers know."""

from childservices.views.refused import show_conflict, show_refusal

__all__ = ["show_conflict", "show_refusal"]
