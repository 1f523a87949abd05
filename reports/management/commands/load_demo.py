"""Load the demonstration council: its papers of 2008 to 2017, and a small cycle of meetings around today."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from childservices.choices import Role
from childservices.models import User
from childservices.operations.editing import Invalid
from childservices.operations.renderings import KeptRenderings
from childservices.operations.roles import sync_roles
from indicators.operations.demonstration import load_areas, load_indicators, load_themes
from partnerships.operations.demonstration import load_current_programme, load_programme
from partnerships.operations.partnership_demonstration import load_partnerships
from reports.models import Meeting
from reports.operations import demonstration, publish_agenda
from reports.papers.packs import build_packs, gather_packs
from reports.papers.typesetting import Typesetter
from reports.queries.clock import deadlines_of, publication_deadline

FIXTURES = settings.BASE_DIR / "fixtures" / "demonstration"
HISTORY = {
    "development-demonstrator": 2012,
    "best-start-strategy": 2015,
    "alternative-management-arrangements": 2017,
    "sure-start-local-progress": 2008,
}
PASSWORD = "demonstration-only"


class Command(BaseCommand):
    """Will load the demonstration council; safe to run twice, refused in production."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--without-packs", action="store_true", help="leave the packs of past meetings unbuilt"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The demonstration is not loaded in production. Set DEMO=1 on a machine of its own."
            )
        try:
            self._load(timezone.localdate())
        except Invalid as refusal:
            raise CommandError(refusal.sentence) from refusal
        if not options["without_packs"]:
            self._publish_past_agendas()
        self._print_accounts()

    def _load(self, today: date) -> None:
        council, current = _read("council.json"), _read("current.json")
        at = timezone.now()
        sync_roles()
        demonstration.load_council(
            organisations=[*council["organisations"], *current["organisations"]],
            posts=[*council["posts"], *current["posts"]],
        )
        accounts = _read("accounts.json")
        demonstration.load_accounts(accounts=accounts, password=PASSWORD, at=at)
        self.clerk = User.objects.get(email=_email_of(accounts, Role.CLERK))
        self.performance_officer = User.objects.get(email=_email_of(accounts, Role.PERFORMANCE_OFFICER))
        demonstration.load_templates(templates=_read("templates.json"))
        demonstration.load_bodies(bodies=[*_read("bodies.json"), *current["bodies"]])
        self._load_indicators(today)
        self._load_partnerships(at)
        self._load_history()
        self._load_plans()
        self._load_current(current, today)
        self._load_programmes(accounts, today)

    def _load_partnerships(self, at: datetime) -> None:
        load_partnerships(rows=_read("partnerships.json"), by=self.clerk, at=at)
        demonstration.load_scrutiny(rows=_read("scrutiny.json"), by=self.clerk, at=at)

    def _load_indicators(self, today: date) -> None:
        areas, at = _read("indicators/areas.json"), timezone.now()
        statistics = areas.pop("statistics")
        load_areas(**areas)
        current, papers = _read("indicators/current.json"), _read("indicators/papers.json")
        load_themes(themes=[*current["themes"], *papers["themes"]])
        rows = [*statistics, *papers["indicators"], *current["indicators"]]
        load_indicators(rows=rows, on=today, by=self.performance_officer, at=at)

    def _load_history(self) -> None:
        at = timezone.now()
        for path in sorted((FIXTURES / "reports").glob("*.json")):
            year = HISTORY.get(path.stem, 2009)
            demonstration.load_report(row=json.loads(path.read_text()), year=year, by=self.clerk, at=at)
        for row in sorted(_read("meetings.json"), key=lambda meeting: meeting["on"] or ""):
            demonstration.load_meeting(row=row, on=_day(row["on"]), by=self.clerk, at=at)
        for path in sorted((FIXTURES / "minutes").glob("*.json")):
            row = json.loads(path.read_text())
            meeting = Meeting.objects.get(body__slug=row["meeting"]["body"], on=row["meeting"]["on"])
            demonstration.load_minutes(meeting=meeting, row=row, by=self.clerk, at=at)

    def _load_plans(self) -> None:
        keeper = User.objects.get(email=_email_of(_read("accounts.json"), Role.PERFORMANCE_OFFICER))
        for path in sorted((FIXTURES / "plans").glob("*.json")):
            demonstration.load_plan(row=json.loads(path.read_text()), by=keeper, at=timezone.now())

    def _load_current(self, current: Mapping[str, Any], today: date) -> None:
        bodies = {row["body"] for row in current["meetings"]}
        if Meeting.objects.filter(body__slug__in=bodies).exists():
            return
        at = timezone.now()
        for row in current["reports"]:
            demonstration.load_report(row=row, year=today.year, by=self.clerk, at=at)
        for row in sorted(current["meetings"], key=lambda meeting: meeting["in_days"]):
            dated = _dated(row, today)
            meeting = demonstration.load_meeting(row=dated, on=dated["on"], by=self.clerk, at=at)
            if "minutes" in row:
                demonstration.load_minutes(meeting=meeting, row=row["minutes"], by=self.clerk, at=at)

    def _load_programmes(self, accounts: Any, today: date) -> None:
        manager = User.objects.get(email=_email_of(accounts, Role.COMMISSIONING_MANAGER))
        at = timezone.now()
        for path in sorted((FIXTURES / "programmes").glob("*.json")):
            load_programme(row=json.loads(path.read_text()), by=manager, at=at)
        current = _read("commissioning-current.json")
        # Most providers of the demonstration have no account: an officer enters their returns for them.
        officer = User.objects.get(email=_email_of(accounts, Role.OFFICER))
        load_current_programme(row=current, by=manager, sent_by=officer, on=today, at=at)

    def _publish_past_agendas(self) -> None:
        with_papers = Meeting.objects.filter(
            state__in=("convened", "held", "closed"), editions__isnull=True, items__item_reports__isnull=False
        )
        for meeting in with_papers.distinct().select_related("body").order_by("on"):
            gathered = gather_packs(meeting, at=timezone.now())
            typesetter = Typesetter(KeptRenderings(clock=timezone.now))
            packs = build_packs(gathered, is_draft=False, typesetter=typesetter, progress=_ignore)
            publish_agenda(gathered=gathered, packs=packs, by=self.clerk, at=_publication_of(meeting))
            self.stderr.write(f"Published: {meeting}")

    def _print_accounts(self) -> None:
        self.stdout.write(f"Demonstration accounts, each with the password {PASSWORD}:")
        for row in _read("accounts.json"):
            self.stdout.write(f"  {Role(row['role']).label}: {row['email']}")


def _ignore(percent: int, message: str) -> None:
    """Nobody follows the packs of a demonstration."""


def _publication_of(meeting: Meeting) -> datetime:
    """Nine in the morning of the last day on which the law let the agenda be published; now where it has no say."""
    deadline = publication_deadline(deadlines_of(meeting, on=timezone.localdate()))
    if deadline is None:
        return timezone.now()
    return timezone.make_aware(datetime.combine(deadline.by, time(9)))


def _read(name: str) -> Any:
    path: Path = FIXTURES / name
    return json.loads(path.read_text())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _email_of(accounts: Any, role: Role) -> str:
    return str(next(row["email"] for row in accounts if row["role"] == role))


def _dated(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    agenda = [
        item
        | (
            {"minutes_of": today + timedelta(days=item["minutes_in_days"])}
            if "minutes_in_days" in item
            else {}
        )
        for item in row.get("agenda", ())
    ]
    return {**row, "on": today + timedelta(days=row["in_days"]), "agenda": agenda}
