"""Checks the chain of the audit log."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from childservices.queries.audit import chain_verdict


class Command(BaseCommand):
    """Will follow the chain from its first seal and fail when a sealed event was changed, added or removed."""

    help = "Check that no sealed audit event was changed, added or removed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true", help="Answer with one line of JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict and exit non-zero when the chain is broken."""
        verdict = chain_verdict()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(verdict)))
        elif verdict.ok:
            self.stdout.write(f"The chain holds: {verdict.sealed} of {verdict.events} events are sealed.")
        if not verdict.ok:
            raise CommandError(verdict.fault)
