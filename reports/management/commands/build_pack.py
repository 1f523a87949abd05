"""Build the pack of a meeting in the foreground, without a worker."""

import json
import time
from argparse import ArgumentParser
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from childservices.domain.refusals import Refusal
from childservices.operations.renderings import KeptRenderings
from reports.choices import Audience
from reports.models import AgendaEdition, Meeting
from reports.papers.packs import build_packs, gather_packs
from reports.papers.typesetting import Typesetter


class Command(BaseCommand):
    """Will write a meeting's pack to a file: the published one as it is stored, otherwise a draft."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("body", help="the body's short name, such as cabinet-member-cyps")
        parser.add_argument("date", help="the day of the meeting, such as 2009-11-18")
        parser.add_argument("--audience", choices=Audience.values, required=True)
        parser.add_argument("--output", required=True, type=Path, help="the file to write")
        parser.add_argument(
            "--rebuild", action="store_true", help="make a draft even where an edition is published"
        )
        parser.add_argument("--json", action="store_true", help="print one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = _meeting(options["body"], options["date"])
        audience = Audience(options["audience"])
        started = time.monotonic()
        edition = None if options["rebuild"] else meeting.editions.order_by("-number").first()
        result, data = _stored(edition, audience) if edition else self._built(meeting, audience)
        try:
            options["output"].write_bytes(data)
        except OSError as error:
            raise CommandError(
                f"The pack could not be written to {options['output']}: {error.strerror}."
            ) from error
        result |= {"seconds": f"{time.monotonic() - started:.2f}", "sha256": sha256(data).hexdigest()}
        self.stdout.write(json.dumps(result) if options["json"] else _sentence(result, options["output"]))

    def _built(self, meeting: Meeting, audience: Audience) -> tuple[dict[str, Any], bytes]:
        typesetter = Typesetter(KeptRenderings(clock=timezone.now))
        try:
            gathered = gather_packs(meeting, at=timezone.now(), audiences=[audience])
            packs = build_packs(gathered, is_draft=True, typesetter=typesetter, progress=self._progress)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        built = packs[audience]
        result = {
            "pages": built.pages,
            "items": built.contents,
            "rendered": built.rendered,
            "reused": built.reused,
            "verdict": built.verdict,
        }
        return result, built.data

    def _progress(self, percent: int, message: str) -> None:
        self.stderr.write(f"{percent:3} % {message}")


def _meeting(slug: str, day: str) -> Meeting:
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise CommandError(f"“{day}” is not a date. Write it as 2009-11-18.") from error
    meeting = Meeting.objects.select_related("body").filter(body__slug=slug, on=on).order_by("kind").first()
    if meeting is None:
        raise CommandError(f"No meeting of “{slug}” is on {day}.")
    return meeting


def _stored(edition: AgendaEdition, audience: Audience) -> tuple[dict[str, Any], bytes]:
    pack = edition.members_pack if audience == Audience.MEMBERS else edition.public_pack
    result = {
        "pages": pack.pages,
        "items": pack.contents,
        "rendered": 0,
        "reused": 0,
        "verdict": pack.verdict,
    }
    return result, pack.file.read()


def _sentence(result: dict[str, Any], output: Path) -> str:
    return f"{output}: {result['pages']} pages, {len(result['items'])} items, in {result['seconds']} seconds."
