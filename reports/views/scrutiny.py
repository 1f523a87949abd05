"""Scrutiny: what there is, a review, and self-assessments over time."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from childservices.exports import csv_response
from childservices.views.keeping import Keeper
from childservices.views.tables import asked_file
from reports.choices import ReviewPointKind
from reports.forms.scrutiny import NOUNS
from reports.models import Appraisal, Framework, Review, ReviewPoint
from reports.operations import add_review_row, change_review_row, remove_review_row
from reports.operations.scrutiny import REFUSED
from reports.permissions import can_keep_reviews
from reports.queries.scrutiny import review_page
from reports.queries.self_assessment import FrameworkPage, framework_page
from reports.tables.scrutiny import (
    PointTable,
    RecommendationTable,
    ScrutinyTable,
    SessionTable,
    VisitTable,
)

HEADINGS = {
    ReviewPointKind.TERM: "Terms of reference",
    ReviewPointKind.ENQUIRY: "Lines of enquiry",
    ReviewPointKind.MEMBER: "Members",
    ReviewPointKind.EVIDENCE: "Evidence",
    ReviewPointKind.FINDING: "Findings",
}
keeper = Keeper(
    nouns=NOUNS,
    can_keep=can_keep_reviews,
    refused=REFUSED,
    add_row=add_review_row,
    change_row=change_review_row,
    remove_row=remove_review_row,
    home=("Scrutiny", "scrutiny_home"),
)


@login_not_required
def scrutiny_home(request: HttpRequest) -> HttpResponseBase:
    """List the appraisals, reviews and self-assessments that the person may read, and as CSV."""
    rows = [
        row
        for model in (Appraisal, Review, Framework)
        for row in model.objects.visible_to(request.user).order_by("title")
    ]
    table = ScrutinyTable(rows, prefix="list-", csv_url="?csv=list")
    if sent := asked_file(request, "scrutiny", {"list": table}):
        return sent
    context = {"table": table, "is_keeper": can_keep_reviews(request.user), "page_title": "Scrutiny"}
    return render(request, "reports/scrutiny_home.html", context)


@login_not_required
def review_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a review: terms, sessions, visits, evidence, findings, recommendations; each table also as a file."""
    reviews = Review.objects.visible_to(request.user).select_related("body")
    review, is_keeper = get_object_or_404(reviews, slug=slug), can_keep_reviews(request.user)
    page = review_page(review, request.user, on=timezone.localdate())
    points = {kind.value: _point_table(kind, rows, is_kept=is_keeper) for kind, rows in page.points.items()}
    tables = {
        "sessions": SessionTable(page.sessions, key="sessions", is_kept=is_keeper),
        "visits": VisitTable(page.visits, key="visits", is_kept=is_keeper),
        "recommendations": RecommendationTable(
            page.recommendations, key="recommendations", is_kept=is_keeper
        ),
    }
    if sent := asked_file(request, slug, {**points, **tables}):
        return sent
    context = {"review": review, "page": page, "points": points, "tables": tables, "is_keeper": is_keeper}
    return render(request, "reports/review_detail.html", context | {"page_title": review.title})


@login_not_required
def framework_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show the assessments against a framework beside each other, and as CSV."""
    framework = get_object_or_404(Framework.objects.visible_to(request.user), slug=slug)
    page = framework_page(framework)
    if request.GET.get("csv") == "assessments":
        days = [f"Score {one.on:%Y-%m-%d}" for one, _ in page.assessments]
        header = ["No.", "Dimension", *days, "Evidence", "Still missing", "Movement"]
        return csv_response(f"{slug}.csv", header, _framework_lines(page))
    context = {
        "framework": framework,
        "review": Review.objects.readable(request.user, framework.review_id),
        "page": page,
        "is_keeper": can_keep_reviews(request.user),
        "page_title": framework.title,
    }
    return render(request, "reports/framework_detail.html", context)


def _point_table(kind: ReviewPointKind, rows: Sequence[ReviewPoint], *, is_kept: bool) -> PointTable:
    """The lines of one kind, with more words only where some line has them."""
    hidden = () if any(row.detail for row in rows) else ("detail",)
    return PointTable(rows, key=kind.value, is_kept=is_kept, caption=HEADINGS[kind], exclude=hidden)


def _framework_lines(page: FrameworkPage) -> Iterator[Sequence[Any]]:
    for row in page.rows:
        latest = row.latest
        yield [
            row.dimension.reference,
            row.dimension.title,
            *(score.score if score else None for score in row.scores),
            latest.evidence if latest else "",
            latest.gap if latest else "",
            row.moved,
        ]
