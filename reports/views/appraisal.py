"""Options appraisals: the matrix, what could change it, the annex, and scoring."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from childservices.exports import csv_response
from childservices.views.tables import asked_file
from reports.domain.appraisal.ranking import Ranked, number_text
from reports.forms.scrutiny import SupposeForm
from reports.models import Appraisal
from reports.permissions import can_keep_reviews
from reports.queries.appraisal import AppraisalSheet, appraisal_sheet
from reports.tables.scrutiny import ChangeTable, CriterionTable

EVIDENCE_HEADER = ["Option", "Criterion", "Score", "Sign", "Evidence"]


@login_not_required
def appraisal_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show the matrix of an appraisal with totals, ranks and what could change them; each table also as a file."""
    sheet, is_keeper = _sheet(request, slug), can_keep_reviews(request.user)
    appraisal = sheet.appraisal
    tables = {
        "changes": ChangeTable(sheet.changes, prefix="changes-", csv_url="?csv=changes"),
        "criteria": CriterionTable(sheet.criteria, key="criteria", is_kept=is_keeper),
    }
    if sent := asked_file(request, appraisal.slug, tables) or _matrix_file(request, sheet):
        return sent
    form = SupposeForm(request.GET if "criterion" in request.GET else None, sheet=sheet)
    context = {
        "sheet": sheet,
        "appraisal": appraisal,
        "tables": tables,
        "altering": ChangeTable(sheet.altering, prefix="altering-", caption="What alters the first place"),
        "is_keeper": is_keeper,
        "page_title": appraisal.title,
    }
    context |= {"suppose": form, "forms": [form], "supposed": _supposed(form, sheet)}
    return render(request, "reports/appraisal_detail.html", context)


@login_not_required
def appraisal_annex(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show every option with the evidence for each score, as an annex to a report."""
    sheet = _sheet(request, slug)
    if request.GET.get("csv") == "evidence":
        return csv_response(f"{slug}-evidence.csv", EVIDENCE_HEADER, _evidence_lines(sheet))
    title = f"{sheet.appraisal.title}: options in detail"
    context = {"sheet": sheet, "appraisal": sheet.appraisal, "page_title": title}
    return render(request, "reports/appraisal_annex.html", context)


def _sheet(request: HttpRequest, slug: str) -> AppraisalSheet:
    return appraisal_sheet(get_object_or_404(Appraisal.objects.visible_to(request.user), slug=slug))


def _supposed(form: SupposeForm, sheet: AppraisalSheet) -> Sequence[tuple[str, str, Ranked]]:
    """What each option's total and rank would be after the change that was supposed; empty without one."""
    if not form.is_bound or not form.is_valid():
        return ()
    typed, matrix = form.cleaned_data, sheet.matrix
    if typed["weight"] is not None:
        matrix = matrix.with_weight(typed["criterion"], Decimal(typed["weight"]))
    if typed["score"] is not None:
        matrix = matrix.with_score(typed["option"], typed["criterion"], typed["score"])
    return [
        (str(row.option), number_text(ranked.total), ranked)
        for row, ranked in zip(sheet.rows, matrix.ranking(), strict=True)
    ]


def _matrix_file(request: HttpRequest, sheet: AppraisalSheet) -> HttpResponseBase | None:
    if request.GET.get("csv") != "matrix":
        return None
    titles = [criterion.title for criterion in sheet.criteria]
    header = ["No.", "Option", *titles, "Total", "Highest possible", "Rank", "Printed total"]
    rows = (
        [
            row.option.number,
            row.option.title,
            *(cell.score for cell in row.cells),
            row.ranked.total,
            sheet.matrix.highest_total,
            row.ranked.rank,
            row.option.printed_total,
        ]
        for row in sheet.rows
    )
    return csv_response(f"{sheet.appraisal.slug}.csv", header, rows)


def _evidence_lines(sheet: AppraisalSheet) -> Iterator[Sequence[Any]]:
    for row in sheet.rows:
        for cell in row.cells:
            for line in cell.kept.lines if cell.kept else ():
                yield [str(row.option), cell.criterion.title, cell.score, line.words, line.text]
