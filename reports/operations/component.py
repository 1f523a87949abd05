"""The parts of a report: written, added, changed, moved and removed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from childservices.domain.refusals import EditConflict
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, change_row, check_row, renumber
from childservices.operations.uploads import cleaned_upload
from childservices.pdf import PaperError
from childservices.richtext import identify_blocks
from childservices.uploads import UploadKind
from reports.domain.agenda import moved
from reports.models import Appendix, Component, Report, Section
from reports.operations.editing import touch_report
from reports.operations.report import refuse_unless_editable

NOT_DESCRIBED = "Say what the picture shows, for those who cannot see it. Then choose the file again."


@transaction.atomic
def save_section(
    *, section: Section, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> Section:
    """Will save the text and classification of a section; its blocks keep their ids."""
    _change(section, expected=expected, values=values, by=by, at=at, verb="section_saved")
    return section


@transaction.atomic
def add_component(
    *, component_type: type[Component], report: Report, values: Mapping[str, Any], by: User, at: datetime
) -> Component:
    """Will add a recommendation, risk, background paper, consultee, contact or appendix at the end of its kind."""
    report = refuse_unless_editable(report=report, by=by)
    rows = component_type._default_manager.filter(report=report)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    component = component_type(report=report, position=last + 1, **_clean_texts(values, previous=""))
    check_exempt_title(component)
    check_row(component)
    component.save(force_insert=True)
    touch_report(report=report, by=by, at=at)
    record_event(verb=f"{component._meta.model_name}_added", subject=component, by=by, at=at)
    return component


@transaction.atomic
def change_component(
    *, component: Component, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> Component:
    """Will change a part of a report that nobody else has changed since it was read."""
    verb = f"{component._meta.model_name}_changed"
    _change(component, expected=expected, values=values, by=by, at=at, verb=verb)
    return component


@transaction.atomic
def move_component(*, component: Component, places: int, by: User, at: datetime) -> None:
    """Will move a part of a report up (negative) or down among its kind."""
    report = refuse_unless_editable(report=component.report, by=by)
    rows = type(component)._default_manager.filter(report=report)
    order: list[UUID] = list(rows.order_by("position").values_list("pk", flat=True))
    if component.pk not in order:
        raise EditConflict("Somebody removed this while you were looking at it.", current={})
    renumber(rows, list(moved(order, component.pk, places=places)))
    touch_report(report=report, by=by, at=at)
    record_event(verb=f"{component._meta.model_name}_moved", subject=component, by=by, at=at)


@transaction.atomic
def remove_component(*, component: Component, by: User, at: datetime) -> None:
    """Will remove a part of a report and close the gap that it leaves."""
    report = refuse_unless_editable(report=component.report, by=by)
    record_event(
        verb=f"{component._meta.model_name}_removed",
        subject=component,
        by=by,
        at=at,
        detail={"report": str(report.pk)},
    )
    rows = type(component)._default_manager.filter(report=report)
    component.delete()
    renumber(rows, list(rows.order_by("position").values_list("pk", flat=True)))
    touch_report(report=report, by=by, at=at)


def keep_appendix_file(
    *,
    appendix: Appendix,
    expected: int,
    data: bytes,
    name: str,
    picture_description: str,
    by: User,
    at: datetime,
) -> Appendix:
    """Will keep an uploaded file as an appendix's content, with what cleaning makes of it for those who read it.

    Raises:
        Invalid: papers cannot hold the file, or a picture is not described; the appendix stays as it is.
    """
    try:
        cleaned = cleaned_upload(data=data, at=at)
    except PaperError as error:
        raise Invalid(error.sentence, field="file") from error
    is_picture = cleaned.kind == UploadKind.PICTURE
    if is_picture and not picture_description.strip():
        raise Invalid(NOT_DESCRIBED, field="picture_description")
    values = {
        "file": cleaned.original,
        "file_name": name[:200],
        "cleaned": cleaned,
        "picture_description": picture_description.strip() if is_picture else "",
    }
    _keep_file(appendix, expected=expected, values=values, by=by, at=at)
    return appendix


@transaction.atomic
def remove_appendix_file(*, appendix: Appendix, expected: int, by: User, at: datetime) -> Appendix:
    """Will take the file from an appendix; its text and its tables stay."""
    values = {"file": None, "file_name": "", "cleaned": None, "picture_description": ""}
    _change(appendix, expected=expected, values=values, by=by, at=at, verb="appendix_changed")
    return appendix


@transaction.atomic
def _keep_file(
    appendix: Appendix, *, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> None:
    _change(appendix, expected=expected, values=values, by=by, at=at, verb="appendix_file_kept")


def _change(
    component: Any, *, expected: int, values: Mapping[str, Any], by: User, at: datetime, verb: str
) -> None:
    report = refuse_unless_editable(report=component.report, by=by)
    cleaned = _clean_texts(values, previous=_stored_body(component) if "body" in values else "")
    for name, value in cleaned.items():
        setattr(component, name, value)
    check_exempt_title(component)
    change_row(component, expected=expected, values=cleaned)
    touch_report(report=report, by=by, at=at)
    record_event(verb=verb, subject=component, by=by, at=at)


def _stored_body(component: Any) -> str:
    """The text that stands now, whose blocks keep their ids."""
    rows = type(component)._default_manager.filter(pk=component.pk)
    return rows.values_list("body", flat=True).first() or ""


def _clean_texts(values: Mapping[str, Any], *, previous: str) -> dict[str, Any]:
    cleaned = dict(values)
    if "body" in cleaned:
        cleaned["body"] = identify_blocks(cleaned["body"], previous)
    return cleaned


def check_exempt_title(component: Component) -> None:
    """Will refuse an exempt appendix that has no title which may be shown to the public."""
    if isinstance(component, Appendix) and component.is_exempt and not component.neutral_title.strip():
        raise Invalid(
            "Enter a neutral title: the public sees it in place of the real one.", field="neutral_title"
        )
