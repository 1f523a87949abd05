"""How every list of partnerships is shown."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from childservices.tables import CouncilTable
from childservices.views.tables import asked_file
from partnerships.permissions import can_keep_partnerships


def show_list(request: HttpRequest, table: CouncilTable, title: str, *, noun: str) -> HttpResponseBase:
    """Show a list with a way to add to it for whoever may, or give it as a file; its table is called "list"."""
    if sent := asked_file(request, title.lower().replace(" ", "-"), {"list": table}, per_page=25):
        return sent
    is_keeper = can_keep_partnerships(request.user)
    context = {"table": table, "noun": noun, "is_keeper": is_keeper, "page_title": title}
    return render(request, "partnerships/list.html", context)
