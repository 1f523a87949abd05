"""Who was at a meeting, and its minutes as far as they are out."""

from collections.abc import Sequence
from itertools import groupby

from reports.choices import AttendanceKind, MinutesState
from reports.models import Meeting, Minutes


def visible_minutes(meeting: Meeting, *, with_drafts: bool) -> Minutes | None:
    """The minutes of a meeting; draft ones only for those who may read drafts."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or (minutes.state == MinutesState.DRAFT and not with_drafts):
        return None
    minutes.meeting = meeting
    return minutes


def attendance_of(minutes: Minutes | None) -> Sequence[tuple[str, Sequence[str]]]:
    """How people took part in the meeting, as its minutes tell: the words, and the posts."""
    if minutes is None:
        return ()
    rows = sorted(
        minutes.meeting.attendances.select_related("person"),
        key=lambda row: (AttendanceKind.values.index(row.kind), row.position),
    )
    return [
        (AttendanceKind(kind).label, [row.person.name for row in part])
        for kind, part in groupby(rows, key=lambda row: row.kind)
    ]
