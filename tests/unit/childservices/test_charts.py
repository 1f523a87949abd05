"""Charts: where figures lie, what stands in the picture, and what is said to those who do not see it."""

import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from childservices.charts import Dot, DotPlot, Guide, Kind, Mark, Point, RunChart, dot_plot, run_chart
from childservices.charts.scale import Scale, scale_of, spread

D = Decimal
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ET.Element:
    """The picture as a tree, which it can only be if everything in it was escaped and closed."""
    return ET.fromstring(svg)


def of_class(tree: ET.Element, css: str) -> list[ET.Element]:
    """The marks of a class."""
    return [one for one in tree.iter() if css in one.get("class", "").split()]


def words(tree: ET.Element) -> list[str]:
    """Everything that is written in the picture, in order."""
    return [one.text or "" for one in tree.iter(f"{SVG}text")]


def chart(*values: str | None, guides: tuple[Guide, ...] = (), marks: tuple[Mark, ...] = ()) -> RunChart:
    """A run chart of months."""
    points = tuple(
        Point(f"Month {number}", None if value is None else D(value), mark)
        for number, (value, mark) in enumerate(
            zip(values, marks or (Mark.PLAIN,) * len(values), strict=True), start=1
        )
    )
    return RunChart(
        "key", "A & B", "Falling <fast>", points, guides, suffix="%", latest=f"Latest {values[-1]}%"
    )


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["17.2", "24.9"], ["16", "18", "20", "22", "24", "26"]),
        (["0", "1"], ["0.0", "0.5", "1.0"]),
        (["5"], ["4.0", "4.5", "5.0", "5.5", "6.0"]),
        (["1200", "48000"], ["0", "2E+4", "4E+4", "6E+4"]),
        ([], ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
    ],
)
def test_axes_have_round_figures(values: list[str], ticks: list[str]) -> None:
    scale, found = scale_of([D(value) for value in values], start=100, end=0)

    assert [D(tick) for tick in found] == [D(tick) for tick in ticks]
    assert (scale.place(found[0]), scale.place(found[-1])) == (D(100), D(0))


def test_a_figure_lies_in_proportion() -> None:
    scale = Scale(D(0), D(50), 200, 0)

    assert scale.place(D("12.5")) == D(150)


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([10, 50], [10, 50]),
        ([10, 12, 13], [10, 22, 34]),
        ([95, 96], [88, 100]),
        ([-5], [0]),
        ([], []),
    ],
)
def test_labels_keep_clear_of_each_other(places: list[int], moved: list[int]) -> None:
    assert spread([D(place) for place in places], apart=12, low=0, high=100) == [D(place) for place in moved]


def test_a_run_chart_is_named_and_described() -> None:
    tree = drawn(run_chart(chart("20", "18")))

    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "key-title key-description"
    assert [tree.findtext(f"{SVG}{name}") for name in ("title", "desc")] == ["A & B", "Falling <fast>"]


def test_a_gap_breaks_the_line() -> None:
    tree = drawn(run_chart(chart("20", "18", None, "17", "16")))

    lines = of_class(tree, "council-chart__line")
    assert [len(line.get("points", "").split()) for line in lines] == [2, 2]
    assert len(of_class(tree, "council-chart__point")) == 4


def test_marks_differ_in_shape_and_not_only_in_colour() -> None:
    tree = drawn(run_chart(chart("1", "2", "3", "4", marks=(Mark.PLAIN, Mark.GOOD, Mark.BAD, Mark.NOTABLE))))

    shapes = [one.tag.removeprefix(SVG) for one in of_class(tree, "council-chart__point")]
    assert shapes == ["circle", "rect", "polygon", "polygon"]


def test_guides_are_named_where_they_end() -> None:
    guides = (
        Guide("Target 20%", "target", (D(20), D(20), None)),
        Guide("Mean 19%", "mean", (D(19), D(19), D(19))),
        Guide("Never", "limit", (None, None, None)),
    )

    tree = drawn(run_chart(chart("21", "18", "17", guides=guides)))

    assert {"Target 20%", "Mean 19%", "Latest 17%"} <= set(words(tree))
    assert "Never" not in words(tree)
    assert [len(one.get("points", "").split()) for one in of_class(tree, "council-chart__target")] == [2]


def test_a_guide_of_one_period_is_still_seen() -> None:
    tree = drawn(run_chart(chart("21", "18", guides=(Guide("Target", "target", (None, D(20))),))))

    [line] = of_class(tree, "council-chart__target")
    (left, y), (right, same) = (place.split(",") for place in line.get("points", "").split())
    assert (D(right) - D(left), y) == (D(8), same)


def test_the_axis_names_the_first_and_the_last_period() -> None:
    tree = drawn(run_chart(chart("20", "18", "19")))

    ticks = [one.text for one in of_class(tree, "council-chart__tick")]
    assert ticks[-2:] == ["Month 1", "Month 3"]
    assert "18%" in ticks


def test_an_empty_chart_is_still_a_picture() -> None:
    empty = RunChart("key", "Nothing", "No figures", ())

    assert words(drawn(run_chart(empty))) == ["-1", "-0.5", "0", "0.5", "1"]


def test_a_dot_plot_has_a_row_for_each_place_in_order() -> None:
    dots = (
        Dot("Barnsley", D("25.5"), "25.5%"),
        Dot("Rotherham", D("19.6"), "19.6%", Kind.OWN),
        Dot("England", D("22.6"), "22.6%", Kind.WIDE),
    )

    tree = drawn(dot_plot(DotPlot("dots", "Re-referrals", "Three areas", dots)))

    assert words(tree) == ["Barnsley", "25.5%", "Rotherham", "19.6%", "England", "22.6%"]
    shapes = [one.tag.removeprefix(SVG) for one in of_class(tree, "council-chart__dot")]
    assert shapes == ["circle", "polygon", "rect"]
