"""What every list on a screen is made of: a captioned table that sorts, pages, totals and downloads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import django_tables2
from django.core.exceptions import ImproperlyConfigured
from django.forms.utils import flatatt
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django_tables2.columns import BoundColumn
from django_tables2.rows import BoundRow

from childservices.templatetags.council import date_long, money

NUMERIC = "govuk-table__cell--numeric"
PLAIN_ROW = flatatt({"class": "govuk-table__row"})


class NumberColumn(django_tables2.Column):
    """Figures, right-aligned, with thousands separators."""

    numeric = True

    def render(self, value: Any) -> str:
        """Give the figure as a screen shows it."""
        return f"{value:,}"

    def value(self, value: Any) -> Any:
        """Give the bare figure for the CSV file."""
        return value


class MoneyColumn(NumberColumn):
    """Pounds, with pence where there are any."""

    def render(self, value: Any) -> str:
        """Give the sum as a screen shows it, such as £4,934 or £4,934.50."""
        return money(value)


class LongDateColumn(django_tables2.Column):
    """Days written as 18 November 2009."""

    def render(self, value: Any) -> str:
        """Give the day as a screen shows it."""
        return date_long(value)

    def value(self, value: Any) -> str:
        """Give the day as 2009-11-18 for the CSV file."""
        return str(value.isoformat())


@dataclass(frozen=True)
class Heading:
    """The head of a column: its words, its class, and how it sorts ("" where it does not)."""

    text: str
    css: str
    sort: str
    href: str


@dataclass(frozen=True)
class Cell:
    """One cell of the foot; the first names the row for screen readers."""

    content: Any
    css: str
    is_header: bool


@dataclass(frozen=True)
class PageLink:
    """One number under a table; no number is the gap between numbers."""

    number: int | None
    href: str
    is_current: bool


class CouncilTable(django_tables2.Table):
    """The base of every table: it demands a caption and a sentence for when there is nothing to show.

    `caption` and `empty_text` are class attributes or arguments; `row_header` names the column whose cells name
    their rows; `csv_url` is where the same table downloads. Attributes of columns are taken once, not row by row.
    """

    caption = ""
    empty_text = ""
    row_header = ""
    csv_url = ""
    is_caption_hidden = False
    _query: QueryDict = QueryDict()

    def __init__(self, *args: Any, caption: str = "", csv_url: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("template_name", "tables/table.html")
        kwargs["empty_text"] = kwargs.get("empty_text") or type(self).empty_text or self._meta.empty_text
        super().__init__(*args, **kwargs)
        self.caption = caption or self.caption
        self.csv_url = csv_url or self.csv_url
        if not (self.caption and self.empty_text):
            raise ImproperlyConfigured(f"{type(self).__name__} needs a caption and an empty_text.")

    def before_render(self, request: HttpRequest | None) -> None:
        """Keep the page's query, so that sorting and paging keep the filter."""
        if request is not None:
            self._query = request.GET.copy()

    @property
    def caption_id(self) -> str:
        """The id of the caption, which names the region that scrolls."""
        return f"{self.prefix}table-caption"

    @property
    def headings(self) -> list[Heading]:
        """The heads of the columns from left to right."""
        return [self._heading(column) for column in self.columns]

    @property
    def body(self) -> Iterator[SafeString]:
        """The rows of the page as markup, made here because a template loop over cells costs twice the time."""
        columns = [(column.name, *self._cell_tags(column)) for column in self.columns]
        for row in self.paginated_rows:
            cells = (
                f"{start}{conditional_escape(localize(row.get_cell(name)))}{end}"
                for name, start, end in columns
            )
            drawn = mark_safe("".join(cells))  # each cell is escaped above  # nosec B703
            yield format_html("<tr{}>{}</tr>", self._row_attributes(row), drawn)

    @property
    def totals(self) -> list[Cell]:
        """The foot of the table; empty where no column has one."""
        if not self.has_footer():
            return []
        return [
            Cell(column.footer, _css(column, "tf"), is_header=number == 0)
            for number, column in enumerate(self.columns)
        ]

    @property
    def page_links(self) -> list[PageLink]:
        """The numbers under the table, with gaps; empty where there is one page."""
        if not hasattr(self, "page") or self.paginator.num_pages < 2:
            return []
        numbers = self.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [self._page_link(number if isinstance(number, int) else None) for number in numbers]

    @property
    def previous_href(self) -> str:
        """Where the page before is; empty on the first."""
        return self._href(self.prefixed_page_field, self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_href(self) -> str:
        """Where the page after is; empty on the last."""
        return self._href(self.prefixed_page_field, self.page.number + 1) if self.page.has_next() else ""

    def _heading(self, column: BoundColumn) -> Heading:
        css = _css(column, "th").replace(NUMERIC, "govuk-table__header--numeric")
        if not column.orderable:
            return Heading(str(column.header), css, "", "")
        alias = column.order_by_alias
        sort = "none"
        if column.is_ordered:
            sort = "descending" if alias.is_descending else "ascending"
        return Heading(str(column.header), css, sort, self._href(self.prefixed_order_by_field, alias.next))

    def _cell_tags(self, column: BoundColumn) -> tuple[SafeString, str]:
        if column.name == self.row_header:
            return format_html('<th scope="row" class="govuk-table__header {}">', _css(column, "td")), "</th>"
        return format_html('<td class="govuk-table__cell {}">', _css(column, "td")), "</td>"

    def _row_attributes(self, row: BoundRow) -> SafeString:
        if not self.row_attrs:
            return PLAIN_ROW
        own = dict(row.attrs)
        return flatatt(own | {"class": f"govuk-table__row {own['class']}"})

    def _page_link(self, number: int | None) -> PageLink:
        href = self._href(self.prefixed_page_field, number) if number else ""
        return PageLink(number, href, is_current=number == self.page.number)

    def _href(self, field: str, value: Any) -> str:
        query = self._query.copy()
        if field != self.prefixed_page_field:
            query.pop(self.prefixed_page_field, None)
        query[field] = str(value)
        return f"?{query.urlencode()}"


class KeptTable(CouncilTable):
    """A table of rows that somebody keeps, each with ways to change it and take it away for whoever may.

    `noun` is what the rows are called in addresses, `address` how the names of these begin; `key` tells the tables of
    one page apart.
    """

    noun = ""
    address = ""
    can_remove = True

    keep = django_tables2.Column(
        verbose_name="Keep",
        empty_values=(),
        orderable=False,
        attrs={"th": {"class": "council-no-print"}, "td": {"class": "council-keep council-no-print"}},
    )

    def __init__(self, rows: Any, *, key: str, is_kept: bool, **kwargs: Any) -> None:
        hidden = (*kwargs.pop("exclude", ()), *(() if is_kept else ("keep",)))
        given = {"csv_url": f"?csv={key}", "prefix": f"{key}-", "default": "", "sequence": ("...", "keep")}
        super().__init__(rows, exclude=hidden, **given | kwargs)

    def render_keep(self, record: Any) -> SafeString:
        """Give the links that change the row and take it away."""
        deeds = ("change", "remove") if self.can_remove else ("change",)
        words = {"change": "Change", "remove": "Take away"}
        links = [
            format_html(
                '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>',
                reverse(f"{self.address}_{deed}", args=[self.noun, record.pk]),
                words[deed],
                record,
            )
            for deed in deeds
        ]
        return format_html_join(mark_safe("<br>"), "{}", ((link,) for link in links))


def _css(column: BoundColumn, tag: str) -> str:
    own = column.attrs[tag].get("class", "") or ""
    classes = set(own.split()) - {"orderable", "asc", "desc"}
    if getattr(column.column, "numeric", False):
        classes.add(NUMERIC)
    return " ".join(sorted(classes))
