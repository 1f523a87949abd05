"""When roles stand: staff roles end with the last post."""

from datetime import date

import pytest

from childservices.domain.rights import Tenure, roles_standing

HELD = frozenset({"officer", "member"})
STAFF = frozenset({"officer"})
ENDED = Tenure(date(2009, 4, 1), date(2010, 5, 7))


@pytest.mark.parametrize(
    ("tenures", "day", "standing"),
    [
        ([], date(2010, 5, 8), HELD),
        ([ENDED], date(2009, 3, 31), {"member"}),
        ([ENDED], date(2009, 4, 1), HELD),
        ([ENDED], date(2010, 5, 7), HELD),
        ([ENDED], date(2010, 5, 8), {"member"}),
        ([ENDED, Tenure(date(2010, 5, 8), None)], date(2010, 5, 8), HELD),
        ([Tenure(date(2009, 4, 1), None)], date(2026, 1, 1), HELD),
    ],
)
def test_roles_standing(tenures: list[Tenure], day: date, standing: set[str]) -> None:
    assert roles_standing(HELD, tenures, staff_roles=STAFF, on=day) == standing
