"""What a spreadsheet entered is taken back, once, and never what somebody has touched since."""

from datetime import timedelta
from typing import Any

import pytest

from childservices.choices import Role
from childservices.models import User
from childservices.operations.editing import NotAllowed
from indicators.choices import ImportState, ValueState
from indicators.models import Commentary, IndicatorValue
from indicators.operations.spreadsheet import (
    AlreadyDecided,
    Overtaken,
    check_again,
    confirm_spreadsheet,
    undo_spreadsheet,
)
from tests.indicators_factories import AreaFactory, IndicatorFactory, ValueFactory
from tests.spreadsheet_files import AT, ON, QUARTER, confirm, counts, load, sheet, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(user_with_role: Any) -> User:
    """A performance officer of the council whose area is marked as its own."""
    AreaFactory()
    found: User = user_with_role(Role.PERFORMANCE_OFFICER)
    return found


def test_what_nobody_touched_is_taken_back(officer: User) -> None:
    for reference in ("NI59", "NI60", "NI61"):
        IndicatorFactory(reference=reference)
    row = load(officer, sheet(*([one, QUARTER, 1, 2, "", "", "Words."] for one in ("NI59", "NI60", "NI61"))))
    IndicatorValue.objects.filter(indicator__reference="NI59").update(edit_number=2)
    IndicatorValue.objects.filter(indicator__reference="NI60").update(state=ValueState.SUBMITTED)

    undone = undo_spreadsheet(spreadsheet=row, by=officer, at=AT + timedelta(hours=1))

    assert (undone.state, undone.kept) == (ImportState.UNDONE, 2)
    left = IndicatorValue.objects.values_list("indicator__reference", flat=True).order_by(
        "indicator__reference"
    )
    assert list(left) == ["NI59", "NI60"]
    assert Commentary.objects.count() == 2


def test_a_spreadsheet_is_loaded_once_and_taken_back_once(officer: User) -> None:
    IndicatorFactory(reference="NI59")
    row = load(officer, sheet(["NI59", QUARTER, 1, 2]))

    with pytest.raises(AlreadyDecided):
        confirm(row, officer)
    undo_spreadsheet(spreadsheet=row, by=officer, at=AT)
    with pytest.raises(AlreadyDecided):
        undo_spreadsheet(spreadsheet=row, by=officer, at=AT)


def test_a_value_entered_while_it_is_loaded_stops_all_of_it(officer: User) -> None:
    indicator = IndicatorFactory(reference="NI59")
    IndicatorFactory(reference="NI60")
    row = stage(officer, sheet(["NI60", QUARTER, 1, 2], ["NI59", QUARTER, 1, 2]))
    checked = check_again(row, by=officer, on=ON)
    ValueFactory(indicator=indicator, state="draft", numerator=826, denominator=1128)

    with pytest.raises(Overtaken):
        confirm_spreadsheet(spreadsheet=row, checked=checked, by=officer, at=AT)

    assert IndicatorValue.objects.get().numerator == 826
    assert counts(confirm(row, officer)) == (2, 1, 0, 0, 1)


def test_another_officer_does_not_load_it(officer: User, user_with_role: Any) -> None:
    IndicatorFactory(reference="NI59")
    row = stage(officer, sheet(["NI59", QUARTER, 1, 2]))

    with pytest.raises(NotAllowed):
        confirm(row, user_with_role(Role.OFFICER))
