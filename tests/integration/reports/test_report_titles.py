"""What a report is called to each person, and which of its parts they read."""

from typing import Any

import pytest

from childservices.choices import Role
from reports.choices import Classification
from reports.models import (
    Report,
)
from reports.permissions import (
    sight_of_report,
    standing_of,
    title_for,
)
from tests.papers import EXEMPT, ON, OPEN, Office, user_in


def titles(office: Office, report: Report) -> dict[str, str]:
    """How lists call a report to a clerk, its author, another officer, an administrator and a member."""
    users = {
        "clerk": office.clerk,
        "author": office.officer,
        "officer": user_in(Role.OFFICER),
        "administrator": user_in(Role.ADMINISTRATOR),
        "member": office.member,
    }
    return {name: title_for(standing_of(user, on=ON), report) for name, user in users.items()}


def shown_title(report: Report) -> str:
    """The title of a report in a list that the database sorts and searches."""
    row: Any = Report.objects.with_shown_titles().get(pk=report.pk)
    return str(row.shown_title)


def test_staff_read_the_title_of_an_open_report(office: Office) -> None:
    report = office.report()
    office.item(office.meeting(), report)

    assert titles(office, report) == {
        "clerk": "Parenting Strategy",
        "author": "Parenting Strategy",
        "officer": "Parenting Strategy",
        "administrator": "Parenting Strategy",
        "member": "Report 2009/0001",
    }
    assert shown_title(report) == "Parenting Strategy"


def test_lists_call_what_is_exempt_as_a_whole_by_its_neutral_title_to_everybody(office: Office) -> None:
    report = office.report("Tender", neutral_title="Business matter")

    assert set(titles(office, report).values()) == {"Business matter"}
    assert shown_title(report) == "Business matter"


@pytest.mark.parametrize("classification", [EXEMPT, {"classification": Classification.UNCLASSIFIED}])
def test_lists_call_a_report_under_an_item_that_is_not_open_by_its_reference(
    office: Office, classification: dict[str, Any]
) -> None:
    report, meeting = office.report("Tender"), office.meeting()
    office.item(meeting, report, **OPEN)
    office.item(meeting, report, **{"neutral_title": "Business matter", **classification})

    assert set(titles(office, report).values()) == {"Report 2009/0001"}
    assert shown_title(report) == ""


def test_under_an_item_that_is_not_open_no_part_of_a_report_is(office: Office) -> None:
    report = office.report()
    section = report.sections.first()
    views = [
        sight_of_report(standing_of(user, on=ON), report) for user in (office.clerk, user_in(Role.CLEARER))
    ]
    assert [(view.sees(section), view.keeps(section), view.reads_title) for view in views] == [
        (True, False, True),
        (True, False, True),
    ]

    office.item(office.meeting(), report, title="Tender", neutral_title="Business matter", **EXEMPT)

    views = [
        sight_of_report(standing_of(user, on=ON), report) for user in (office.clerk, user_in(Role.CLEARER))
    ]
    assert [(view.sees(section), view.keeps(section), view.reads_title) for view in views] == [
        (True, True, True),
        (False, True, False),
    ]
