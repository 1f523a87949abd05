"""Labels of periods as national statistics print them."""

import pytest

from indicators.domain.period import UnknownPeriod
from indicators.domain.published_label import PublishedLabel, read_published_label


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("2025", PublishedLabel(2025, 2025, 1)),
        ("2025 (prov)", PublishedLabel(2025, 2025, 1, "prov")),
        ("2016-17", PublishedLabel(2016, 2017, 1)),
        ("2016-17 (OT)", PublishedLabel(2016, 2017, 1, "OT")),
        ("2015/16", PublishedLabel(2015, 2016, 1)),
        ("2014-16", PublishedLabel(2014, 2016, 3)),
        ("2020-22", PublishedLabel(2020, 2022, 3)),
        ("2013/14-15/16", PublishedLabel(2013, 2016, 3)),
        ("2021/22-23/24", PublishedLabel(2021, 2024, 3)),
        ("1999-00", PublishedLabel(1999, 2000, 1)),
    ],
)
def test_a_published_label_says_which_years_it_covers(label: str, read: PublishedLabel) -> None:
    assert read_published_label(label) == read


@pytest.mark.parametrize(
    "label",
    [
        "0",
        "",
        "2016-2017",
        "2016-16",
        "2016-15",
        "2015/18",
        "2013/14-15",
        "2014-15/16",
        "2016/17/18",
        "2025 (prov",
    ],
)
def test_anything_else_is_refused(label: str) -> None:
    with pytest.raises(UnknownPeriod) as refused:
        read_published_label(label)

    assert refused.value.sentence == (
        f"“{label}” is no label of published statistics. Correct the period, or leave the row out."
    )


@pytest.mark.parametrize(
    ("label", "earlier", "is_consecutive"),
    [
        ("2025", "2024", True),
        ("2025 (prov)", "2024 (Rev)", True),
        ("2019", "2017", False),
        ("2025", "2025", False),
        ("2016-17", "2015/16", True),
        ("2015-17", "2014-16", True),
        ("2015-17", "2012-14", False),
        ("2016/17-18/19", "2015/16-17/18", True),
        ("2017", "2015-16", False),
        ("2015-17", "2015-16", False),
    ],
)
def test_labels_of_one_length_a_year_apart_are_consecutive(
    label: str, earlier: str, is_consecutive: bool
) -> None:
    assert read_published_label(label).follows(read_published_label(earlier)) == is_consecutive
