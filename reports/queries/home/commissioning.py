"""What a commissioning manager and a provider have before them: returns and renewals."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from childservices.choices import Role
from partnerships.choices import ReturnState
from partnerships.models import Agreement, QuarterlyReturn
from partnerships.permissions import can_commission
from partnerships.queries.attention import returns_by_need
from reports.queries.home.desk import PAPERS, Desk, Need, day_text, desk_of


def commissioning_desks(user: Any, *, on: date) -> Iterable[Desk]:
    """Gather the desks of a commissioning manager or of a provider; other people have none of them."""
    if can_commission(user):
        yield from _manager_desks(on)
    if user.has_role(Role.PROVIDER):
        rows = QuarterlyReturn.objects.visible_to(user, on=on).to_fill(on=on).for_lists().order_by("due_on")
        needs = [_to_fill(row, on) for row in rows[: PAPERS + 1]]
        more = reverse("return_list")
        yield desk_of("Your returns", needs, "No return waits for you.", limit=PAPERS, more_href=more)


def _manager_desks(on: date) -> Iterable[Desk]:
    """Claims to approve, late returns, and renewals to decide."""
    returns, more = returns_by_need(on=on), reverse("commissioning_attention")
    claims = [_due(row, "To approve", "blue") for row in returns["submitted"][: PAPERS + 1]]
    late = [_due(row, "Late", "red") for row in returns["late"][: PAPERS + 1]]
    renewals = Agreement.objects.due_for_renewal(on=on).for_lists().order_by("ends_on")[: PAPERS + 1]
    ending = [Need(str(row), row.get_absolute_url(), f"Ends on {day_text(row.ends_on)}") for row in renewals]
    yield desk_of("Claims to approve", claims, "No claim waits for you.", limit=PAPERS, more_href=more)
    yield desk_of("Late returns", late, "No return is late.", limit=PAPERS, more_href=more)
    nothing = "Nothing ends soon without a decision."
    yield desk_of("Renewals to decide", ending, nothing, limit=PAPERS, more_href=more)


def _to_fill(row: QuarterlyReturn, on: date) -> Need:
    if row.state == ReturnState.QUERIED:
        return Need(str(row), row.get_absolute_url(), "The council asks something", "Queried", "orange")
    return _due(row, *(("Late", "red") if row.due_on < on else ("To do", "blue")))


def _due(row: QuarterlyReturn, status: str, colour: str) -> Need:
    return Need(str(row), row.get_absolute_url(), f"Due {day_text(row.due_on)}", status, colour)
