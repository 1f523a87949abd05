"""The grid of a period: what is right is saved, what is wrong says so, and nothing typed is lost."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import html

from childservices.choices import Role
from indicators.choices import Unit, ValueState
from indicators.models import Area, Commentary, Indicator, IndicatorValue
from tests.indicators_factories import CommentaryFactory, IndicatorFactory, ValueFactory
from tests.integration.indicators.conftest import Service
from tests.screens import MOST_QUERIES, counted_queries, source, words

ADDRESS = "/indicators/entry/2009-10-Q2/"
D = Decimal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _october_2009() -> Any:
    with time_machine.travel(datetime(2009, 10, 12, 9, 30, tzinfo=UTC), tick=False):
        yield


def page_of(response: Any) -> Any:
    """A page as its parts."""
    return html.fromstring(source(response))


def typed(browser: Client, rows: dict[Indicator, dict[str, str]]) -> dict[str, str]:
    """What a browser sends: the page's form as it stands, with what was typed in its rows."""
    [form] = [form for form in page_of(browser.get(ADDRESS)).forms if form.get("class") == "council-entry"]
    fields = {name: text or "" for name, text in form.fields.items()}
    for indicator, row in rows.items():
        fields |= {f"i{indicator.pk}-{name}": text for name, text in row.items()}
    return fields


def errors_of(response: Any) -> list[tuple[str, str]]:
    """The error summary: each sentence, and where it leads."""
    links = page_of(response).cssselect(".govuk-error-summary__list a")
    return [(link.text_content(), link.get("href")) for link in links]


def test_shows_the_period_before_and_saves_what_is_typed(service: Service) -> None:
    indicator = service.indicator("NI59", title="Initial assessments within 7 working days")
    ValueFactory(indicator=indicator, period="2009-10-Q1", numerator=1767, denominator=2270)
    browser = service.browser(service.manager)
    row = {
        "numerator": "826",
        "denominator": "1,128",
        "data_on": "30 September 2009",
        "comment": "Two posts.",
    }

    before = words(browser.get(ADDRESS))
    after = browser.post(ADDRESS, typed(browser, {indicator: row}), follow=True)

    assert "The period before: 77.8% (1,767 of 2,270)." in before
    assert "Saved 1 row." in words(after)
    held = IndicatorValue.objects.open().get()
    assert (held.numerator, held.denominator, str(held.data_on)) == (D(826), D(1128), "2009-09-30")
    assert Commentary.objects.get().text == "Two posts."


def test_a_quarter_with_two_mistakes_is_saved_but_for_them(service: Service) -> None:
    good, missing, no_number = (service.indicator(name) for name in ("NI59", "NI60", "NI64"))
    ValueFactory(indicator=missing, period="2009-10-Q1", numerator=1767, denominator=2270)
    browser = service.browser(service.manager)

    response = browser.post(
        ADDRESS,
        typed(
            browser,
            {
                good: {"value": "57.6%"},
                missing: {"denominator": "1128", "comment": "Kept."},
                no_number: {"value": "about 57"},
            },
        ),
    )

    assert response.status_code == 200
    assert "Saved 1, 2 need you. What you typed is still here." in words(response)
    assert errors_of(response) == [
        ("NI60: Enter the numerator: 1,767 was last quarter's.", f"#id_i{missing.pk}-numerator"),
        (
            "NI64: Type a number, such as 57.6, of at most fifteen digits before the point and six after it.",
            f"#id_i{no_number.pk}-value",
        ),
    ]
    page = page_of(response)
    assert page.get_element_by_id(f"id_i{missing.pk}-denominator").get("value") == "1128"
    assert page.get_element_by_id(f"id_i{no_number.pk}-value").get("value") == "about 57"
    assert page.get_element_by_id(f"id_i{missing.pk}-numerator").get("aria-invalid") == "true"
    assert list(IndicatorValue.objects.open().values_list("indicator", "value")) == [(good.pk, D("57.6"))]


def test_a_row_that_was_half_kept_can_be_mended_and_sent_again(service: Service) -> None:
    indicator = service.indicator("NI60")
    browser = service.browser(service.manager)
    rows = {indicator: {"numerator": "150", "denominator": "149", "comment": "Kept."}}
    response = browser.post(ADDRESS, typed(browser, rows))
    [form] = [form for form in page_of(response).forms if form.get("class") == "council-entry"]

    fields = {name: text or "" for name, text in form.fields.items()}
    again = browser.post(ADDRESS, fields | {f"i{indicator.pk}-numerator": "96"}, follow=True)

    assert "Saved 1 row." in words(again)
    assert (IndicatorValue.objects.get().numerator, Commentary.objects.get().text) == (D(96), "Kept.")


def test_a_queried_value_is_kept_with_a_note(service: Service) -> None:
    indicator = service.indicator("NI68")
    browser = service.browser(service.manager)
    row = {"numerator": "2270", "denominator": "3940", "value": "57"}

    asked = browser.post(ADDRESS, typed(browser, {indicator: row}))
    note = {"note": "Printed so in the plan."}
    kept = browser.post(ADDRESS, typed(browser, {indicator: row | note}), follow=True)

    assert [sentence for sentence, _ in errors_of(asked)] == [
        "NI68: 2,270 of 3,940 is 57.6%, not 57.0%. Correct one of them, or leave the value empty."
    ]
    assert "Why the figures stand" in words(asked)
    assert "Saved 1 row." in words(kept)


def test_two_who_type_in_the_same_cell_see_both_values_and_choose(service: Service) -> None:
    indicator = service.indicator("NI59")
    first, second = service.browser(service.manager), service.browser(service.performance_officer)
    mine = typed(second, {indicator: {"numerator": "830", "denominator": "1128", "comment": "Mine."}})
    first.post(ADDRESS, typed(first, {indicator: {"numerator": "826", "denominator": "1128"}}))

    conflict = second.post(ADDRESS, mine)

    assert errors_of(conflict) == [
        (
            "NI59: Somebody else saved this while you were writing. Compare the two, then save what is right.",
            f"#id_i{indicator.pk}-value",
        )
    ]
    assert "Saved meanwhile: Numerator 826 Denominator 1128" in words(conflict)
    page = page_of(conflict)
    assert page.get_element_by_id(f"id_i{indicator.pk}-numerator").get("value") == "830"
    [form] = [form for form in page.forms if form.get("class") == "council-entry"]
    second.post(ADDRESS, {name: text or "" for name, text in form.fields.items()})
    assert IndicatorValue.objects.get().numerator == D(830)
    assert Commentary.objects.get().text == "Mine."


def test_a_row_that_only_somebody_else_changed_is_no_conflict(service: Service) -> None:
    one, other = service.indicator("NI59"), service.indicator("NI60")
    first, second = service.browser(service.manager), service.browser(service.performance_officer)
    mine = typed(second, {other: {"value": "64"}})
    first.post(ADDRESS, typed(first, {one: {"value": "73"}}))

    response = second.post(ADDRESS, mine, follow=True)

    assert "Saved 1 row." in words(response)
    assert set(IndicatorValue.objects.values_list("value", flat=True)) == {D(73), D(64)}


def test_words_on_the_same_value_are_compared_too(service: Service) -> None:
    indicator = service.indicator("NI59")
    browser = service.browser(service.manager)
    mine = typed(browser, {indicator: {"comment": "Mine."}})
    CommentaryFactory(indicator=indicator, text="Theirs.")

    response = browser.post(ADDRESS, mine)

    assert [where for _, where in errors_of(response)] == [f"#id_i{indicator.pk}-comment"]
    assert "Saved meanwhile: Comment Theirs." in words(response)


def test_an_approved_value_is_restated_with_a_reason(service: Service) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, numerator=826, denominator=1128)
    browser = service.browser(service.manager)

    page = words(browser.get(ADDRESS))
    silent = browser.post(ADDRESS, typed(browser, {indicator: {"numerator": "830"}}))
    told = browser.post(
        ADDRESS, typed(browser, {indicator: {"numerator": "830", "note": "Four came late."}}), follow=True
    )

    assert "Approved" in page
    assert [sentence for sentence, _ in errors_of(silent)] == [
        "NI59: It is approved at 73.2%. Say why it is restated."
    ]
    assert "Saved 1 row." in words(told)
    states = IndicatorValue.objects.order_by("entered_at").values_list("state", "numerator")
    assert set(states) == {("approved", D(826)), ("draft", D(830))}


def test_save_and_submit_sends_what_is_ready_and_says_what_is_not(service: Service) -> None:
    ready, empty = service.indicator("NI59"), service.indicator("NI60")
    ValueFactory(indicator=empty, state=ValueState.DRAFT)
    browser = service.browser(service.manager)

    response = browser.post(ADDRESS, typed(browser, {ready: {"value": "73"}}) | {"submit": "1"}, follow=True)

    shown = words(response)
    assert "Submitted for approval: NI59." in shown
    assert "NI60 is not submitted. It has no value yet. Enter one before you submit." in shown
    assert IndicatorValue.objects.get(indicator=ready).state == ValueState.SUBMITTED


def test_nothing_changed_is_said_so(service: Service) -> None:
    service.indicator("NI59")
    browser = service.browser(service.manager)

    assert "Nothing was changed." in words(browser.post(ADDRESS, typed(browser, {}), follow=True))


def test_counts_have_no_parts_and_grades_say_their_numbers(service: Service) -> None:
    count = service.indicator("NI89a", unit=Unit.COUNT, decimals=0)
    service.indicator("OFSTED", unit=Unit.GRADE, decimals=0, grades=["Inadequate", "Good"])
    service.indicator("POLICY", unit=Unit.YES_NO, decimals=0)
    browser = service.browser(service.manager)

    shown = browser.get(ADDRESS)

    assert f"i{count.pk}-numerator" not in source(shown)
    assert "1 Inadequate, 2 Good" in words(shown)
    assert "1 for yes, 0 for no." in words(shown)


@pytest.mark.parametrize("read", ["", "no json", "[1]", '{"value_edit": "x"}'])
def test_what_was_read_may_be_garbled(service: Service, read: str) -> None:
    indicator = service.indicator("NI59")
    browser = service.browser(service.manager)

    response = browser.post(
        ADDRESS, {f"i{indicator.pk}-value": "73", f"i{indicator.pk}-read": read}, follow=True
    )

    assert "Saved 1 row." in words(response)


def test_who_enters_what(service: Service) -> None:
    service.indicator("NI59")
    IndicatorFactory(reference="LPI9")

    def references(browser: Client) -> list[str]:
        return [form.indicator.reference for form in browser.get(ADDRESS).context["forms"]]

    assert references(service.browser(service.manager)) == ["NI59"]
    assert references(service.browser(service.performance_officer)) == ["NI59", "LPI9"]
    nobody = service.browser(service.director).get(ADDRESS)
    assert "No indicator of this period is yours." in words(nobody)
    assert service.browser(service.member).get(ADDRESS).status_code == 403


def test_there_is_no_page_of_what_is_no_period(service: Service) -> None:
    assert service.browser(service.manager).get("/indicators/entry/last-summer/").status_code == 404


def test_without_an_own_area_the_page_says_who_can_help(service: Service) -> None:
    service.indicator("NI59")
    Area.objects.update(is_own=False)

    response = service.browser(service.manager).get(ADDRESS)

    assert response.status_code == 403
    assert "No area is marked as the council's own." in words(response)


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_rows(service: Service, client_with_role: Any, rows: int) -> None:
    for number in range(rows):
        indicator = service.indicator(f"NI{number}")
        ValueFactory(indicator=indicator, period="2009-10-Q1", numerator=17, denominator=22)
        ValueFactory(indicator=indicator, numerator=17, denominator=22, state=ValueState.DRAFT)
        CommentaryFactory(indicator=indicator)
    browser = client_with_role(Role.PERFORMANCE_OFFICER)
    browser.get(ADDRESS)

    with counted_queries() as queries:
        response = browser.get(ADDRESS)

    assert len(response.context["forms"]) == rows
    assert len(queries) <= MOST_QUERIES
    assert len(queries) == 10
