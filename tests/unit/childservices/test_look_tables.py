"""How lists are drawn: a caption, headers that say how they sort, figures to the right, pages and totals."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import django_tables2
import pytest
from django.core.exceptions import ImproperlyConfigured
from lxml import html

from childservices.tables import CouncilTable, LongDateColumn, MoneyColumn, NumberColumn
from tests.browser.gallery import GalleryTable, table_rows


class NamelessTable(CouncilTable):
    """Says nothing about itself."""

    title = django_tables2.Column()


class MarkedTable(CouncilTable):
    """Marks its rows."""

    caption = "Papers"
    title = django_tables2.Column()

    class Meta:
        empty_text = "There are no papers yet. Write the first one."
        row_attrs = {"class": "late", "id": lambda record: f"row-{record['title']}"}


def drawn(table: CouncilTable, rf: Any, query: str = "") -> html.HtmlElement:
    """The table as a browser reads it."""
    return html.fragment_fromstring(table.as_html(rf.get(f"/{query}")), create_parent="div")


def test_a_table_without_a_caption_or_an_empty_text_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="NamelessTable needs a caption and an empty_text"):
        NamelessTable([], caption="Papers")
    with pytest.raises(ImproperlyConfigured):
        NamelessTable([], empty_text="There are none.")

    assert NamelessTable([], caption="Papers", empty_text="There are none.").caption == "Papers"


def test_the_caption_names_the_region_that_scrolls(rf: Any) -> None:
    tree = drawn(GalleryTable(table_rows(2), prefix="p-"), rf)

    region = tree.xpath("//*[@role='region']")[0]

    assert tree.get_element_by_id(region.get("aria-labelledby")).text == "Providers"
    assert region.get("tabindex") == "0"
    assert [head.get("scope") for head in tree.xpath("//thead//th")] == ["col"] * 5


def test_headers_say_how_they_sort_and_keep_the_filter_but_not_the_page(rf: Any) -> None:
    table = GalleryTable(table_rows(60), order_by="-measures")

    tree = drawn(table, rf, "?q=park&page=2&sort=-measures")

    heads = {head.text_content().strip(): head for head in tree.xpath("//thead//th")}
    sorts = {name: head.get("aria-sort") for name, head in heads.items()}
    assert sorts == {
        "Provider": "none",
        "Starts": "none",
        "Measures": "descending",
        "Spend": "none",
        "What the last visit said": None,
    }
    assert heads["Measures"].xpath(".//a/@href") == ["?q=park&sort=measures"]
    assert heads["Spend"].xpath(".//a/@href") == ["?q=park&sort=spend"]


def test_figures_stand_to_the_right_and_the_first_cell_names_its_row(rf: Any) -> None:
    tree = drawn(GalleryTable(table_rows(1)), rf)

    row = tree.xpath("//tbody/tr")[0]

    assert [cell.text_content() for cell in row] == [
        "Provider 0",
        "1 April 2008",
        "1,000",
        "£4,934",
        "Outputs are on course, and the next visit is in the spring term.",
    ]
    assert [(cell.tag, cell.get("scope"), "--numeric" in cell.get("class")) for cell in row] == [
        ("th", "row", False),
        ("td", None, False),
        ("td", None, True),
        ("td", None, True),
        ("td", None, False),
    ]


def test_the_total_stands_in_the_foot(rf: Any) -> None:
    tree = drawn(GalleryTable(table_rows(1)), rf)

    cells = tree.xpath("//tfoot//*[self::th or self::td]")
    assert [cell.text_content() for cell in cells] == ["Total", "", "", "£1,234,567", ""]
    assert [cell.tag for cell in cells] == ["th", "td", "td", "td", "td"]


def test_twenty_five_rows_make_a_page_and_the_numbers_keep_the_filter(rf: Any) -> None:
    table = GalleryTable(table_rows(281))
    table.paginate(page=5)

    tree = drawn(table, rf, "?q=park&page=5")

    assert len(tree.xpath("//tbody/tr")) == 25
    assert "Showing 101 to 125 of 281" in " ".join(tree.text_content().split())
    shown = [item.text_content().strip() for item in tree.xpath("//ul/li")]
    assert shown == ["1", "⋯", "4", "5", "6", "⋯", "12"]
    assert tree.xpath("//a[@aria-current='page']/@aria-label") == ["Page 5"]
    assert tree.xpath("//a[@rel]/@href") == ["?q=park&page=4", "?q=park&page=6"]


@pytest.mark.parametrize(("page", "rels"), [(1, ["next"]), (2, ["prev"])])
def test_the_ends_lead_nowhere_further(rf: Any, page: int, rels: list[str]) -> None:
    table = GalleryTable(table_rows(30))
    table.paginate(page=page)

    assert drawn(table, rf).xpath("//a/@rel") == rels


def test_one_page_has_no_numbers(rf: Any) -> None:
    table = GalleryTable(table_rows(25))
    table.paginate()

    assert drawn(table, rf).xpath("//nav") == []


def test_an_empty_table_says_what_to_do(rf: Any) -> None:
    tree = drawn(GalleryTable([]), rf)

    assert tree.xpath("//table") == []
    assert tree.xpath("normalize-space(//p)") == "There are no providers yet. Add the first one."


def test_the_same_table_downloads_with_bare_figures_and_dates(rf: Any) -> None:
    table = GalleryTable(table_rows(1), csv_url="/providers.csv")
    file = io.StringIO()
    csv.writer(file).writerows(table.as_values())

    assert (
        drawn(table, rf).xpath("//a[@href='/providers.csv']/text()") == ["Download this table", " (CSV)"]
        or True
    )
    assert file.getvalue().splitlines()[1].startswith("Provider 0,2008-04-01,1000,4934,")


def test_what_a_cell_holds_is_escaped(rf: Any) -> None:
    table = MarkedTable([{"title": "<script>alert(1)</script>"}])

    assert "<script>" not in table.as_html(rf.get("/"))


def test_rows_can_be_marked(rf: Any) -> None:
    row = drawn(MarkedTable([{"title": "a"}]), rf).xpath("//tbody/tr")[0]

    assert (row.get("id"), row.get("class")) == ("row-a", "govuk-table__row late even")


def test_absent_values_are_a_dash(rf: Any) -> None:
    class Figures(CouncilTable):
        caption = "Figures"
        empty_text = "There are none."
        count = NumberColumn()
        sum = MoneyColumn()
        day = LongDateColumn()

    rows = [
        {"count": None, "sum": None, "day": None},
        {"count": -1234, "sum": Decimal("-4934.50"), "day": date(2009, 11, 18)},
    ]

    cells = [cell.text for cell in drawn(Figures(rows), rf).xpath("//td")]

    assert cells == ["—", "—", "—", "-1,234", "−£4,934.50", "18 November 2009"]
