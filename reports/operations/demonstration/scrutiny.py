"""Appraisals, scrutiny reviews and self-assessments of the demonstration."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from childservices.models import User
from childservices.operations.demonstration import Kind, load_page
from reports import models

SCORES = frozenset({"scores"})
APPRAISAL = Kind(
    models.Appraisal,
    {
        "criteria": Kind(models.AppraisalCriterion),
        "options": Kind(models.AppraisalOption, left_out=SCORES),
    },
)
REVIEW = Kind(
    models.Review,
    {
        "points": Kind(models.ReviewPoint),
        "sessions": Kind(models.ReviewSession),
        "visits": Kind(models.ReviewVisit),
        "recommendations": Kind(models.ReviewRecommendation),
    },
)
FRAMEWORK = Kind(
    models.Framework,
    {"dimensions": Kind(models.Dimension), "assessments": Kind(models.SelfAssessment, left_out=SCORES)},
)

Rows = Sequence[Mapping[str, Any]]


@transaction.atomic
def load_scrutiny(*, rows: Mapping[str, Rows], by: User, at: datetime) -> None:
    """Will make the appraisals with their scores, the reviews, and the frameworks with their assessments."""
    for row in rows["appraisals"]:
        if appraisal := load_page(APPRAISAL, row=row, by=by, at=at):
            _add_option_scores(appraisal, row["options"])
    for row in rows["reviews"]:
        load_page(REVIEW, row=row, by=by, at=at)
    for row in rows["frameworks"]:
        if framework := load_page(FRAMEWORK, row=row, by=by, at=at):
            _add_dimension_scores(framework, row.get("assessments", ()))


def _add_option_scores(appraisal: models.Appraisal, rows: Rows) -> None:
    criteria = list(appraisal.criteria.order_by("position"))
    for option, row in zip(appraisal.options.order_by("position"), rows, strict=True):
        models.OptionScore.objects.bulk_create(
            models.OptionScore(option=option, criterion=criterion, **score)
            for criterion, score in zip(criteria, row.get("scores", ()), strict=True)
        )


def _add_dimension_scores(framework: models.Framework, rows: Rows) -> None:
    dimensions = list(framework.dimensions.order_by("position"))
    for assessment, row in zip(framework.assessments.order_by("position"), rows, strict=True):
        models.DimensionScore.objects.bulk_create(
            models.DimensionScore(assessment=assessment, dimension=dimension, **score)
            for dimension, score in zip(dimensions, row.get("scores", ()), strict=True)
        )
