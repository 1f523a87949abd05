"""Load a folder of published statistics; safe to run again."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from childservices.domain.refusals import Refusal
from indicators.operations.statistics import Tally, import_published

COUNTS = ("read", "created", "updated", "unchanged")


class Command(BaseCommand):
    """Will load areas, neighbours, measures and figures from a folder, and say which rows were refused and why."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and --json."""
        parser.add_argument("directory", type=Path, help="the folder with the files")
        parser.add_argument("--json", action="store_true", help="print one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print what came of it."""
        try:
            tallies = import_published(
                directory=options["directory"], by=None, at=timezone.now(), progress=self._progress
            )
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        except OperationalError as error:
            raise CommandError(
                "The database is busy, perhaps with another import. Try again later."
            ) from error
        found = _result(tallies)
        self.stdout.write(json.dumps(found, ensure_ascii=False) if options["json"] else _sentence(found))

    def _progress(self, sentence: str) -> None:
        self.stderr.write(sentence)
        self.stderr.flush()


def _result(tallies: list[Tally]) -> dict[str, Any]:
    """Add up what came of each file, and give each file's own counts too."""
    files = [
        {"file": tally.file, **{name: getattr(tally, name) for name in COUNTS}, "kept": tally.kept}
        for tally in tallies
    ]
    return {
        **{name: sum(getattr(tally, name) for tally in tallies) for name in COUNTS},
        "refused": [row for tally in tallies for row in tally.refused],
        "kept": sum(tally.kept for tally in tallies),
        "notes": [f"{tally.file}: {note}" for tally in tallies for note in tally.notes],
        "files": files,
    }


def _sentence(found: dict[str, Any]) -> str:
    refused = [f"  {row['file']}, row {row['row']}: {row['reason']}" for row in found["refused"]]
    counts = (
        f"{found['read']:,} rows read: {found['created']:,} new, {found['updated']:,} changed, "
        f"{found['unchanged']:,} as before, {len(refused):,} refused."
    )
    return "\n".join([counts, *found["notes"], *refused])
