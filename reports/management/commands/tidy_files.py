"""Removes what was only kept to save work."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.operations import tidy_files


class Command(BaseCommand):
    """Will do at once the round that a worker does once a day."""

    help = "Remove old draft packs, unused renderings and uploads, and files that nothing refers to; issued ones stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true", help="print one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many of each went."""
        removed = tidy_files(by=None, at=timezone.now())
        words = (
            "{draft_packs} draft packs, {renderings} renderings, {uploads} uploads "
            "and {files} files ({bytes} bytes) were removed."
        )
        self.stdout.write(json.dumps(removed) if options["json"] else words.format(**removed))
