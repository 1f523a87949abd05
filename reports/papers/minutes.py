"""From rows to contents: the minutes of a meeting as the open or the exempt part shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.choices import AttendanceKind, Classification
from reports.models import Meeting, Minute
from reports.papers.contents import MinuteContents, MinutesContents


@dataclass(frozen=True)
class ExemptMinutes:
    """Which paragraphs the exempt minutes of a meeting fall under; empty where all are open."""

    paragraphs: Sequence[int] = ()
    is_contract_negotiation: bool = False


def exempt_minutes(meeting: Meeting) -> ExemptMinutes:
    """Read which paragraphs the exempt minutes of a meeting fall under, without reading a word of them."""
    rows = list(
        Minute.objects.filter(minutes__meeting=meeting, classification=Classification.EXEMPT).values_list(
            "exempt_paragraph", "is_contract_negotiation"
        )
    )
    return ExemptMinutes(sorted({p for p, _ in rows if p}), any(negotiation for _, negotiation in rows))


def gather_minutes(meeting: Meeting, part: Classification) -> MinutesContents | None:
    """Gather a meeting's minutes: the open part names exempt minutes neutrally, the exempt part holds only them."""
    minutes = getattr(meeting, "minutes", None)
    if minutes is None:
        return None
    entries = (
        minutes.entries.select_related("minutes__meeting__body").defer("exempt_reason").order_by("number")
    )
    shown = [_shown(minute) for minute in entries.filter(classification=part).prefetch_related("resolutions")]
    if part == Classification.OPEN:
        hidden = entries.exclude(classification=part).defer("title", "body", "declarations")
        shown += [_hidden(minute) for minute in hidden]
    if not shown:
        return None
    prefix = len(meeting.body.minute_prefix)
    return MinutesContents(
        title=f"Minutes of the meeting held on {meeting.day_text}",
        body=meeting.body.name,
        day=meeting.day_text,
        attendance=_attendance(meeting) if part == Classification.OPEN else (),
        minutes=tuple(sorted(shown, key=lambda minute: int(minute.reference[prefix:]))),
    )


def _shown(minute: Minute) -> MinuteContents:
    resolutions = sorted(minute.resolutions.all(), key=lambda resolution: resolution.number)
    return MinuteContents(
        id=minute.pk,
        reference=minute.reference,
        title=minute.title,
        html=minute.body,
        declarations=minute.declarations,
        resolutions=tuple((str(r.number) if len(resolutions) > 1 else "", r.text) for r in resolutions),
    )


def _hidden(minute: Minute) -> MinuteContents:
    paragraph = (
        f" under paragraph {minute.exempt_paragraph} of Part 1 of Schedule 12A" if minute.is_exempt else ""
    )
    return MinuteContents(
        id=minute.pk,
        reference=minute.reference,
        title=minute.neutral_title or "Not for publication",
        withheld=f"Not for publication{': exempt' if minute.is_exempt else ''}{paragraph}.",
        public_summary=minute.public_summary,
    )


def _attendance(meeting: Meeting) -> Sequence[tuple[str, Sequence[str]]]:
    rows = sorted(
        meeting.attendances.select_related("person"),
        key=lambda row: (AttendanceKind.values.index(row.kind), row.position),
    )
    return tuple(
        (AttendanceKind(kind).label, tuple(row.person.name for row in part))
        for kind, part in groupby(rows, key=lambda row: row.kind)
    )
