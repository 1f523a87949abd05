"""How wide the parts of a stacked bar are."""

from decimal import Decimal

from indicators.domain.bars import Segment, stacked

D = Decimal


def test_parts_stand_side_by_side_and_nothing_takes_no_room() -> None:
    assert stacked([("met", 13), ("amber", 0), ("not_met", 9), ("none", 3)]) == [
        Segment("met", 13, D("0.00"), D("52.00")),
        Segment("not_met", 9, D("52.00"), D("36.00")),
        Segment("none", 3, D("88.00"), D("12.00")),
    ]


def test_nothing_at_all_is_no_bar() -> None:
    assert stacked([("met", 0)]) == []
