"""Makes an account from the command line: the first administrator of an installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from childservices.choices import Role
from childservices.domain.refusals import Refusal
from childservices.operations.accounts import create_account


class Command(BaseCommand):
    """Will make an account without a password; its owner sets one by "forgotten password"."""

    help = "Make an account, for example the first administrator; its owner sets a password by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address and the roles."""
        parser.add_argument("email")
        parser.add_argument("--role", action="append", choices=Role.values, required=True, dest="roles")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was made, or why not."""
        try:
            user = create_account(email=options["email"], roles=options["roles"], by=None, at=timezone.now())
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Made the account {user.email} as {', '.join(sorted(options['roles']))}.")
