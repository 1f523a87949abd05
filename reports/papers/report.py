"""From rows to contents: what a report holds for an audience that may read some classifications."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from reports.choices import Classification, SectionKind
from reports.models import BackgroundPaper, Consultee, Contact, Meeting, Recommendation, Report, Risk
from reports.papers.contents import (
    AppendixContents,
    LineContents,
    ReportContents,
    SectionContents,
)
from reports.papers.parts import Parts, pieces, read_parts
from reports.papers.uploads import upload_contents

OPEN_ONLY = (Classification.OPEN,)
EXEMPT_ONLY = (Classification.EXEMPT,)
WHOLE = (Classification.OPEN, Classification.EXEMPT)


def gather_report(
    report: Report,
    classifications: Collection[str],
    *,
    meeting: Meeting | None = None,
    parts: Parts | None = None,
) -> ReportContents:
    """Gather a report as an audience that may read these classifications reads it.

    One that is exempt as a whole has its neutral title where nothing exempt may be read.
    """
    found = parts or read_parts([report.pk], classifications)[report.pk]
    version = report.template_version
    is_neutral = bool(report.neutral_title) and Classification.EXEMPT not in classifications
    title = report.neutral_title if is_neutral else report.title
    wards = "" if is_neutral else report.wards
    header = _header(report, meeting, title=title, wards=wards) if version.has_header else ()
    listed = found.listed
    return ReportContents(
        id=report.pk,
        reference=report.reference,
        banner=version.banner,
        title=title,
        header=header,
        sections=_sections(found, first=len(header) + 1, is_numbered=version.is_numbered),
        recommendations=_lines(listed[Recommendation], "text"),
        risks=_lines(listed[Risk], "risk", "likelihood", "consequence", "mitigation"),
        background_papers=_lines(listed[BackgroundPaper], "title", "author", "date_text"),
        consultees=_lines(listed[Consultee], "name", "consulted_on", "outcome"),
        contacts=_lines(listed[Contact], "post_title", "note"),
        appendices=_appendices(found),
    )


def _header(
    report: Report, meeting: Meeting | None, *, title: str, wards: str
) -> Sequence[tuple[str, str, str]]:
    affected = f" (wards affected: {wards})" if wards else ""
    lines = [
        ("Meeting", meeting.body.name if meeting else "Not yet on an agenda"),
        ("Date", meeting.day_text if meeting else "Not yet on an agenda"),
        ("Title", f"{title}{affected}"),
        (report.template_version.directorate_label, report.directorate.name),
    ]
    numbers = report.template_version.is_numbered
    return tuple((str(n) if numbers else "", label, text) for n, (label, text) in enumerate(lines, start=1))


def _sections(found: Parts, *, first: int, is_numbered: bool) -> Sequence[SectionContents]:
    withheld = {section.pk for section in found.withheld_sections}
    rows = sorted((*found.sections, *found.withheld_sections), key=lambda section: section.heading.position)
    unnumbered = (SectionKind.CONTACTS,)
    contents = []
    number = first
    for section in rows:
        counts = is_numbered and section.heading.kind not in unnumbered
        contents.append(
            SectionContents(
                id=section.pk,
                number=str(number) if counts else "",
                heading=section.heading.heading,
                kind=section.heading.kind,
                pieces=() if section.pk in withheld else pieces(section.body, found.tables[section.pk]),
                withheld=withheld_text(section) if section.pk in withheld else "",
            )
        )
        number += counts
    return tuple(contents)


def _appendices(found: Parts) -> Sequence[AppendixContents]:
    withheld = {appendix.pk for appendix in found.withheld_appendices}
    rows = sorted((*found.appendices, *found.withheld_appendices), key=lambda appendix: appendix.position)
    return tuple(
        AppendixContents(
            id=appendix.pk,
            letter=appendix.letter,
            title=appendix.title or appendix.neutral_title or "Not for publication",
            pieces=(),
            withheld=withheld_text(appendix),
        )
        if appendix.pk in withheld
        else AppendixContents(
            id=appendix.pk,
            letter=appendix.letter,
            title=appendix.title,
            pieces=pieces(appendix.body, found.tables[appendix.pk]),
            upload=upload_contents(appendix),
        )
        for appendix in rows
    )


def _lines(rows: Iterable[Any], *names: str) -> Sequence[LineContents]:
    return tuple(LineContents(row.pk, tuple(getattr(row, name) for name in names)) for row in rows)


def withheld_text(part: Any) -> str:
    """What a reader is told in place of a part that this paper does not hold."""
    if part.classification == Classification.EXEMPT:
        return (
            f"Not for publication: exempt under paragraph {part.exempt_paragraph} of Part 1 of Schedule 12A."
        )
    if part.classification == Classification.OPEN:
        return "In the open paper."
    return "Not classified yet, and so not in this paper."
