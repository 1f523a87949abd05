"""Public groups and scorecards, and appraisals, as public JSON."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router

from childservices.api.shapes import Problem
from childservices.exports import csv_response
from partnerships.models import Scorecard, ScorecardTarget
from partnerships.queries.group import GroupNode, group_tree
from partnerships.queries.scorecard import MeasureRow, scorecard_page
from reports.api.partnership_shapes import AppraisalOut, GroupOut, GroupPage, PageQuery, ScorecardOut, Slug
from reports.models import Appraisal
from reports.queries.appraisal import AppraisalSheet, Row, appraisal_sheet

router = Router(tags=["Partnerships and appraisals"])
EVERYBODY = AnonymousUser()


@router.get(
    "/groups/",
    response={200: GroupPage, 422: Problem},
    url_name="group_list",
    operation_id="list_groups",
    summary="Groups of the partnership, each under the one it reports to",
    openapi_extra={"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}},
)
def group_list(request: HttpRequest, query: Query[PageQuery]) -> Any:
    """Public groups from above, in the order of the tree."""
    nodes = [node for root in group_tree(EVERYBODY) for node in root.flat()]
    slugs = {node.group.pk: node.group.slug for node in nodes}
    if query.form == "csv":
        lines = (list(_group(request, node, slugs).values()) for node in nodes)
        return csv_response("groups.csv", list(GroupOut.model_fields), lines, for_spreadsheet=False)
    end = query.offset + query.limit
    return {
        "count": len(nodes),
        "next": _page(request, end) if end < len(nodes) else None,
        "previous": _page(request, max(0, query.offset - query.limit)) if query.offset else None,
        "results": [_group(request, node, slugs) for node in nodes[query.offset : end]],
    }


@router.get(
    "/scorecards/{slug}",
    response={200: ScorecardOut, 404: Problem, 422: Problem},
    url_name="scorecard",
    operation_id="get_scorecard",
    summary="A plan by outcome, priority and measure",
)
def scorecard(request: HttpRequest, slug: Slug) -> Any:
    """A public scorecard with its baselines and targets."""
    found = _public(Scorecard, slug)
    page = scorecard_page(found, with_latest=False)
    return {
        "scorecard": found.slug,
        "title": found.title,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "counts": {name: getattr(page.counts, name) for name in page.counts.__slots__},
        "outcomes": [
            {
                "title": one.outcome.title,
                "priorities": [
                    {"title": two.priority.title, "measures": [_measure(row) for row in two.rows]}
                    for two in one.priorities
                ],
            }
            for one in page.outcomes
        ],
    }


@router.get(
    "/appraisals/{slug}",
    response={200: AppraisalOut, 404: Problem, 422: Problem},
    url_name="appraisal",
    operation_id="get_appraisal",
    summary="Options with totals, ranks, and what could change the first place",
)
def appraisal(request: HttpRequest, slug: Slug) -> Any:
    """A public appraisal; totals and ranks are computed from the scores."""
    found = _public(Appraisal, slug)
    sheet = appraisal_sheet(found)
    maximum = _number(sheet.matrix.highest_total)
    weights = [(one.title, one.weight) for one in sheet.criteria]
    return {
        "appraisal": found.slug,
        "title": found.title,
        "criteria": [
            {"title": title, "weight": None if weight is None else str(weight)} for title, weight in weights
        ],
        "options": [_option(row, maximum) for row in sheet.rows],
        "sensitivity": _sensitivity(sheet),
        "remarks": list(sheet.remarks),
    }


def _public(model: Any, slug: str) -> Any:
    found = model.objects.visible_to(EVERYBODY).filter(slug=slug).first()
    if found is None:
        raise Http404(f"There is no {model._meta.verbose_name} of this name, or it is not public.")
    return found


def _option(row: Row, maximum: Any) -> dict[str, Any]:
    printed = row.option.printed_total
    return {
        "number": row.option.number,
        "title": row.option.title,
        "scores": [cell.score for cell in row.cells],
        "total": _number(row.ranked.total),
        "maximum": maximum,
        "rank": row.ranked.rank,
        "printed_total": None if printed is None else _number(printed),
    }


def _sensitivity(sheet: AppraisalSheet) -> list[dict[str, Any]]:
    numbers = {str(row.option.pk): row.option.number for row in sheet.rows}
    return [
        {
            "change": change.words,
            "first_before": [numbers[one.key] for one in change.first_before],
            "first_after": [numbers[one.key] for one in change.first_after],
        }
        for change in sheet.changes
    ]


def _number(value: Any) -> int | str:
    """A whole total as a number; one that weights made fractional as a string, as every decimal."""
    return int(value) if value == value.to_integral_value() else str(value.normalize())


def _measure(row: MeasureRow) -> dict[str, Any]:
    measure = row.measure
    return {
        "reference": measure.reference,
        "indicator": measure.indicator.reference,
        "title": measure.indicator.title,
        "question": measure.get_question_display() or None,
        "baseline": None if measure.baseline is None else _plain(measure.baseline),
        "baseline_period": measure.baseline_period or None,
        "baseline_printed": measure.baseline_printed or None,
        "targets": [_target(target) for target in row.targets],
        "gap": None if row.gap is None else str(row.gap),
        "accountable": measure.accountable.name if measure.accountable else None,
        "also_stands_as": list(row.shared_with),
        "why": measure.why or None,
        "remark": measure.note or None,
    }


def _target(target: ScorecardTarget) -> dict[str, Any]:
    return {
        "kind": target.kind,
        "value": None if target.value is None else _plain(target.value),
        "unit": target.own_unit or None,
        "starts_on": target.starts_on,
        "ends_on": target.ends_on,
        "text": target.text or None,
    }


def _plain(value: Any) -> str:
    return f"{value.normalize():f}"


def _group(request: HttpRequest, node: GroupNode, slugs: Any) -> dict[str, Any]:
    group = node.group
    return {
        "slug": group.slug,
        "title": group.title,
        "kind": group.kind,
        "parent": slugs.get(group.parent_id),
        "level": node.depth + 1,
        "place": group.place or None,
        "chair": group.chair or None,
        "cadence": group.cadence or None,
        "purpose": group.purpose or None,
        "members": group.member_count,
        "starts_on": group.starts_on,
        "ends_on": group.ends_on,
        "html": request.build_absolute_uri(reverse("group_detail", args=[group.slug])),
    }


def _page(request: HttpRequest, offset: int) -> str:
    query = request.GET.copy()
    query["offset"] = str(offset)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
