"""Makes the groups that stand for roles."""

from typing import Any

from django.core.management.base import BaseCommand

from childservices.operations.roles import sync_roles


class Command(BaseCommand):
    """Will make a group for every role in the code; safe to repeat."""

    help = "Make the groups that stand for roles."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say which were made."""
        made = sync_roles()
        self.stdout.write(f"Made: {', '.join(made)}." if made else "Every role has its group.")
