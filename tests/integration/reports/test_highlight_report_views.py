"""Highlight reports as pages: computed, shown, and written on with the computed words beside."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from reports.models import HighlightReport, HighlightSection
from reports.operations import generate_highlight_report
from tests.conftest import SignedInClient
from tests.plans import AT, Planning, make_planning
from tests.screens import MOST_QUERIES, counted_queries, source, value_of, words

NOW = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
NEW = "/plans/recovery-plan/highlight-reports/new/"


@pytest.fixture(autouse=True)
def _on_18_november_2009() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def planning(db: None) -> Planning:
    return make_planning()


@pytest.fixture
def keeper(planning: Planning) -> SignedInClient:
    return SignedInClient(planning.keeper)


@pytest.fixture
def report(planning: Planning) -> HighlightReport:
    planning.action(due_on=date(2009, 10, 15))
    return generate_highlight_report(plan=planning.plan, month=date(2009, 10, 1), by=planning.keeper, at=AT)


def section_of(report: HighlightReport, key: str) -> HighlightSection:
    return report.sections.get(key=key)


def test_a_month_is_chosen_among_those_without_a_report(
    planning: Planning, keeper: SignedInClient, report: HighlightReport
) -> None:
    form = keeper.get(NEW).context["form"]

    assert [label for _, label in form.fields["month"].choices] == [
        "November 2009", "September 2009", "August 2009", "July 2009", "June 2009", "May 2009", "April 2009",
    ]  # fmt: skip


def test_a_report_is_computed_and_shown(planning: Planning, keeper: SignedInClient) -> None:
    planning.action(due_on=date(2009, 10, 15))

    response = keeper.post(NEW, {"month": "2009-10-01"}, follow=True)

    page = words(response)
    assert "Highlight report for October 2009" in page
    assert "Overdue Do 1.1 (1.1, due 15 October 2009)" in page
    assert "Other highlights Nothing is written here yet." in page
    assert 'href="/plans/highlight-reports/' in source(keeper.get("/plans/recovery-plan/"))


def test_the_same_month_twice_is_told(
    planning: Planning, keeper: SignedInClient, report: HighlightReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reports.views.highlight_report._open_months", lambda plan, today: [date(2009, 10, 1)]
    )

    page = words(keeper.post(NEW, {"month": "2009-10-01"}))

    assert "There is a report for October 2009 already. Open it from the plan." in page


def test_a_section_is_written_with_the_computed_words_beside_it(
    planning: Planning, keeper: SignedInClient, report: HighlightReport
) -> None:
    section = section_of(report, "overdue")
    address = f"/plans/highlight-sections/{section.pk}/"
    shown = keeper.get(address)

    response = keeper.post(
        address, {"body": "<p>One audit <script>x</script>is late.</p>", "edit_number": "1"}, follow=True
    )

    assert "What was computed Do 1.1 (1.1, due 15 October 2009)" in words(shown)
    page = words(response)
    assert "“Overdue” is saved." in page
    assert "A script was removed." in page
    assert "Overdue One audit is late. Written by an account without a post, 18 November 2009" in page
    assert "What was computed for “Overdue” Do 1.1 (1.1, due 15 October 2009)" in page


def test_the_second_of_two_writers_sees_both_texts(
    planning: Planning, keeper: SignedInClient, report: HighlightReport
) -> None:
    address = f"/plans/highlight-sections/{section_of(report, 'other').pk}/"
    keeper.post(address, {"body": "<p>Theirs</p>", "edit_number": "1"})

    conflict = keeper.post(address, {"body": "<p>Mine</p>", "edit_number": "1"})
    saved = keeper.post(address, {"body": "<p>Both</p>", "edit_number": value_of(conflict, "edit_number")})

    assert conflict.status_code == 409
    assert "What was saved meanwhile Text Theirs" in words(conflict)
    assert "Mine" in value_of(conflict, "body")
    assert saved.status_code == 302
    assert "Both" in section_of(report, "other").body


def test_a_text_that_cannot_be_read_is_kept(
    planning: Planning, keeper: SignedInClient, report: HighlightReport
) -> None:
    address = f"/plans/highlight-sections/{section_of(report, 'other').pk}/"

    response = keeper.post(address, {"body": "<p>Mine</p>", "edit_number": "many"})

    assert "Mine" in value_of(response, "body")
    assert section_of(report, "other").edit_number == 1


def test_reading_is_for_staff_and_writing_for_performance_officers(
    planning: Planning, report: HighlightReport
) -> None:
    lead = SignedInClient(planning.lead)
    section = f"/plans/highlight-sections/{section_of(report, 'other').pk}/"

    assert [lead.get(address).status_code for address in (report.get_absolute_url(), section, NEW)] == [
        200,
        403,
        403,
    ]
    assert section not in source(lead.get(report.get_absolute_url()))


def test_a_report_needs_few_questions(
    planning: Planning, keeper: SignedInClient, report: HighlightReport
) -> None:
    keeper.get(report.get_absolute_url())

    with counted_queries() as queries:
        keeper.get(report.get_absolute_url())

    assert len(queries) == 8 <= MOST_QUERIES
