"""The statutory clock on the command line, with its working."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from childservices.domain.clock import Working, work_out
from childservices.domain.refusals import Refusal
from childservices.queries.calendar import holidays_around
from reports.models import Body

FIRST_YEAR, LAST_YEAR = 1986, 2099
CALL_IN_DAYS = 5


class Command(BaseCommand):
    """Answers which date a rule gives for a day, which days were not counted, and which law says so."""

    help = "Give the date that a rule of the statutory clock gives for a day, with its working."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the rule, the day, the body and the form of the answer."""
        parser.add_argument("rule", help="agenda_publication, key_decision_notice, call_in_closes …")
        parser.add_argument("day", help="the meeting's day, or the day of publication or notice: YYYY-MM-DD")
        parser.add_argument(
            "--body", metavar="SLUG", default="", help="the body whose regime and call-in count"
        )
        parser.add_argument("--json", action="store_true", help="answer with one line of JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Ask the clock once and print its answer."""
        day = _day(options["day"])
        body = _body(options["body"])
        call_in_days = CALL_IN_DAYS if body is None or body.call_in_applies else None
        regime = body.regime if body else ""
        holidays = holidays_around(day)
        try:
            working = work_out(options["rule"], day, holidays, regime=regime, call_in_days=call_in_days)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(json.dumps(_as_json(working)) if options["json"] else _as_text(working))


def _day(typed: str) -> dt.date:
    """Read a day as YYYY-MM-DD, or refuse it with one line."""
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or day.isoformat() != typed:
        raise CommandError(f"“{typed}” is not a day. Write it as YYYY-MM-DD, for example 2009-11-18.")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CommandError(f"The clock knows the years {FIRST_YEAR} to {LAST_YEAR}, not {day.year}.")
    return day


def _body(slug: str) -> Body | None:
    """Find the body that was named, or refuse with one line."""
    body = Body.objects.filter(slug=slug).first() if slug else None
    if slug and body is None:
        raise CommandError(f"There is no body with the short name “{slug}”.")
    return body


def _as_json(working: Working) -> dict[str, Any]:
    """Put an answer into the public shape; a rule that gives no date has null, and its note says why."""
    return {
        "rule": working.rule.value,
        "date": working.date.isoformat() if working.date else None,
        "excluded": [{"date": one.date.isoformat(), "reason": one.reason} for one in working.excluded],
        "legal_reference": working.legal_reference,
        "days": working.days,
        "unit": working.unit.value,
        "to_confirm": working.to_confirm,
        "note": working.note,
    }


def _as_text(working: Working) -> str:
    """Put an answer into lines for a reader."""
    answer = f"{working.date:%A %d %B %Y}" if working.date else "no date"
    lines = [f"{working.rule.value}: {answer}"]
    lines += [working.note] if working.note else [f"{working.days} {working.unit.value}, without:"]
    lines += [f"  {one.date:%a %d %b %Y}  {one.reason}" for one in working.excluded]
    lines += [working.legal_reference] if working.legal_reference else []
    lines += ["To be confirmed by the council's monitoring officer before use."] if working.to_confirm else []
    return "\n".join(lines)
