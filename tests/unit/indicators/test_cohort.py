"""Cohorts: how many of the rest are needed, and whether they can still bring it."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.domain.cohort import Cohort, NoSuchCohort, Outlook, outlook


def test_9_of_the_remaining_11_care_leavers_are_needed() -> None:
    care_leavers = outlook(Cohort(size=22, counted=11, achieved=6), Decimal(68))

    assert care_leavers == Outlook(needed=9, remaining=11)
    assert care_leavers.can_be_reached
    assert care_leavers.sentence == "The target needs 9 of the remaining 11."


@pytest.mark.parametrize(
    ("cohort", "target", "needed", "can_be_reached", "sentence"),
    [
        (
            Cohort(22, 11, 3),
            "68",
            12,
            False,
            "The target cannot now be reached: it would need 12 of the remaining 11.",
        ),
        (Cohort(22, 11, 4), "68", 11, True, "The target needs 11 of the remaining 11."),
        (Cohort(22, 22, 15), "68", 0, True, "The target is reached."),
        (Cohort(22, 11, 11), "50", 0, True, "The target is reached."),
        (
            Cohort(22, 22, 14),
            "68",
            1,
            False,
            "The target cannot now be reached: it would need 1 of the remaining 0.",
        ),
        (Cohort(4, 0, 0), "75", 3, True, "The target needs 3 of the remaining 4."),
        (Cohort(4, 0, 0), "75.1", 4, True, "The target needs 4 of the remaining 4."),
    ],
)
def test_the_rest_of_a_cohort(
    cohort: Cohort, target: str, needed: int, can_be_reached: bool, sentence: str
) -> None:
    found = outlook(cohort, Decimal(target))

    assert (found.needed, found.can_be_reached, found.sentence) == (needed, can_be_reached, sentence)


@pytest.mark.parametrize("numbers", [(10, 11, 5), (10, 5, 6), (10, 5, -1), (0, 0, 0)])
def test_numbers_that_no_cohort_can_have_are_refused(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(NoSuchCohort) as refused:
        Cohort(*numbers)

    assert refused.value.sentence == (
        "A cohort has at least one; who achieved it was counted, and who was counted is in it. Correct one."
    )


@given(st.integers(1, 500), st.data(), st.decimals(0, 100, places=1))
def test_what_is_needed_is_enough_and_one_less_is_not(
    size: int, data: st.DataObject, target: Decimal
) -> None:
    counted = data.draw(st.integers(0, size))
    achieved = data.draw(st.integers(0, counted))
    needed = outlook(Cohort(size, counted, achieved), target).needed

    assert (achieved + needed) * 100 >= target * size
    assume(needed)
    assert (achieved + needed - 1) * 100 < target * size
