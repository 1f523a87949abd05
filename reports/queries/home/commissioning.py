"""What a commissioning manager and a provider have before them: returns and renewals."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from partnerships.choices import ReturnState
from partnerships.models import Agreement, QuarterlyReturn
from partnerships.queries.attention import returns_by_need
from reports.queries.home.desk import PAPERS, Desk, Need, day_text, desk_of


def commissioning_desks(*, on: date) -> Iterable[Desk]:
    """Gather a commissioning manager's desks: claims to approve, late returns, renewals to decide."""
    returns, more = returns_by_need(on=on), reverse("commissioning_attention")
    renewals = Agreement.objects.due_for_renewal(on=on).for_lists().order_by("ends_on")[: PAPERS + 1]
    ending = [Need(str(row), row.get_absolute_url(), f"Ends on {day_text(row.ends_on)}") for row in renewals]
    return (
        _returns(
            "Claims to approve", returns["submitted"], "No claim waits for you.", more, "To approve", "blue"
        ),
        _returns("Late returns", returns["late"], "No return is late.", more, "Late", "red"),
        desk_of(
            "Renewals to decide",
            ending,
            "Nothing ends soon without a decision.",
            limit=PAPERS,
            more_href=more,
        ),
    )


def provider_desks(user: Any, *, on: date) -> Iterable[Desk]:
    """Gather a provider's desk: the returns to fill in and the questions to answer."""
    rows = QuarterlyReturn.objects.visible_to(user, on=on).to_fill(on=on).for_lists().order_by("due_on")
    needs = [_to_fill(row, on) for row in rows[: PAPERS + 1]]
    nothing = "No return waits for you."
    return (desk_of("Your returns", needs, nothing, limit=PAPERS, more_href=reverse("return_list")),)


def _to_fill(row: QuarterlyReturn, on: date) -> Need:
    name, href = str(row), row.get_absolute_url()
    if row.state == ReturnState.QUERIED:
        return Need(name, href, "The council asks something", "Queried", "orange")
    status, colour = ("Late", "red") if row.due_on < on else ("To do", "blue")
    return Need(name, href, f"Due {day_text(row.due_on)}", status, colour)


def _returns(title: str, rows: Any, nothing: str, more: str, status: str, colour: str) -> Desk:
    needs = [
        Need(str(row), row.get_absolute_url(), f"Due {day_text(row.due_on)}", status, colour)
        for row in rows[: PAPERS + 1]
    ]
    return desk_of(title, needs, nothing, limit=PAPERS, more_href=more)
