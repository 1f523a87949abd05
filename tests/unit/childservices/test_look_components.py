"""The components, the frame and the error pages, drawn without a database."""

import gzip
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template import engines
from django.template.loader import get_template
from django.test import Client
from django.utils.safestring import mark_safe
from django.views import defaults
from lxml import html

from childservices.templatetags.council import (
    asset,
    date_long,
    moment_long,
    money,
    page_words,
    time_short,
    wide_tables,
)
from tests.browser.gallery import PAGES, gallery_html

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "static"
ERROR_PAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")
MORNING = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)


class Said(BaseStorage):
    """Messages of one request, kept nowhere."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: Any, response: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return []


@pytest.fixture(autouse=True)
def _gallery(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.browser.gallery"
    settings.COUNCIL_NAME = "Borough of Example"


@pytest.fixture
def request_of(rf: Any) -> Any:
    """Makes the request of somebody without an account."""

    def make(path: str = "/") -> HttpRequest:
        request: HttpRequest = rf.get(path)
        request.user = AnonymousUser()
        request.csp_nonce = "once"  # type: ignore[attr-defined]
        request._messages = Said(request)  # type: ignore[attr-defined]
        return request

    return make


def drawn(source: str, **context: Any) -> html.HtmlElement:
    """The tags as a browser reads them."""
    text = engines["django"].from_string("{% load council %}" + source).render(context)
    return html.fragment_fromstring(str(text), create_parent="div")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_unique_ids_and_nothing_inline(name: str, request_of: Any) -> None:
    tree = html.document_fromstring(gallery_html(name, request_of()))

    ids = tree.xpath("//@id")
    assert len(tree.xpath("//h1")) == 1
    assert sorted(ids) == sorted(set(ids))
    assert tree.xpath("//@style | //style | //*/@onclick") == []
    assert [script.get("type") for script in tree.xpath("//script[not(@src)]")] in ([], ["importmap"])
    assert tree.xpath("//title")[0].text_content().strip().endswith("– Borough of Example")


def test_the_navigation_shows_the_public_pages_and_where_one_is(request_of: Any) -> None:
    tree = html.document_fromstring(gallery_html("reading", request_of("/meetings/1/")))

    links = tree.xpath("//nav[@aria-label='Service']//a")

    assert [(link.text_content().strip(), link.get("aria-current")) for link in links] == [
        ("Home", None),
        ("Meetings", "true"),
    ]


def test_the_navigation_hides_what_asks_for_an_account(request_of: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.unit.childservices.look_urls"

    tree = html.document_fromstring(gallery_html("reading", request_of("/meetings/")))

    links = tree.xpath("//nav[@aria-label='Service']//a")
    assert [(link.text_content().strip(), link.get("aria-current")) for link in links] == [
        ("Meetings", "page")
    ]
    assert tree.xpath("//footer//a/text()") == ["Accessibility statement"]


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_a_demonstration_says_so(request_of: Any, settings: Any, is_demonstration: bool) -> None:
    settings.DEMO = is_demonstration

    text = html.document_fromstring(gallery_html("reading", request_of())).text_content()

    assert ("Nothing here is a council's record" in text) is is_demonstration


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (605000, "£605,000"),
        (Decimal("4934.50"), "£4,934.50"),
        (Decimal("4934.00"), "£4,934"),
        (Decimal("-0.01"), "−£0.01"),
        (0, "£0"),
        (None, ""),
    ],
)
def test_money_has_pence_only_where_there_are_any(value: Decimal | int | None, text: str) -> None:
    assert money(value) == text


def test_one_page_is_no_pages() -> None:
    assert [page_words("16"), page_words("17 to 18")] == ["page 16", "pages 17 to 18"]


def test_dates_and_times_are_written_out() -> None:
    assert date_long(date(2009, 11, 18)) == "18 November 2009"
    assert date_long(None) == ""
    assert moment_long(None) == ""
    assert [
        time_short(at) for at in (time(0, 0), time(9, 5), time(12, 0), time(12, 30), time(14, 0), None)
    ] == [
        "midnight",
        "9:05am",
        "midday",
        "12:30pm",
        "2pm",
        "",
    ]


def test_a_moment_is_told_in_local_time() -> None:
    summer = datetime(2009, 7, 1, 10, 30, tzinfo=UTC)

    assert drawn("{{ at|moment_long }}", at=summer).text_content() == "1 July 2009 at 11:30am"
    assert moment_long(MORNING) == "18 November 2009 at 10:30am"


def test_each_table_of_a_text_scrolls_by_itself_under_its_name() -> None:
    text = mark_safe(
        '<p>Words</p><table id="t"><caption>Spend &amp; <em>income</em></caption><tr><td>1</td></tr></table>'
        "<table><tr><td>2</td></tr></table>"
    )

    tree = html.fragment_fromstring(wide_tables(text), create_parent="div")

    regions = tree.xpath("//div[@role='region']")
    assert [region.get("aria-label") for region in regions] == ["Spend & income", "Table 2"]
    assert [len(region.xpath("./table")) for region in regions] == [1, 1]
    assert wide_tables("<table></table>") == "&lt;table&gt;&lt;/table&gt;"


def test_a_caption_stays_inside_the_name_of_its_region() -> None:
    text = mark_safe('<table><caption>x" onmouseover="alert(1)</caption><tr><td>1</td></tr></table>')

    region = html.fragment_fromstring(wide_tables(text, 'Item "1"'))

    assert dict(region.attrib) == {
        "class": "council-scroll",
        "role": "region",
        "tabindex": "0",
        "aria-label": 'Item "1": x" onmouseover="alert(1)',
    }


def test_a_conflict_shows_both_texts_and_keeps_mine_unless_told_otherwise() -> None:
    tree = drawn(
        '{% conflict mine theirs saved_by="Clerk" saved_at=at %}',
        mine="First line\n<script>",
        theirs=mark_safe("<p>Their <b>words</b></p>"),
        at=MORNING,
    )

    boxes = tree.xpath("//div[contains(@class, 'council-text-box')]")
    assert boxes[0].xpath("p/text()") == ["First line", "<script>"]
    assert boxes[1].xpath("p/b/text()") == ["words"]
    assert "The text saved by Clerk on 18 November 2009 at 10:30am" in tree.text_content()
    assert tree.xpath("//input/@value") == ["edit", "mine", "theirs"]
    assert tree.xpath("//input[@checked]/@value") == ["edit"]


def test_words_given_to_a_component_are_escaped() -> None:
    evil = "<script>alert(1)</script>"
    sources = [
        "{% tag evil %}",
        "{% page_heading evil caption=evil %}",
        "{% summary_list %}{% summary_row evil evil href='/' action=evil %}{% endsummary_list %}",
        "{% task_list %}{% task evil href='/' status=evil hint=evil %}{% endtask_list %}",
        "{% timeline %}{% timeline_item evil by=evil %}{{ evil }}{% endtimeline_item %}{% endtimeline %}",
        "{% progress 4 evil %}",
        "{% document_card evil '/' verdict=evil %}",
        "{% empty_state evil %}{{ evil }}{% endempty_state %}",
        "{% exempt_banner paragraphs=evil %}{{ evil }}{% endexempt_banner %}",
        "{% details evil %}{{ evil }}{% enddetails %}",
        "{% breadcrumbs %}{% crumb evil '/' %}{% endbreadcrumbs %}",
        "{% inset %}{{ evil }}{% endinset %}{% warning %}{{ evil }}{% endwarning %}",
    ]

    trees = [drawn(source, evil=evil) for source in sources]

    assert [tree.xpath("//script") for tree in trees] == [[]] * len(sources)
    assert all("alert(1)" in tree.text_content() for tree in trees)


def test_a_job_that_goes_on_asks_again_and_one_that_ended_does_not() -> None:
    going = drawn('{% progress 40 "12 of 30 reports set" refresh=5 %}')
    ended = drawn('{% progress 100 "All reports set" %}')

    assert going.xpath("//progress/@value | //@data-council-progress") == ["5", "40"]
    assert "40%: 12 of 30 reports set" in " ".join(going.text_content().split())
    assert ended.xpath("//@data-council-progress | //noscript") == []
    assert 'content="5"' in str(
        engines["django"].from_string("{% load council %}{% refresh_page 5 %}").render()
    )


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_stands_without_request_or_database(name: str) -> None:
    tree = html.document_fromstring(get_template(name).render())

    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main//p")) >= 2
    assert tree.xpath("//script") == []
    assert "Borough of Example" in tree.xpath("//title")[0].text_content()


def test_an_error_page_repeats_nothing_that_was_asked(request_of: Any) -> None:
    request = request_of("/meetings/exempt-title/?q=Child+A")

    pages = [
        defaults.bad_request(request, Exception("exempt-title")),
        defaults.permission_denied(request, PermissionDenied("This pack is not published.")),
        defaults.page_not_found(request, Exception("exempt-title")),
        defaults.server_error(request),
    ]

    assert [page.status_code for page in pages] == [400, 403, 404, 500]
    assert [
        text for page in pages for text in ("exempt-title", "Child") if text in page.content.decode()
    ] == []
    assert "This pack is not published." in pages[1].content.decode()


def test_an_error_page_stands_where_the_fingerprints_are_missing(settings: Any, tmp_path: Path) -> None:
    backend = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    settings.STATIC_ROOT = tmp_path
    settings.DEBUG = False

    assert asset("council/council.css") == "/static/council/council.css"


def test_the_first_view_is_light_without_its_fonts() -> None:
    page = html.document_fromstring(Client().get("/").content)
    asked = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src")
    files = [STATIC / path.removeprefix("/static/") for path in asked]
    frontend = next(STATIC.glob("vendor/govuk-frontend-*/*.js"))

    weight = sum(len(gzip.compress(file.read_bytes())) for file in [*files, frontend])

    assert len(files) >= 7
    assert weight < 60_000


@pytest.mark.parametrize(
    "sheet", [*sorted(STATIC.glob("vendor/*/*.css")), STATIC / "council/council.css"], ids=str
)
def test_a_stylesheet_asks_only_for_what_is_there_and_nothing_of_the_crown(sheet: Path) -> None:
    text = sheet.read_text()

    asked = re.findall(r"url\([\"']?([^)\"']+)", text)

    assert [path for path in asked if not (sheet.parent / path).exists()] == []
    assert [word for word in ("GDS Transport", "crown", "crest", "sourceMappingURL") if word in text] == []


def test_our_script_imports_the_vendored_one() -> None:
    script = STATIC / "council/council.js"

    imported = re.findall(r"from \"([^\"]+)\"", script.read_text())

    assert [(script.parent / path).exists() for path in imported] == [True]
