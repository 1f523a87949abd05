"""The parts of a report as one person may see them: headings with their state, and lists with their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from childservices.richtext import plain_text
from reports.choices import Classification
from reports.domain.agenda import paragraphs_text
from reports.models import Appendix, DataTable, Report, Section
from reports.permissions import ReportSight
from reports.queries.marks import Mark, marks_of
from reports.queries.part_kinds import PART_KINDS, PartKind


@dataclass(frozen=True)
class ClassificationMark:
    """Whether something is open or exempt, as a word with a colour; open is the rule and has no mark."""

    text: str
    colour: str


@dataclass(frozen=True)
class SectionLine:
    """A section in the list of things to write."""

    id: UUID
    heading: str
    status: str
    colour: str
    hint: str
    is_withheld: bool

    @property
    def anchor(self) -> str:
        """The id under which the reading page has the section."""
        return f"s-{self.id}"


@dataclass(frozen=True)
class PartLine:
    """A listed part; a withheld one has a neutral line and no words of its own."""

    id: UUID
    position: int
    text: str
    detail: str
    mark: ClassificationMark | None
    is_withheld: bool
    is_last: bool

    @property
    def is_first(self) -> bool:
        """Whether nothing of its kind stands before it."""
        return self.position == 1


@dataclass(frozen=True)
class PartList:
    """All parts of one kind in their order."""

    kind: PartKind
    lines: Sequence[PartLine]
    shows_exempt: bool
    """Whether a word of something exempt is among the lines, so that the sight has to be kept."""


@dataclass(frozen=True)
class ReportParts:
    """A report's sections and lists as one person may see them."""

    sections: Sequence[SectionLine]
    lists: Sequence[PartList]
    shows_exempt: bool
    """Whether a word of something exempt is among them, so that the sight has to be kept."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the report is withheld."""
        lines = [line for listed in self.lists for line in listed.lines]
        return not any(s.is_withheld for s in self.sections) and not any(line.is_withheld for line in lines)


def load_parts(report: Report) -> None:
    """Read every part of a report into it, in one query for each kind; what is read already is left alone."""
    tables = DataTable.objects.order_by("position").defer("columns", "rows", "note")
    sections = Section.objects.select_related("heading").order_by("heading__position")
    prefetch_related_objects(
        [report],
        Prefetch("sections", queryset=sections),
        Prefetch("sections__tables", queryset=tables),
        *(
            Prefetch(kind.relation, queryset=kind.model._default_manager.order_by("position"))
            for kind in PART_KINDS.values()
        ),
    )


def parts_of_kind(report: Report, kind: PartKind) -> Sequence[Any]:
    """The report's parts of one kind in their order."""
    return sorted(getattr(report, kind.relation).all(), key=lambda part: part.position)


def parts_as_seen(report: Report, view: ReportSight) -> ReportParts:
    """The parts of a report for one person, from whom what is not open may be kept."""
    load_parts(report)
    kinds = {section.heading.kind for section in report.sections.all()}
    lists = [
        part_list(report, kind, view)
        for kind in PART_KINDS.values()
        if kind.section in kinds or not kind.section or parts_of_kind(report, kind)
    ]
    return ReportParts(
        sections=[_section_line(report, section, view) for section in report.sections.all()],
        lists=lists,
        shows_exempt=any(listed.shows_exempt for listed in lists),
    )


def part_list(report: Report, kind: PartKind, view: ReportSight) -> PartList:
    """The parts of one kind for one person."""
    rows = parts_of_kind(report, kind)
    lines = [_part_line(kind, row, len(rows), view) for row in rows]
    return PartList(kind, lines, shows_exempt=view.sight.allowed and any(view.keeps(row) for row in rows))


def lists_under(section: Section, view: ReportSight) -> Sequence[PartList]:
    """The parts that print under a section's heading, kind by kind."""
    kinds = [kind for kind in PART_KINDS.values() if kind.section == section.heading.kind]
    return [part_list(section.report, kind, view) for kind in kinds]


def mark_of(part: Any) -> ClassificationMark | None:
    """How a part is marked: nothing while it is open."""
    if part.classification == Classification.EXEMPT:
        return ClassificationMark(f"Exempt, paragraph {part.exempt_paragraph}", "red")
    if part.classification == Classification.UNCLASSIFIED:
        return ClassificationMark("Open or exempt?", "yellow")
    return None


def _section_line(report: Report, section: Section, view: ReportSight) -> SectionLine:
    is_withheld = not view.sees(section)
    mark, written = mark_of(section), _written(report, section)
    if is_withheld:
        written = ""
    return SectionLine(
        id=section.pk,
        heading=section.heading.heading,
        status=mark.text if mark else written,
        colour=mark.colour if mark else ("blue" if written == "Empty" else ""),
        hint="Not for publication" if is_withheld else (written if mark else ""),
        is_withheld=is_withheld,
    )


def _written(report: Report, section: Section) -> str:
    counts = [
        f"{len(rows)} {kind.one if len(rows) == 1 else kind.many.lower()}"
        for kind in PART_KINDS.values()
        if kind.section == section.heading.kind and (rows := parts_of_kind(report, kind))
    ]
    if plain_text(section.body).strip() or section.tables.all():
        counts.insert(0, "Written")
    empty = "Empty" if section.heading.is_required else "Empty, not required"
    return ", ".join(counts) or empty


def _part_line(kind: PartKind, row: Any, count: int, view: ReportSight) -> PartLine:
    is_withheld = not view.sees(row)
    neutral = getattr(row, "neutral_title", "") or f"{kind.one.capitalize()} {row.position}"
    return PartLine(
        id=row.pk,
        position=row.position,
        text=f"{neutral}: not for publication" if is_withheld else kind.line(row),
        detail="" if is_withheld else kind.detail(row),
        mark=mark_of(row),
        is_withheld=is_withheld,
        is_last=row.position == count,
    )


@dataclass(frozen=True)
class ExemptParts:
    """What of a report is exempt: the parts by neutral names, and their paragraphs."""

    names: Sequence[str]
    paragraphs: str


def exempt_parts(report: Report) -> ExemptParts:
    """Name the parts of a report that are exempt, by heading, letter or number, without reading a word of them."""
    marks = [mark for mark in marks_of({report.pk}) if mark.is_exempt]
    headings = dict(report.template_version.sections.values_list("position", "heading")) if marks else {}
    return ExemptParts(
        names=[_neutral_name(mark, headings) for mark in marks],
        paragraphs=paragraphs_text(mark.paragraph for mark in marks if mark.paragraph),
    )


def _neutral_name(mark: Mark, headings: Mapping[int, str]) -> str:
    kind, _, number = mark.name.rpartition(" ")
    if kind == Section._meta.verbose_name:
        return headings.get(int(number), mark.name)
    if kind == Appendix._meta.verbose_name:
        return f"Appendix {Appendix(position=int(number)).letter}"
    return mark.name.capitalize()
