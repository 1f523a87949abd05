"""From rows to contents: a meeting's agenda with its papers, as the open or the exempt part shows it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When

from reports.choices import Classification, ItemKind
from reports.domain.agenda import numbered
from reports.models import AgendaItem, ItemReport, Meeting, Report
from reports.papers.contents import AgendaContents, ItemContents
from reports.papers.minutes import ExemptMinutes, exempt_minutes, gather_minutes
from reports.papers.parts import Parts, read_parts
from reports.papers.report import EXEMPT_ONLY, OPEN_ONLY, WHOLE, gather_report
from reports.queries.marks import Mark, marks_of


@dataclass(frozen=True)
class _Entry:
    """An agenda item with its number, its reports, and which of their parts are exempt.

    For the open part it holds no word of an exempt item or report but the neutral titles.
    """

    item: AgendaItem
    number: str
    reports: Sequence[Report]
    marks: Sequence[Mark]
    minutes: ExemptMinutes

    @property
    def exempt_paragraphs(self) -> Sequence[int]:
        own = {self.item.exempt_paragraph} if self.item.exempt_paragraph else set()
        found = {mark.paragraph for mark in self.marks if mark.is_exempt and mark.paragraph}
        return tuple(sorted(own | found | set(self.minutes.paragraphs)))

    @property
    def is_contract_negotiation(self) -> bool:
        in_parts = any(mark.is_exempt and mark.is_contract_negotiation for mark in self.marks)
        return self.item.is_contract_negotiation or in_parts or self.minutes.is_contract_negotiation

    @property
    def exempt_reports(self) -> Sequence[Report]:
        if self.item.is_exempt:
            return self.reports
        with_exempt_parts = {mark.report for mark in self.marks if mark.is_exempt}
        return [report for report in self.reports if report.pk in with_exempt_parts]


def gather_agenda(meeting: Meeting, part: Classification) -> AgendaContents:
    """Gather a meeting's agenda as one part shows it, in a number of queries that does not grow with items or reports.

    The open part never reads a word of what is exempt: of exempt items it holds the number, the neutral title and the
    paragraph.
    """
    entries = _entries(meeting, part)
    items = _open_items(meeting, entries) if part == Classification.OPEN else _exempt_items(meeting, entries)
    return AgendaContents(
        meeting_id=meeting.pk,
        body=meeting.body.name,
        day=meeting.day_text,
        on=meeting.on,
        starts=f"{meeting.starts:%H:%M}" if meeting.starts else "",
        venue=meeting.venue,
        members=_members(meeting),
        next_meeting=_next_meeting(meeting),
        items=items,
        unclassified=_unclassified(entries),
    )


def exempt_titles(meeting: Meeting) -> Sequence[ItemContents]:
    """List the items that have an exempt part by number, title and paragraphs, without their papers."""
    return tuple(
        _bare(entry, Classification.EXEMPT)
        for entry in _entries(meeting, Classification.EXEMPT)
        if entry.exempt_paragraphs
    )


def gather_open_items(meeting: Meeting) -> tuple[Sequence[ItemContents], Sequence[str]]:
    """Gather the open items with their papers as they stand, and the names of parts that nobody has classified."""
    entries = _entries(meeting, Classification.OPEN)
    return _open_items(meeting, entries), _unclassified(entries)


def _entries(meeting: Meeting, part: Classification) -> Sequence[_Entry]:
    items = _items(meeting, part)
    links = _links(items)
    open_items = {item.pk for item in items if item.is_open}
    reports = _reports(links, {report for item in open_items for report in links[item]}, part)
    marks = list(marks_of(set(reports)))
    return [
        _Entry(
            item=place.item,
            number=place.number,
            reports=[reports[key] for key in links[place.item.pk]],
            marks=[mark for mark in marks if mark.report in links[place.item.pk]],
            minutes=exempt_minutes(place.item.minutes_of) if place.item.minutes_of else ExemptMinutes(),
        )
        for place in numbered((item, item.kind == ItemKind.HEADING) for item in items)
    ]


def _items(meeting: Meeting, part: Classification) -> Sequence[AgendaItem]:
    """Read the items; for the open part, of those that are not open only what the public may know."""
    rows = meeting.items.order_by("position").select_related(
        "minutes_of__body", "minutes_of__minutes", "meeting"
    )
    is_open = Q(classification=Classification.OPEN)
    shown = {"title": F("neutral_title"), "presenter": Value("")}
    return list(rows) if part == Classification.EXEMPT else _only_open_words(rows, is_open, shown)


def _links(items: Sequence[AgendaItem]) -> Mapping[UUID, Sequence[UUID]]:
    links: dict[UUID, list[UUID]] = {item.pk: [] for item in items}
    rows = ItemReport.objects.filter(item__in=items).order_by("position", "pk")
    for item, report in rows.values_list("item", "report"):
        links[item].append(report)
    return links


def _reports(
    links: Mapping[UUID, Sequence[UUID]], under_open_items: Collection[UUID], part: Classification
) -> Mapping[UUID, Report]:
    """Read the reports; for the open part, of those that are exempt as a whole only what the public may know."""
    rows = Report.objects.filter(pk__in={report for reports in links.values() for report in reports})
    rows = rows.select_related("template_version", "directorate").prefetch_related("authors")
    is_open = Q(pk__in=under_open_items, neutral_title="")
    shown = {"title": F("neutral_title"), "wards": Value("")}
    read = list(rows) if part == Classification.EXEMPT else _only_open_words(rows, is_open, shown)
    return {report.pk: report for report in read}


def _only_open_words(rows: QuerySet[Any], is_open: Q, shown: Mapping[str, Any]) -> list[Any]:
    """Read rows whose named fields hold their own words only where the row is open, and else what is shown instead.

    The database gives out nothing else: a word that was never read can be in no paper, log or error.
    """
    given = {
        f"given_{name}": Case(When(is_open, then=F(name)), default=other) for name, other in shown.items()
    }
    officers_only = {"exempt_reason", "source_notes"} & {
        field.name for field in rows.model._meta.get_fields()
    }
    read = list(rows.defer(*shown, *officers_only).annotate(**given))
    for row in read:
        for name in shown:
            setattr(row, name, getattr(row, f"given_{name}"))
    return read


def _open_items(meeting: Meeting, entries: Sequence[_Entry]) -> Sequence[ItemContents]:
    parts = read_parts({r.pk for entry in entries if entry.item.is_open for r in entry.reports}, OPEN_ONLY)
    return tuple(_open_item(meeting, entry, parts) for entry in entries)


def _open_item(meeting: Meeting, entry: _Entry, parts: dict[UUID, Parts]) -> ItemContents:
    item, bare = entry.item, _bare(entry, Classification.OPEN)
    if not item.is_open:
        return replace(bare, title=item.title or "Not classified yet")
    return replace(
        bare,
        presenters=_presenters(entry),
        reports=tuple(gather_report(r, OPEN_ONLY, meeting=meeting, parts=parts[r.pk]) for r in entry.reports),
        minutes=gather_minutes(item.minutes_of, Classification.OPEN) if item.minutes_of else None,
    )


def _exempt_items(meeting: Meeting, entries: Sequence[_Entry]) -> Sequence[ItemContents]:
    exempt = [entry for entry in entries if entry.exempt_paragraphs]
    whole = read_parts(
        {r.pk for entry in exempt if entry.item.is_exempt for r in entry.exempt_reports}, WHOLE
    )
    partly = read_parts(
        {r.pk for entry in exempt if not entry.item.is_exempt for r in entry.exempt_reports}, EXEMPT_ONLY
    )
    return tuple(_exempt_item(meeting, entry, whole, partly) for entry in exempt)


def _exempt_item(
    meeting: Meeting, entry: _Entry, whole: dict[UUID, Parts], partly: dict[UUID, Parts]
) -> ItemContents:
    item = entry.item
    parts, classifications = (whole, WHOLE) if item.is_exempt else (partly, EXEMPT_ONLY)
    return replace(
        _bare(entry, Classification.EXEMPT),
        presenters=_presenters(entry),
        reports=tuple(
            gather_report(r, classifications, meeting=meeting, parts=parts[r.pk])
            for r in entry.exempt_reports
        ),
        minutes=gather_minutes(item.minutes_of, Classification.EXEMPT) if item.minutes_of else None,
    )


def _bare(entry: _Entry, part: Classification) -> ItemContents:
    item = entry.item
    return ItemContents(
        id=item.pk,
        position=item.position,
        number=entry.number,
        kind=item.kind,
        title=item.title,
        part=part.value,
        exempt_paragraphs=tuple(entry.exempt_paragraphs),
        is_contract_negotiation=entry.is_contract_negotiation,
        is_for_decision=item.is_for_decision,
        report_ids=tuple(report.pk for report in entry.reports),
    )


def _presenters(entry: _Entry) -> Sequence[str]:
    authors = [author for report in entry.reports for author in report.authors.all()]
    posts = [author.post_title for author in sorted(authors, key=lambda author: author.position)]
    return tuple(dict.fromkeys([entry.item.presenter, *posts] if entry.item.presenter else posts))


def _members(meeting: Meeting) -> Sequence[tuple[str, str]]:
    if meeting.on is None:
        return ()
    running: Any = meeting.body.memberships.all()
    rows = running.running(on=meeting.on).select_related("person").order_by("starts_on", "pk")
    return tuple((row.get_role_display(), row.person.name) for row in rows)


def _next_meeting(meeting: Meeting) -> str:
    if meeting.on is None:
        return ""
    later = Meeting.objects.filter(body=meeting.body_id, on__gt=meeting.on).order_by("on").first()
    return later.day_text if later else ""


def _unclassified(entries: Sequence[_Entry]) -> Sequence[str]:
    names = []
    for entry in entries:
        if not entry.item.is_open and not entry.item.is_exempt:
            names.append(f"agenda item {entry.item.position}")
        references = {report.pk: report.reference for report in entry.reports}
        names += [
            f"{mark.name} of report {references[mark.report]}" for mark in entry.marks if mark.is_unclassified
        ]
    return tuple(names)
