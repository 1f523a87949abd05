"""Agendas as the clerk prepares them."""

from datetime import date, time

import pytest

from childservices.domain.refusals import EditConflict
from childservices.operations.editing import Invalid, NotAllowed
from reports.choices import ItemKind, MeetingKind
from reports.models import Meeting, StandingItem
from reports.operations import (
    add_item,
    change_item,
    change_meeting,
    create_meeting,
    move_item,
    place_report,
    remove_item,
    remove_report_from_item,
)
from tests.papers import AT, EXEMPT, ON, OPEN, Office

NEW = {"on": ON, "starts": time(8, 45), "venue": "Town Hall", "kind": MeetingKind.ORDINARY}


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def test_a_new_meeting_has_its_standing_items_and_the_last_minutes_on_the_agenda(office: Office) -> None:
    StandingItem.objects.create(body=office.body, position=1, title="Apologies for Absence")
    earlier = office.meeting(on=date(2009, 11, 4), state="held")
    office.minutes(earlier)

    meeting = create_meeting(body=office.body, values=NEW, by=office.clerk, at=AT)

    assert titles(meeting) == [
        "Apologies for Absence",
        "Minutes of the previous meeting held on 4 November 2009",
    ]
    assert meeting.items.get(kind=ItemKind.MINUTES).minutes_of == earlier


def test_minutes_of_an_extraordinary_meeting_are_not_put_on_the_next_agenda(office: Office) -> None:
    office.minutes(office.meeting(on=date(2009, 11, 4), state="held", kind=MeetingKind.EXTRAORDINARY))

    assert titles(create_meeting(body=office.body, values=NEW, by=office.clerk, at=AT)) == []


def test_a_second_meeting_of_the_body_on_one_day_is_refused_beside_the_date(office: Office) -> None:
    create_meeting(body=office.body, values=NEW, by=office.clerk, at=AT)

    with pytest.raises(Invalid) as refused:
        create_meeting(body=office.body, values=NEW, by=office.clerk, at=AT)

    assert (refused.value.field, refused.value.sentence) == (
        "on",
        "The body already meets on that day. Choose another day.",
    )


def test_an_officer_may_not_plan_a_meeting(office: Office) -> None:
    with pytest.raises(NotAllowed):
        create_meeting(body=office.body, values=NEW, by=office.officer, at=AT)


def test_a_meeting_is_changed_only_from_the_version_that_was_read(office: Office) -> None:
    meeting = office.meeting()
    change_meeting(meeting=meeting, expected=1, values={"venue": "Room 2"}, by=office.clerk, at=AT)

    with pytest.raises(EditConflict) as conflict:
        change_meeting(
            meeting=Meeting.objects.get(pk=meeting.pk),
            expected=1,
            values={"venue": "Room 3"},
            by=office.clerk,
            at=AT,
        )

    assert conflict.value.current["venue"] == "Room 2"


def test_an_open_item_added_after_an_exempt_one_stands_before_it(office: Office) -> None:
    meeting = office.meeting()
    secret = {"kind": ItemKind.VERBAL, "title": "A tender", "neutral_title": "Business matter", **EXEMPT}
    add_item(meeting=meeting, values=secret, by=office.clerk, at=AT)

    add_item(
        meeting=meeting, values={"kind": ItemKind.VERBAL, "title": "News", **OPEN}, by=office.clerk, at=AT
    )

    assert titles(meeting) == ["News", "A tender"]


def test_an_exempt_item_needs_a_neutral_title(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        add_item(
            meeting=office.meeting(),
            values={"kind": ItemKind.VERBAL, "title": "A tender", **EXEMPT},
            by=office.clerk,
            at=AT,
        )

    assert refused.value.field == "neutral_title"


def test_items_move_up_and_down_and_stop_at_the_ends(office: Office) -> None:
    meeting = office.meeting()
    first, second, third = (office.item(meeting, title=title) for title in ("One", "Two", "Three"))

    move_item(item=third, places=-1, by=office.clerk, at=AT)
    move_item(item=first, places=-1, by=office.clerk, at=AT)
    move_item(item=second, places=9, by=office.clerk, at=AT)

    assert titles(meeting) == ["One", "Three", "Two"]


def test_an_item_that_somebody_removed_is_a_conflict_to_whoever_moves_it(office: Office) -> None:
    meeting = office.meeting()
    item = office.item(meeting, title="One")
    gone = type(item).objects.get(pk=item.pk)
    remove_item(item=item, by=office.clerk, at=AT)

    with pytest.raises(EditConflict):
        move_item(item=gone, places=1, by=office.clerk, at=AT)


def test_removing_an_item_closes_the_gap_and_keeps_its_report(office: Office) -> None:
    report = office.report()
    meeting = office.meeting(report)
    office.item(meeting, title="Last")

    remove_item(item=meeting.items.get(position=1), by=office.clerk, at=AT)

    assert list(meeting.items.values_list("position", "title")) == [(1, "Last")]
    report.refresh_from_db()


def test_two_clerks_change_one_item_and_the_second_sees_the_first_title(office: Office) -> None:
    meeting = office.meeting()
    item = office.item(meeting, title="One")
    change_item(item=item, expected=1, values={"title": "Uno"}, by=office.clerk, at=AT)

    with pytest.raises(EditConflict) as conflict:
        change_item(item=meeting.items.get(), expected=1, values={"title": "Un"}, by=office.clerk, at=AT)

    assert conflict.value.current["title"] == "Uno"


def test_several_reports_stand_under_one_item_and_one_can_be_taken_off(office: Office) -> None:
    first, second = office.report("First"), office.report("Second")
    meeting = office.meeting(first)
    item = meeting.items.get()

    place_report(item=item, report=second, by=office.clerk, at=AT)
    place_report(item=item, report=second, by=office.clerk, at=AT)
    remove_report_from_item(item=item, report=first, by=office.clerk, at=AT)

    assert [link.report for link in item.item_reports.all()] == [second]
    assert Meeting.objects.get(pk=meeting.pk).changed_by == office.clerk
