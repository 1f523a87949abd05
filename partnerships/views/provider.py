"""Providers: the list, and one with its agreements."""

from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from partnerships.filters import ProviderFilter
from partnerships.models import Provider
from partnerships.queries.agreement import summaries_of
from partnerships.tables.commissioning import OwnAgreementTable, ProviderTable
from partnerships.views.access import require_reader
from partnerships.views.programme import csv_address, show_table


def provider_list(request: HttpRequest) -> HttpResponseBase:
    """List providers by name, with a filter and as CSV."""
    require_reader(request)
    rows = Provider.objects.select_related("organisation").annotate(agreement_count=Count("agreements"))
    chosen = ProviderFilter(request.GET, queryset=rows.order_by("organisation__name"))
    table = ProviderTable(chosen.qs, csv_url=csv_address(request))
    context = {"filter": chosen, "forms": [chosen.form]}
    return show_table(
        request, table, "partnerships/provider_list.html", "Providers", "providers.csv", **context
    )


def provider_detail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Show a provider: the numbers it is known by, its agreements, and what visits found."""
    require_reader(request)
    provider = get_object_or_404(Provider.objects.select_related("organisation"), pk=pk)
    agreements = provider.agreements.for_lists().order_by("-starts_on", "project")
    table = OwnAgreementTable(summaries_of(list(agreements)), csv_url="?format=csv")
    return show_table(
        request,
        table,
        "partnerships/provider_detail.html",
        str(provider),
        "agreements.csv",
        provider=provider,
    )
