"""Partnerships: the way in, groups as a nested list, one group, and milestones."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from childservices.views.tables import asked_file
from partnerships.models import Group, Milestone
from partnerships.permissions import can_keep_partnerships
from partnerships.queries.group import group_page, group_tree, milestone_rows
from partnerships.queries.home import sections_for
from partnerships.tables.group import GroupTable, MemberTable, MilestoneTable, TaskTable
from partnerships.views.listing import show_list


@login_not_required
def partnership_home(request: HttpRequest) -> HttpResponse:
    """Say what partners keep here, and how much of it the person may read."""
    context = {"sections": sections_for(request.user), "page_title": "Partnerships"}
    return render(request, "partnerships/home.html", context)


@login_not_required
def group_list(request: HttpRequest) -> HttpResponseBase:
    """Show the groups as a nested list, and give them as CSV."""
    tree = group_tree(request.user)
    table = GroupTable(tree, prefix="groups-", csv_url="?csv=groups")
    if sent := asked_file(request, "partnership", {"groups": table}):
        return sent
    context = {"tree": tree, "count": len(table.rows), "is_keeper": can_keep_partnerships(request.user)}
    return render(request, "partnerships/group_list.html", context | {"page_title": "Groups"})


@login_not_required
def group_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a group: what it is for, who sits on it, its tasks and milestones; each table also as a file."""
    groups = Group.objects.visible_to(request.user)
    group, is_keeper = get_object_or_404(groups, slug=slug), can_keep_partnerships(request.user)
    page = group_page(group, request.user, on=timezone.localdate())
    tables = {
        "members": MemberTable(page.members, key="members", is_kept=is_keeper),
        "tasks": TaskTable(page.tasks, key="tasks", is_kept=is_keeper),
        "milestones": MilestoneTable(page.milestones, key="milestones", is_kept=is_keeper),
    }
    if sent := asked_file(request, slug, tables):
        return sent
    context = {"group": group, "page": page, "tables": tables, "is_keeper": is_keeper}
    return render(request, "partnerships/group_detail.html", context | {"page_title": group.title})


@login_not_required
def milestone_list(request: HttpRequest) -> HttpResponseBase:
    """List the milestones of all partnerships by their day, and as CSV."""
    rows = milestone_rows(Milestone.objects.visible_to(request.user), on=timezone.localdate())
    table = MilestoneTable(rows, key="list", is_kept=can_keep_partnerships(request.user))
    return show_list(request, table, "Milestones", noun="milestone")
