"""Where a director approves and returns, targets are set, and home says what waits."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from lxml import html

from indicators.choices import Polarity, ValueState
from indicators.models import Indicator, IndicatorValue, Target
from tests.indicators_factories import (
    CommentaryFactory,
    IndicatorFactory,
    TargetFactory,
    ValueFactory,
)
from tests.integration.indicators.conftest import Service
from tests.performance_pages import lines_of, of
from tests.screens import source, words

D = Decimal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _october_2009() -> Any:
    with time_machine.travel(datetime(2009, 10, 12, 9, 30, tzinfo=UTC), tick=False):
        yield


def test_a_director_approves_many_with_one_action(service: Service) -> None:
    for name in ("NI59", "NI60", "NI64"):
        indicator = service.indicator(name)
        ValueFactory(
            indicator=indicator, numerator=826, denominator=1128, state=ValueState.SUBMITTED,
            note="As printed.",
        )  # fmt: skip
    CommentaryFactory(indicator=Indicator.objects.get(reference="NI59"), text="Two posts.")
    browser = service.browser(service.director)

    page = browser.get(of("approve"))
    boxes = html.fromstring(source(page)).cssselect("input[name=read]")
    keys = [box.get("value") for box in boxes if box.get("aria-label") != "Approve NI64"]
    response = browser.post(of("approve"), {"read": [*keys, "x.1.1", "1"]}, follow=True)

    assert "73.2% (826 of 1,128)" in words(page)
    assert "Queried, and kept because: As printed." in words(page)
    assert "Approved: NI59, NI60." in words(response)
    left = IndicatorValue.objects.exclude(state=ValueState.APPROVED).get()
    assert left.indicator.reference == "NI64"
    header, line = lines_of(browser.get(f"{of('approve')}?format=csv"))
    assert (header[1], line[1]) == ("Indicator", f"NI64 {left.indicator.title}")


def test_what_changed_meanwhile_is_not_approved_unseen(service: Service) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, value=73, state=ValueState.SUBMITTED, edit_number=2)
    browser = service.browser(service.director)

    response = browser.post(of("approve"), {"read": [f"{indicator.pk}.1.0"]}, follow=True)
    nothing = browser.post(of("approve"), {}, follow=True)

    assert "NI59 is not approved. Somebody changed it after you opened this page." in words(response)
    assert "Nothing was ticked" in words(nothing)


def test_nobody_else_approves(service: Service) -> None:
    indicator = service.indicator("NI59")
    value = ValueFactory(indicator=indicator, value=73, state=ValueState.SUBMITTED)
    manager = service.browser(service.manager)

    assert "Nothing of this period waits for you." in words(manager.get(of("approve")))
    assert manager.post(of("approve"), {"read": [f"{indicator.pk}.1.0"]}).status_code == 403
    assert manager.get(f"/indicators/values/{value.pk}/return/").status_code == 403
    assert service.browser(service.member).get(of("approve")).status_code == 403


def test_a_value_is_returned_with_a_reason_that_its_manager_reads(service: Service) -> None:
    value = ValueFactory(indicator=service.indicator("NI59"), value=73, state=ValueState.SUBMITTED)
    browser = service.browser(service.director)
    address = f"/indicators/values/{value.pk}/return/"

    asked = browser.post(address, {"reason": ""})
    response = browser.post(address, {"reason": "September is missing."}, follow=True)
    again = browser.post(address, {"reason": "September is missing."})

    assert "Why is it returned?" in words(asked)
    assert "NI59 is returned." in words(response)
    assert "cannot take this step" in words(again)
    manager = service.browser(service.manager)
    assert "It was returned: September is missing." in words(manager.get(of("entry")))


def test_a_target_is_set_warned_of_changed_and_taken_away(service: Service) -> None:
    service.indicator("NI65", polarity=Polarity.LOW, range_low=10, range_high=15)
    browser = service.browser(service.performance_officer)
    fields = {
        "level": "year_end", "kind": "at_most", "starts_on": "1 April 2009", "ends_on": "31 March 2010",
        "value": "7%", "tolerance_kind": "percent_of_target", "tolerance": "2%", "amber_kind": "none",
        "edit_number": "0",
    }  # fmt: skip

    added = browser.post("/indicators/new-target/NI65/", fields, follow=True)
    target = Target.objects.get()
    change = f"/indicators/target/{target.pk}/"
    shown = source(browser.get(change))
    browser.post(change, fields | {"value": "12", "edit_number": "1"})
    stale = browser.post(change, fields | {"value": "13", "edit_number": "1"})

    warning = "The target of 7.0% lies outside the good range, 10.0% to 15.0%."
    assert warning in words(added)
    assert 'value="7"' in shown
    assert "What was saved meanwhile" in words(stale)
    target.refresh_from_db()
    assert (target.value, target.tolerance) == (D(12), D(2))
    header, line = lines_of(browser.get("/indicators/targets/NI65/?format=csv"))
    assert (header[0], line[:4]) == ("Asks for", ["at most 12.0%", "Year end", "2009-04-01", "2010-03-31"])
    assert "will be removed" in words(browser.get(f"{change}remove/"))
    gone = browser.post(f"{change}remove/", follow=True)
    assert "The target is removed." in words(gone)
    assert not Target.objects.exists()


def test_a_target_that_does_not_fit_says_so_beside_the_field(service: Service) -> None:
    service.indicator("NI59")
    browser = service.browser(service.performance_officer)
    fields = {
        "level": "year_end", "kind": "at_most", "starts_on": "1 April 2009", "ends_on": "31 March 2010",
        "value": "80", "tolerance_kind": "none", "amber_kind": "none", "edit_number": "0",
    }  # fmt: skip

    wrong_way = browser.post("/indicators/new-target/NI59/", fields)
    no_number = browser.post("/indicators/new-target/NI59/", fields | {"value": "eighty"})

    assert "High is good here. Make the target “at least”." in words(wrong_way)
    assert "Type a number, such as 57.6" in words(no_number)
    assert not Target.objects.exists()


def test_members_read_targets_and_change_none(service: Service) -> None:
    target = TargetFactory(indicator=service.indicator("NI59"))
    member = service.browser(service.member)

    page = member.get("/indicators/targets/NI59/")

    assert "at least 80.0%" in words(page)
    assert "Add a target" not in words(page)
    assert member.get(f"/indicators/target/{target.pk}/").status_code == 403
    assert member.get("/indicators/targets/none/").status_code == 404


def test_home_says_which_values_to_enter_and_to_approve(service: Service) -> None:
    service.indicator("NI59")
    ValueFactory(indicator=service.indicator("NI60"), value=64, state=ValueState.SUBMITTED)
    IndicatorFactory(reference="LPI1")

    manager = words(service.browser(service.manager).get("/"))
    director = words(service.browser(service.director).get("/"))

    assert (
        "Values of Quarter 2 2009/10 1 of 2 are still to be submitted. The period ended on 30 September 2009."
        in manager
    )
    assert "Values of Quarter 2 2009/10 1 value waits for you. Submitted" in director
    assert "Values to approve" not in manager


def test_home_says_nothing_when_everything_is_entered(service: Service) -> None:
    ValueFactory(indicator=service.indicator("NI60"), value=64)

    assert "Values" not in words(service.browser(service.manager).get("/"))
