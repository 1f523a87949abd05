"""Reports of the demonstration, with all their parts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db import transaction

from childservices.models import Organisation, User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid
from childservices.richtext import identify_blocks
from reports.choices import Classification, ReportState
from reports.domain.data_table import faults
from reports.models import (
    Appendix,
    BackgroundPaper,
    Consultee,
    Contact,
    DataTable,
    Recommendation,
    Report,
    ReportAuthor,
    Risk,
    Section,
    TemplateVersion,
)
from reports.operations.demonstration.identity import person_of, stable_id
from reports.operations.editing import next_number

LISTS: Sequence[tuple[str, type[Any], Mapping[str, str]]] = (
    (
        "recommendations",
        Recommendation,
        {"verb": "verb", "text": "text", "target_body": "target_body", "due_text": "due_text"},
    ),
    (
        "risks",
        Risk,
        {
            "risk": "risk",
            "likelihood": "likelihood",
            "consequence": "consequence",
            "mitigation": "mitigation",
        },
    ),
    ("background_papers", BackgroundPaper, {"title": "title", "author": "author", "date_text": "date_text"}),
    ("consultees", Consultee, {"name": "name", "consulted_on": "purpose", "outcome": "outcome"}),
    ("contacts", Contact, {"post_title": "post", "note": "note"}),
)


REASONS = ("return_reason", "withdraw_reason", "defer_reason")


@transaction.atomic
def load_report(*, row: Mapping[str, Any], year: int, by: User, at: datetime) -> Report:
    """Will make a report with all its parts in the state that its fixture says, unless it is there already."""
    existing = Report.objects.filter(slug=row["slug"]).first()
    if existing is not None:
        return existing
    version = TemplateVersion.objects.filter(template__slug=row["template"]).order_by("-number").first()
    if version is None:
        raise Invalid(
            f"The report {row['slug']} is written on {row['template']}, which templates.json does not list."
        )
    report = Report.objects.create(
        pk=stable_id("report", row["slug"]),
        slug=row["slug"],
        year=year,
        number=next_number(f"reports/{year}"),
        title=row["title"],
        neutral_title=row.get("neutral_title", ""),
        template_version=version,
        directorate=Organisation.objects.get(slug=row["directorate"]),
        wards=row.get("wards", ""),
        purpose=row["purpose"],
        state=row.get("state", ReportState.ACCEPTED),
        source_notes=row.get("source_notes", []),
        created_at=at,
        created_by=by,
        changed_at=at,
        changed_by=by,
    )
    _add_authors(report, row["authors"])
    _add_sections(report, row["sections"])
    _add_lists(report, row)
    _add_appendices(report, row.get("appendices", ()))
    reason = next((row[name] for name in REASONS if row.get(name)), "")
    record_event(verb="demonstration_report_loaded", subject=report, by=by, at=at, reason=reason)
    return report


def _add_authors(report: Report, posts: Sequence[str]) -> None:
    for position, post in enumerate(posts, start=1):
        ReportAuthor.objects.create(report=report, person=person_of(post), post_title=post, position=position)


def _add_sections(report: Report, sections: Mapping[str, Any]) -> None:
    headings = {heading.key: heading for heading in report.template_version.sections.all()}
    if unknown := set(sections) - set(headings):
        raise Invalid(f"The template of report {_slug(report)} has no section {', '.join(sorted(unknown))}.")
    for key, heading in sorted(headings.items(), key=lambda pair: pair[1].position):
        contents = sections.get(key, {})
        section = Section.objects.create(
            pk=stable_id("section", _slug(report), key),
            report=report,
            heading=heading,
            position=heading.position,
            body=_body(contents.get("body", ""), _slug(report), key),
            **_classification(contents, heading.default_classification),
        )
        _add_tables(contents.get("tables", ()), section=section, path=(_slug(report), key))


def _add_lists(report: Report, row: Mapping[str, Any]) -> None:
    for name, model, fields in LISTS:
        for position, part in enumerate(row.get(name, ()), start=1):
            values = {field: part.get(source, "") for field, source in fields.items()}
            if "text" in values:
                values["text"] = values["text"].removeprefix("That ")
            model.objects.create(
                pk=stable_id(name, _slug(report), position),
                report=report,
                position=position,
                **values,
                **_classification(part, Classification.OPEN),
            )


def _add_appendices(report: Report, appendices: Sequence[Mapping[str, Any]]) -> None:
    for position, row in enumerate(appendices, start=1):
        path = (_slug(report), f"appendix-{position}")
        appendix = Appendix.objects.create(
            pk=stable_id("appendix", *path),
            report=report,
            position=position,
            title=row["title"],
            neutral_title=row.get("neutral_title", ""),
            body=_body(row.get("body", ""), *path),
            **_classification(row, Classification.OPEN),
        )
        _add_tables(row.get("tables", ()), appendix=appendix, path=path)


def _add_tables(
    tables: Sequence[Mapping[str, Any]],
    *,
    path: tuple[str, str],
    section: Section | None = None,
    appendix: Appendix | None = None,
) -> None:
    for position, row in enumerate(tables, start=1):
        columns, rows = row.get("columns", []), row.get("rows", [])
        if wrong := faults(columns, rows):
            raise Invalid(f"Table {row['key']} of {path[0]}: {wrong[0]}")
        DataTable.objects.create(
            pk=stable_id("table", *path, row["key"]),
            section=section,
            appendix=appendix,
            key=row["key"],
            position=position,
            caption=row["caption"],
            columns=columns,
            rows=rows,
            block=row.get("block", ""),
            subject=row.get("subject", ""),
            row_headers=row.get("row_headers", 1),
            is_grouped=row.get("grouped", False),
            totals=row.get("totals", 0),
            is_landscape=row.get("landscape", False),
            source=row.get("source", ""),
            as_at=row.get("as_at"),
            note=row.get("note", ""),
        )


def _slug(report: Report) -> str:
    return report.slug or str(report.pk)


def _classification(row: Mapping[str, Any], default: str) -> dict[str, Any]:
    return {
        "classification": row.get("part", default),
        "exempt_paragraph": row.get("exempt_paragraph"),
        "is_contract_negotiation": row.get("is_contract_negotiation", False),
        "exempt_reason": row.get("exempt_reason", ""),
    }


def _body(html: str, *path: str) -> str:
    counted = count(1)

    def next_id() -> str:
        return f"b-{_short(stable_id('block', *path, next(counted)))}"

    return identify_blocks(html, new_id=next_id)


def _short(identifier: UUID) -> str:
    return identifier.hex[:12]
