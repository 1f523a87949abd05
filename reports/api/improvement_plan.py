"""How far the public plans had come on a day, as public JSON."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router

from childservices.api.shapes import Problem
from reports.api.shapes import PlanQuery, PlanSlug, PlanSummaryOut
from reports.domain.improvement_plan.summary import Tally
from reports.models import ImprovementPlan
from reports.queries.improvement_plan import plan_summary

router = Router(tags=["Plans"])


@router.get(
    "/plans/{slug}/summary",
    response={200: PlanSummaryOut, 404: Problem, 422: Problem},
    url_name="plan_summary",
    operation_id="get_plan_summary",
    summary="How far an improvement plan had come on a day",
)
def summary(request: HttpRequest, slug: PlanSlug, query: Query[PlanQuery]) -> Any:
    """Counts and shares of a plan's actions: overall, by theme, by priority, and by theme and priority."""
    plan = ImprovementPlan.objects.public().filter(slug=slug).first()
    if plan is None:
        raise Http404("There is no such plan, or it is not public.")
    found = plan_summary(plan, as_at=query.as_at or timezone.localdate())
    cells = [(theme, number, tally) for theme in found.themes for number, tally in theme.by_priority.items()]
    return {
        "plan": plan.slug,
        "as_at": found.as_at,
        **_counted(found.overall),
        "themes": [
            {"reference": theme.reference, "title": theme.title, **_counted(theme.tally)}
            for theme in found.themes
        ],
        "priorities": [{"priority": one.number, **_counted(one.tally)} for one in found.priorities],
        "themes_by_priority": [
            {"theme": theme.reference, "priority": number, "total": tally.total, "counts": tally.counts}
            for theme, number, tally in cells
        ],
    }


def _counted(tally: Tally) -> Mapping[str, Any]:
    shares = {status: None if share is None else f"{share:f}" for status, share in tally.shares.items()}
    return {"total": tally.total, "counts": tally.counts, "shares": shares}
