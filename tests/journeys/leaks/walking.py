"""Every address of the application, filled with ids of every kind, and every link and form found on its pages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib import admin
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from lxml import html

from childservices.models import Publishable
from partnerships.models import Programme
from reports.choices import Classification
from reports.models import AgendaEdition, Body, Component, ImprovementPlan, IssuedFile, IssuedPaper, Meeting
from reports.queries.report_parts import PART_KINDS
from tests.journeys.leaks.words import body_of

OURS = frozenset({"childservices", "indicators", "partnerships", "reports"})
IDS = frozenset({"pk", "id", "item", "source", "whole"})
MOST_OF_ONE_PATH, MOST_OF_ONE_PAGE = 3, 6
PERIOD = re.compile(r"/\d{4}(-\d\d)?(-[QHMT]\d+)?/")
UUID_LENGTH = 36


class UnknownParameter(AssertionError):
    """An address takes a parameter that the walk has no values for: give it some in `values_of`."""


@dataclass(frozen=True)
class Place:
    """An address by its name, with the parameters that it takes."""

    name: str
    parameters: tuple[str, ...]


def places() -> Sequence[Place]:
    """Every address that has a name, in every app and library."""
    return sorted(set(_places(get_resolver(), "", ())), key=lambda place: (place.name, place.parameters))


def _places(resolver: URLResolver, namespace: str, before: tuple[str, ...]) -> Iterator[Place]:
    for entry in resolver.url_patterns:
        names = (*before, *(name for name in entry.pattern.regex.groupindex if name not in before))
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _places(entry, inner, names)
        elif isinstance(entry, URLPattern) and entry.name:
            yield Place(f"{namespace}{entry.name}", names)


@dataclass(frozen=True)
class Values:
    """What the parameters of addresses are filled with."""

    rows: Mapping[str, Sequence[str]]
    """The ids of every model's rows."""
    meetings: Sequence[str]
    words: Mapping[str, Sequence[str]]

    def addresses(self, place: Place, ids: Sequence[str]) -> Iterator[str]:
        """Every address of a place; where it takes an id, one of these."""
        choices = [self._choices(place, name, ids) for name in place.parameters]
        for chosen in product(*choices):
            try:
                yield reverse(place.name, kwargs=dict(zip(place.parameters, chosen, strict=True)))
            except NoReverseMatch:
                continue

    def _choices(self, place: Place, name: str, ids: Sequence[str]) -> Sequence[str]:
        if place.name.startswith("admin:") and name in {"object_id", "content_type_id"}:
            return self._of_administration(place.name) if name == "object_id" else ["1"]
        if name in self.words:
            return self.words[name]
        if name not in IDS:
            raise UnknownParameter(f"{place.name} takes {name}, which the walk has no values for.")
        is_first_of_two = name == "pk" and bool(IDS & set(place.parameters) - {"pk"})
        return self.meetings if is_first_of_two else ids

    def _of_administration(self, name: str) -> Sequence[str]:
        """The keys of an administration page's own rows, and one of every model for a page that takes any."""
        for model in admin.site._registry:
            if name.startswith(f"admin:{model._meta.app_label}_{model._meta.model_name}_"):
                return [str(key) for key in model._default_manager.values_list("pk", flat=True)[:5]]
        return [keys[0] for keys in self.rows.values()]


def values_of(meetings: Iterable[Meeting]) -> Values:
    """Gather the ids of rows of every model of ours, and words for the other parameters."""
    ours = [model for model in apps.get_models() if model._meta.app_label in OURS]
    rows = {model._meta.label: [str(key) for key in _telling_rows(model)] for model in ours}
    rows["published meeting"] = [str(key) for key in AgendaEdition.objects.values_list("meeting", flat=True)]
    rows["issued item"] = [str(key) for key in IssuedPaper.objects.values_list("item_key", flat=True)]
    rows["issued file"] = [str(key) for key in IssuedFile.objects.values_list("source_key", flat=True)]
    words = {
        "body": list(Body.objects.values_list("slug", flat=True)),
        "on": ["2009-11-04", "2009-11-18", "2009-12-02"],
        "kind": list(PART_KINDS),
        "slug": [
            *Programme.objects.values_list("slug", flat=True),
            *ImprovementPlan.objects.values_list("slug", flat=True),
            *(row.slug for model in ours if issubclass(model, Publishable) for row in model.objects.all()),
        ],
        "verb": ["submit", "accept", "return", "withdraw"],
        "holder": ["section", "appendix"],
        "rest": ["anything"],
        "period": ["2009-10-Q2"],
        "reference": ["NI59"],
        "theme": ["staying-safe"],
        "noun": ["group", "review"],
        "app_label": sorted(OURS),
        "key": ["set-password"],
        "uidb36": ["1"],
    }
    with_ids = {label: keys for label, keys in rows.items() if keys and len(keys[0]) == UUID_LENGTH}
    return Values(with_ids, [str(meeting.pk) for meeting in meetings], words)


def _telling_rows(model: type[Any]) -> Iterator[Any]:
    """The keys of a model's rows; of parts that may be exempt, those that are not open, and one that is."""
    keys = model._default_manager.order_by("pk").values_list("pk", flat=True)
    if not issubclass(model, Component):
        return iter(keys)
    return chain(
        keys.exclude(classification=Classification.OPEN), keys.filter(classification=Classification.OPEN)[:1]
    )


@dataclass
class Book:
    """Addresses that lead somewhere, to be read, and those to which something can be sent."""

    read: dict[str, None] = field(default_factory=dict)
    sent: dict[str, None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, address: str) -> None:
        """Note an address, unless it is known or only one more of many ways to ask for the same page."""
        path = PERIOD.sub("/…/", urlsplit(address).path)  # one period leads to the next without end
        kind, most = (path, MOST_OF_ONE_PATH) if not path.startswith("/admin/") else _page_of(path)
        if address in self.read or address in self.sent or self.counts.get(kind, 0) >= most:
            return
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.read[address] = None


def _page_of(path: str) -> tuple[str, int]:
    """The kind of an administration page, of which a few show what all of them do: without the key of its row."""
    return re.sub(r"/[^/]*[0-9][^/]*/", "/…/", path), MOST_OF_ONE_PAGE


def links_on(response: Any, address: str) -> Iterator[str]:
    """The addresses of this site that a page links to, loads, or sends its forms to."""
    page = _page(response)
    if page is None:
        return
    page.make_links_absolute(f"http://testserver{address}")
    for _, _, link, _ in page.iterlinks():
        parts = urlsplit(link)
        if parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            yield parts._replace(scheme="", netloc="", fragment="").geturl()


def fields_to_send(response: Any) -> dict[str, str]:
    """The fields of the forms that a page would send by POST, as they stand."""
    page = _page(response)
    forms = [form for form in page.forms if form.method == "POST"] if page is not None else []
    return {name: str(value or "") for form in forms for name, value in form.fields.items() if name}


def fields_to_search(response: Any) -> Sequence[str]:
    """The names of the fields of text that a page's own filter offers."""
    page = _page(response)
    forms = [form for form in page.forms if form.method == "GET"] if page is not None else []
    wanted = "self::input[not(@type) or @type='text' or @type='search']"
    return [
        str(each.get("name")) for form in forms for each in form.xpath(f".//*[{wanted}]") if each.get("name")
    ]


def _page(response: HttpResponseBase) -> Any:
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return None
    content = body_of(response).strip()
    return html.fromstring(content) if content else None
