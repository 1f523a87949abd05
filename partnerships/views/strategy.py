"""Strategies: the list, and one with its action plan, service offer and training levels."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from childservices.exports import csv_response
from childservices.views.tables import asked_file
from partnerships.models import Strategy
from partnerships.permissions import can_keep_partnerships
from partnerships.queries.strategy import strategy_page
from partnerships.tables.group import MilestoneTable
from partnerships.tables.strategy import (
    ACTION_PLAN_HEADER,
    ServiceLevelTable,
    StrategyTable,
    TrainingLevelTable,
    action_plan_lines,
)
from partnerships.views.listing import show_list


@login_not_required
def strategy_list(request: HttpRequest) -> HttpResponseBase:
    """List the strategies that the person may read, and as CSV."""
    is_keeper = can_keep_partnerships(request.user)
    rows = Strategy.objects.visible_to(request.user).order_by("title")
    table = StrategyTable(rows, key="list", is_kept=is_keeper)
    return show_list(request, table, "Strategies", noun="strategy")


@login_not_required
def strategy_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a strategy with its action plan and outcome marks; each table also as a file."""
    strategy = get_object_or_404(Strategy.objects.visible_to(request.user), slug=slug)
    is_keeper = can_keep_partnerships(request.user)
    page = strategy_page(strategy, request.user, on=timezone.localdate())
    tables = {
        "service-offer": ServiceLevelTable(page.service_levels, key="service-offer", is_kept=is_keeper),
        "training": TrainingLevelTable(page.training_levels, key="training", is_kept=is_keeper),
        "milestones": MilestoneTable(page.milestones, key="milestones", is_kept=is_keeper),
    }
    if sent := asked_file(request, slug, tables):
        return sent
    if request.GET.get("csv") == "actions":
        header = [*ACTION_PLAN_HEADER, *page.outcomes]
        return csv_response(f"{slug}-actions.csv", header, action_plan_lines(page))
    context = {"strategy": strategy, "page": page, "is_keeper": is_keeper, "page_title": strategy.title}
    context |= {name.replace("-", "_"): table for name, table in tables.items()}
    return render(request, "partnerships/strategy_detail.html", context)
