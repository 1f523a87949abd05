"""What happened to a report and its parts, from the audit log: neutral words, posts and moments."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from childservices.models import AuditEvent, PostHolding
from reports.choices import ReportState
from reports.models import DataTable, Report, Section
from reports.queries.part_kinds import PART_KINDS
from reports.queries.report_parts import load_parts, parts_of_kind

SENTENCES = {
    "report_created": "Begun",
    "demonstration_report_loaded": "Loaded with the demonstration",
    "report_details_changed": "Title or details changed",
    "report_submit": "Submitted",
    "report_accept": "Accepted for an agenda",
    "report_return": "Returned to its authors",
    "report_withdraw": "Withdrawn",
    "report_publish": "Published with its agenda",
    "report_placed": "Put on an agenda",
    "report_taken_off": "Taken off an agenda",
}
TAKEN_BACK = frozenset({ReportState.RETURNED, ReportState.WITHDRAWN})
DEEDS = {
    "saved": "saved",
    "added": "added",
    "changed": "changed",
    "moved": "moved",
    "removed": "removed",
    "kept": "given a file",
}
SUBJECTS: tuple[type[Model], ...] = (
    Report,
    Section,
    DataTable,
    *(kind.model for kind in PART_KINDS.values()),
)
REMOVALS = ("data_table_removed", *(f"{kind.model._meta.model_name}_removed" for kind in PART_KINDS.values()))


@dataclass(frozen=True)
class HistoryEntry:
    """One thing that happened, as the timeline tells it."""

    title: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class LatestChange:
    """Who changed something last, and when."""

    by: str
    at: datetime


def history_of(report: Report, *, most: int) -> Sequence[HistoryEntry]:
    """What happened to a report and its parts, the latest first, at most so many; who looked is not told here."""
    load_parts(report)
    sections = list(report.sections.all())
    parts = [*sections, *(part for kind in PART_KINDS.values() for part in parts_of_kind(report, kind))]
    tables = DataTable.objects.filter(Q(section__report=report) | Q(appendix__report=report))
    ids = [str(report.pk), *(str(part.pk) for part in parts), *map(str, tables.values_list("pk", flat=True))]
    removed = Q(verb__in=REMOVALS, detail__report=str(report.pk))
    types = [model._meta.label_lower for model in SUBJECTS]
    events = AuditEvent.objects.filter(Q(subject_type__in=types, subject_id__in=ids) | removed)
    rows = list(events.exclude(verb="exempt_seen").select_related("by").order_by("-id")[:most])
    posts = posts_of({row.by.person_id for row in rows if row.by})
    headings = {str(section.pk): f"“{section.heading.heading}”" for section in sections}
    return [
        HistoryEntry(_sentence(row, headings), post_of(row.by, posts), row.at, row.reason) for row in rows
    ]


def reason_of_state(report: Report) -> str:
    """Why a report was returned or withdrawn, as whoever did it said; empty in every other state."""
    if report.state not in TAKEN_BACK:
        return ""
    events = AuditEvent.objects.filter(subject_type=report._meta.label_lower, subject_id=str(report.pk))
    told = events.exclude(reason="").exclude(verb="exempt_seen").order_by("-id")
    return told.values_list("reason", flat=True).first() or ""


def latest_change(subject: Model) -> LatestChange | None:
    """Who changed a row last and when, from the audit log."""
    events = AuditEvent.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    event = events.exclude(verb="exempt_seen").select_related("by").order_by("-id").first()
    if event is None:
        return None
    return LatestChange(post_of(event.by, posts_of({event.by.person_id} if event.by else ())), event.at)


def posts_of(persons: Collection[UUID | None]) -> Mapping[UUID, str]:
    """The post that each person took up last, by the person's id."""
    holdings = PostHolding.objects.filter(person__in=[person for person in persons if person])
    rows = holdings.order_by("starts_on").values_list("person", "post__title")
    return dict(rows)


def post_of(user: Any, posts: Mapping[UUID, str]) -> str:
    """What an account is called where the posts of persons are known."""
    if user is None:
        return "the service itself"
    return posts.get(user.person_id, "an account without a post")


def _sentence(event: AuditEvent, headings: Mapping[str, str]) -> str:
    """“Finance” saved, Risk 2 removed: the heading or the neutral label without the report, and the deed."""
    if event.verb in SENTENCES:
        return SENTENCES[event.verb]
    part = headings.get(event.subject_id) or event.label.partition(" of report ")[0]
    deed = event.verb.rpartition("_")[2]
    return f"{part} {DEEDS.get(deed, deed)}"
