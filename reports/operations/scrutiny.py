"""Appraisals, scrutiny reviews and frameworks of self-assessment, row by row."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from childservices.models import Kept, Part, User
from childservices.operations.editing import Invalid, NotAllowed
from childservices.operations.keeping import add_kept, change_kept, remove_kept
from reports.models import Appraisal, DimensionScore, Framework, OptionScore
from reports.permissions import can_keep_reviews

REFUSED = "Only officers, performance officers and clerks keep appraisals and reviews. Ask one of them."


@transaction.atomic
def add_review_row(row: Kept, *, by: User, at: datetime) -> None:
    """Will add an appraisal, a review, a framework, or a part of one at its end."""
    _refuse_unless_keeper(by)
    add_kept(row, by=by, at=at)


@transaction.atomic
def change_review_row(row: Kept, *, expected: int, values: Mapping[str, Any], by: User, at: datetime) -> None:
    """Will change something that nobody else has changed since it was read.

    Raises:
        Invalid: a score that was given would be above the highest there can be.
    """
    _refuse_unless_keeper(by)
    if isinstance(row, Appraisal | Framework):
        _refuse_below_given(row, values.get("maximum"))
    change_kept(row, expected=expected, values=values, by=by, at=at)


@transaction.atomic
def remove_review_row(row: Part, *, by: User, at: datetime) -> None:
    """Will take away a part with what stands under it; an appraisal or a review as a whole stays."""
    _refuse_unless_keeper(by)
    if not isinstance(row, Part):
        raise NotAllowed("What has a page of its own is not taken away. Make it private instead.")
    remove_kept(row, by=by, at=at)


def _refuse_unless_keeper(user: User) -> None:
    if not can_keep_reviews(user):
        raise NotAllowed(REFUSED)


def _refuse_below_given(whole: Appraisal | Framework, maximum: int | None) -> None:
    given: Any = (
        OptionScore.objects.filter(option__appraisal=whole)
        if isinstance(whole, Appraisal)
        else DimensionScore.objects.filter(assessment__framework=whole)
    )
    highest = given.aggregate(highest=Max("score"))["highest"]
    if maximum is not None and highest is not None and highest > maximum:
        raise Invalid(
            f"A score of {highest} was given. Enter {highest} or more, or lower that score first.",
            field="maximum",
        )
