"""Values on their way: submitted when they are ready, approved as they were read, superseded, returned."""

from typing import Any

import pytest
from django.core import mail

from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from indicators.choices import ValueState
from indicators.models import Commentary, IndicatorValue
from indicators.operations import Moved, Read, approve_values, return_value, submit_values
from tests.indicators_factories import CommentaryFactory, TargetFactory, ValueFactory
from tests.integration.indicators.conftest import AT, LABEL, TODAY, Service

pytestmark = pytest.mark.django_db


def approve(service: Service, *read: Read) -> Moved:
    """What comes of what the director ticked."""
    return approve_values(label=LABEL, read=read, by=service.director, at=AT, on=TODAY)


def test_what_is_ready_is_submitted_and_its_director_told(
    service: Service, django_capture_on_commit_callbacks: Any
) -> None:
    ready, explained = service.indicator("NI64"), service.indicator("NI59")
    silent, empty = service.indicator("NI60"), service.indicator("NI61")
    for indicator in (explained, silent):
        TargetFactory(indicator=indicator)
    for indicator in (ready, explained, silent):
        ValueFactory(indicator=indicator, value=73, state=ValueState.DRAFT)
    ValueFactory(indicator=empty, state=ValueState.DRAFT)
    ValueFactory(indicator=service.indicator("NI62"), numerator=0, denominator=0, state=ValueState.DRAFT)
    CommentaryFactory(indicator=explained)

    with django_capture_on_commit_callbacks(execute=True):
        moved = submit_values(label=LABEL, by=service.manager, at=AT, on=TODAY)

    assert sorted(moved.done) == ["NI59", "NI62", "NI64"]
    assert moved.left == {
        "NI60": "The value is off target. Type a commentary that says why, and what is being done.",
        "NI61": "It has no value yet. Enter one before you submit.",
    }
    states = IndicatorValue.objects.order_by("indicator__reference").values_list("state", flat=True)
    assert list(states) == ["submitted", "draft", "draft", "submitted", "submitted"]
    assert [message.to for message in mail.outbox] == [[service.director.email]]


def test_nothing_ready_tells_nobody(service: Service, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        moved = submit_values(label=LABEL, by=service.manager, at=AT, on=TODAY)

    assert (moved.done, moved.left, mail.outbox) == ([], {}, [])


def test_many_are_approved_with_their_words_in_one_action(service: Service) -> None:
    values = [
        ValueFactory(indicator=service.indicator(name), value=73, state=ValueState.SUBMITTED)
        for name in ("NI59", "NI60")
    ]
    words = CommentaryFactory(indicator=values[0].indicator, edit_number=2)

    moved = approve(service, Read(values[0].indicator_id, 1, 2), Read(values[1].indicator_id, 1))

    assert moved == Moved(["NI59", "NI60"])
    rows = IndicatorValue.objects.values_list("state", "approved_by", "edit_number")
    assert set(rows) == {("approved", service.director.pk, 2)}
    words.refresh_from_db()
    assert (words.approved_at, words.approved_by, words.edit_number) == (AT, service.director, 3)
    verbs = AuditEvent.objects.filter(by=service.director).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["value_approve", "commentary_approved", "value_approve"]


def test_an_approved_value_supersedes_the_one_it_restates_which_stays_as_it_was(service: Service) -> None:
    indicator = service.indicator("NI59")
    old = ValueFactory(indicator=indicator, numerator=826, denominator=1128, state=ValueState.PUBLISHED)
    new = ValueFactory(indicator=indicator, numerator=830, denominator=1128, state=ValueState.SUBMITTED)

    approve(service, Read(indicator.pk, 1))

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.numerator, old.approved_by) == ("superseded", 826, old.entered_by)
    assert (new.state, new.supersedes) == ("approved", old)


def test_words_are_approved_after_their_value(service: Service) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, value=73)
    CommentaryFactory(indicator=indicator)

    assert approve(service, Read(indicator.pk, 0, 1)).done == ["NI59"]
    assert Commentary.objects.get().approved_by == service.director


@pytest.mark.parametrize("read", [(1, 0), (2, 1), (0, 1)])
def test_what_changed_since_it_was_read_is_left(service: Service, read: tuple[int, int]) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, value=73, state=ValueState.SUBMITTED)
    CommentaryFactory(indicator=indicator)

    moved = approve(service, Read(indicator.pk, *read))

    assert moved.left == {
        "NI59": "Somebody changed it after you opened this page. Read it again, then approve it."
    }
    assert IndicatorValue.objects.get().state == ValueState.SUBMITTED


def test_only_the_director_approves_or_returns(service: Service) -> None:
    value = ValueFactory(indicator=service.indicator("NI59"), value=73, state=ValueState.SUBMITTED)
    read = [Read(value.indicator_id, 1)]

    for person in (service.manager, service.performance_officer, service.member):
        with pytest.raises(NotAllowed):
            approve_values(label=LABEL, read=read, by=person, at=AT, on=TODAY)
        with pytest.raises(NotAllowed):
            return_value(value=value, reason="Check it.", by=person, at=AT, on=TODAY)


def test_a_value_is_returned_with_a_reason(service: Service) -> None:
    value = ValueFactory(indicator=service.indicator("NI59"), value=73, state=ValueState.SUBMITTED)
    facts = {"value": value, "by": service.director, "at": AT, "on": TODAY}

    with pytest.raises(Invalid):
        return_value(reason=" ", **facts)
    return_value(reason="September is missing.", **facts)

    assert IndicatorValue.objects.get().state == ValueState.DRAFT
    assert AuditEvent.objects.get(verb="value_return").reason == "September is missing."
    with pytest.raises(NotAllowed):
        return_value(reason="Again.", **facts)
