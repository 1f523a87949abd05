"""What a report still lacks before it may be submitted, as sentences for its author."""

from collections.abc import Iterator
from typing import Any

from childservices.richtext import plain_text
from reports.choices import Classification, SectionKind
from reports.models import Report, Section
from reports.queries.part_kinds import PART_KINDS
from reports.queries.report_parts import load_parts, parts_of_kind


def missing_from_report(report: Report) -> tuple[str, ...]:
    """Say in a sentence each what the report lacks; nothing where it is complete."""
    load_parts(report)
    return tuple(_missing(report))


def _missing(report: Report) -> Iterator[str]:
    for section in report.sections.all():
        if _lacks_text(section):
            yield f"Write “{section.heading.heading}”, or say “None, because …”."
        elif section.heading.kind == SectionKind.RECOMMENDATIONS and not report.recommendations.all():
            yield "Add at least one recommendation."
        elif section.heading.kind == SectionKind.CONTACTS and not report.contacts.all():
            yield "Add the post that answers questions about the report."
    for appendix in parts_of_kind(report, PART_KINDS["appendix"]):
        if appendix.file_id and not appendix.cleaned_id:
            yield f"Upload the file of appendix {appendix.letter} again: it has not been checked."
    if unclassified := unclassified_parts(report):
        yield f"Say whether each part is open or exempt: {', '.join(unclassified)}."


def _lacks_text(section: Section) -> bool:
    without_own_text = {SectionKind.RECOMMENDATIONS, SectionKind.CONTACTS}
    if section.heading.kind in without_own_text or not section.heading.is_required:
        return False
    return not plain_text(section.body).strip() and not section.tables.all()


def unclassified_parts(report: Report) -> tuple[str, ...]:
    """Name the parts of a report that are neither open nor exempt, neutrally."""
    load_parts(report)
    listed = [part for kind in PART_KINDS.values() for part in parts_of_kind(report, kind)]
    return tuple(
        _part_name(part)
        for part in (*report.sections.all(), *listed)
        if part.classification == Classification.UNCLASSIFIED
    )


def _part_name(part: Any) -> str:
    if isinstance(part, Section):
        return part.heading.heading
    return f"{part._meta.verbose_name} {part.position}"
