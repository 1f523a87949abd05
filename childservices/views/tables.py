"""Several tables on one page: each sorts by itself, and each downloads by itself."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_tables2 import RequestConfig

from childservices.exports import csv_response
from childservices.tables import CouncilTable


def asked_file(
    request: HttpRequest, name: str, tables: Mapping[str, CouncilTable], *, per_page: int = 0
) -> HttpResponseBase | None:
    """Sort the tables of a page as asked, and give the one that was asked for by `?csv=` as a file, if one was.

    Without `per_page` a table is shown whole; its file always is.
    """
    for table in tables.values():
        RequestConfig(request, paginate={"per_page": per_page} if per_page else False).configure(table)
    key = request.GET.get("csv", "")
    if key not in tables:
        return None
    header, *rows = tables[key].as_values(exclude_columns=("keep",))
    return csv_response(f"{name}-{key}.csv", header, rows)
