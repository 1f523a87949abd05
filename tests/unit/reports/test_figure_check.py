"""What the figure check says of prose: shares, counts of lists, parts of a whole, and figures of tables."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.block import Block, blocks_of
from reports.domain.figure_check.fact import Fact, Table, bound_fact
from reports.domain.figure_check.finding import Finding
from reports.domain.figure_check.paper import check_figures
from reports.domain.figure_check.token import rounded

CORRECT = "Correct the one that is wrong, or say why both stand."
DIFFER = "Correct the text, or say why the two differ."
PLAN = Table(
    "t-1",
    "Actions by status",
    [{"label": label} for label in ("", "Total", "Completed", "Not completed", "Partially completed")],
    [["Count", "181", "106", "29", "46"], ["Share", "100%", "58.56%", "16.02%", "25.41%"]],
)
MONEY = Table(
    "t-2",
    "Awards, £",
    [{"label": "Provider"}, {"label": "Allocation"}, {"label": "Balance"}],
    [["North", "593000", "14711"], ["Unallocated", "12000", "12000"], ["Total", "605000", "26711"]],
)


def said(text: str, *tables: Table, bound: tuple[Fact, ...] = ()) -> list[tuple[str, str]]:
    """The quoted words and the reason of every flag of one paragraph beside tables."""
    return [(flag.place.quote, flag.reason) for flag in check_figures([Block("b-1", text)], tables, bound)]


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("So 5 of 11 (54.5%) had work.", "54.5%", "5 of 11 is 45.5%, not 54.5%."),
        (
            "Just 54.5% had work, which equates to 5 out of 11 young people.",
            "54.5%",
            "5 of 11 is 45.5%, not 54.5%.",
        ),
        ("The rate is 57% (2270/3940).", "57%", "2,270 of 3,940 is 58%, not 57%."),
        ("Of the 105 aims set, 87 (38%) were reached.", "38%", "87 of 105 is 83%, not 38%."),
        ("There are 200 adults of whom 50 are carers (52%).", "52%", "50 of 200 is 25%, not 52%."),
        ("So five of the ten = 60%.", "60%", "5 of 10 is 50%, not 60%."),
        ("So 5 of 11 care leavers (54.5%) had work.", "54.5%", "5 of 11 is 45.5%, not 54.5%."),
        ("So 54.5% of care leavers (5 of 11) had work.", "54.5%", "5 of 11 is 45.5%, not 54.5%."),
        ("We met 87 aims in full out of 105, or 38%.", "38%", "87 of 105 is 83%, not 38%."),
    ],
)
def test_a_percentage_that_is_not_what_its_count_gives(text: str, quote: str, reason: str) -> None:
    assert said(text) == [(quote, f"{reason} {CORRECT}")]


@pytest.mark.parametrize(
    "text",
    [
        "So 5 of 11 (45.5%) had work.",
        "Of the 105 aims set, 87 (83%) were reached.",
        "Nearly 46% (5 of 11) had work.",
        "Some 5 of 11 (about 45%) had work.",
        "There were 12 of 11 (45%) here.",
        "There were 0 of 0 (45%) here.",
        "The share fell to 12%, and 5 of 11 wards have a centre.",
        "In the town 200 adults answered. Of these, 50 (52%) care for somebody.",
        "Last time 87 (83%) were met.",
        "So 5 of 11 care leavers (30% of the cohort) had work.",
        "Of the 40 visits, 12 were late; a review (30%) follows.",
        "These answers of those asked were 50 (52%).",
    ],
)
def test_a_percentage_that_may_be_right(text: str) -> None:
    assert said(text) == []


def test_parts_of_a_whole_that_miss_the_total_of_the_paper() -> None:
    blocks = [
        Block("b-1", "In 2015, 3110 young people answered in total."),
        Block(
            "b-2",
            "Of drinks, 2114 (68%) have one, 746 (24%) have more and 249 (8%) have none; 60 (2%) differ.",
        ),
    ]

    (flag,) = check_figures(blocks)

    assert (flag.kind, flag.place.id, flag.place.quote) == (Finding.TOTAL, "b-2", "2114 (68%")
    assert flag.reason == f"2114 + 746 + 249 is 3,109, and the paper gives 3,110 in total. {CORRECT}"


@pytest.mark.parametrize("total", ["3109", "4000", "3110 or 3109"])
def test_parts_that_make_a_total_or_are_of_another_are_not_flagged(total: str) -> None:
    blocks = [
        Block("b-1", f"A total of {total} answered."),
        Block("b-2", "So 2114 (68%) have one, 746 (24%) have more and 249 (8%) have none."),
    ]

    assert check_figures(blocks) == []


@pytest.mark.parametrize(
    ("text", "quote", "says"),
    [
        ("By now 58.65% of the 181 actions are completed.", "58.65%", "58.56% (Share Completed)"),
        ("By now 160 of the 181 actions are completed, by count.", "160 of the 181", "106 (Count Completed)"),
        ("By count 160 are completed, with 181 in all.", "160", "106 (Count Completed)"),
        ("The share that is partially completed is 20%.", "20%", "25.41% (Share Partially completed)"),
    ],
)
def test_a_typed_figure_that_contradicts_the_table(text: str, quote: str, says: str) -> None:
    assert said(text, PLAN) == [(quote, f"{quote}: the table “Actions by status” says {says}. {DIFFER}")]


@pytest.mark.parametrize(
    "text",
    [
        "By now 58.56% of the 181 actions are completed.",
        "Of the 181 actions 58.6% are completed.",
        "106 of the 181 actions are completed by count, 20 in October alone.",
        "The share partially completed rose from 20% to 25.41%.",
        "The share partially completed is about 20%.",
        "The share partially completed is now 25%, with the national average of 20%.",
        "We visited 160 homes.",
        "In the theme 20% of schools took part.",
        "Of 181 by count, seven are completed.",
        "By count 46 are completed, with 181 in all.",
    ],
)
def test_a_typed_figure_that_does_not(text: str) -> None:
    assert said(text, PLAN) == []


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("In the end £27,611 was sent back.", 1),
        ("In the end £26,711 was sent back.", 0),
        ("In the end £26,171 and £62,117 were sent back.", 1),
        ("In the end £26,177 was sent back.", 0),
        ("In the end £126,711 was sent back.", 0),
        ("In the end £29,721 was sent back.", 0),
        ("The allocation of the provider North is £953,000.", 1),
        ("The allocation of the provider North is £590,000.", 1),
        ("The allocation of the provider North is £0.6m.", 0),
    ],
)
def test_an_amount_is_held_against_a_table_in_pounds(text: str, flags: int) -> None:
    assert len(said(text, MONEY)) == flags


def test_two_neighbours_swapped_are_found_without_the_words_of_the_table() -> None:
    assert said("We stand at 58.65% now.", PLAN) == [
        ("58.65%", f"58.65%: the table “Actions by status” says 58.56% (Share Completed). {DIFFER}")
    ]


CODED = Table(
    "t-3",
    "Indicators",
    [{"label": "Indicator"}, {"label": "Outturn"}, {"label": "Target"}],
    [["NI 64 Plans that last", "4.8%", "3.5%"], ["NI 65 Plans made again", "10.6%", "7.0%"]],
)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("So NI64 fell from 8.4%.", ["8.4%"]),
        ("So NI64 fell from 4.9%.", ["4.9%"]),
        ("So NI64 fell from 9.9%.", []),
        ("So NI64 fell from 4.8% to 4.9%.", []),
        ("So NI64 fell from 10.6%.", []),
        ("So the plans fell from 4.9%.", []),
        ("So NI65 fell from 16.0%.", ["16.0%"]),
        ("So NI65 fell from 11.7%.", []),
    ],
)
def test_the_reference_of_an_indicator_ties_a_slip_to_its_row(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in said(text, CODED)] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Of all actions partially completed, so far 25.42%.", ["25.42%"]),
        ("We stand at 25.42% of all.", []),
    ],
)
def test_the_words_of_a_row_tie_a_slip_to_it(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in said(text, PLAN)] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Here 64 (25.41%) are half done.", ["64"]),
        ("Here 46 (25.41%) are half done.", []),
        ("Here 46 (25%) and 64 (25%) are half done.", []),
        ("Here 64 (25.4%) of 252 are half done.", []),
        ("Here 64 (11.11%) are half done.", []),
    ],
)
def test_a_count_is_held_against_the_count_that_has_its_percentage(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in said(text, PLAN)] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "There 248 (80%) take regular exercise. Boys exercise on a regular day (80%), girls less (75%).",
            ["80%"],
        ),
        (
            "There 248 (74%) take regular exercise. Girls exercise on a regular day (75%), boys more (80%).",
            ["74%"],
        ),
        (
            "There 248 (78%) take regular exercise. Males exercise on a regular day (80%), females less (75%).",
            [],
        ),
        (
            "There 248 (80%) take regular exercise. Boys and girls exercise on a regular day (80%) or (80%).",
            [],
        ),
        ("There 248 (80%) take regular exercise. Boys read (60%) more than girls (55%).", []),
        ("There 248 (80%) take regular exercise. Adults exercise on a regular day (80%) or not (75%).", []),
        ("There 248 (80%) take regular exercise. Boys exercise on a regular day (81%), girls too.", []),
        ("There 80% take regular exercise. Boys exercise on a regular day (80%), girls less (75%).", []),
    ],
)
def test_a_whole_lies_between_its_two_parts(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in said(text)] == quotes


def test_a_column_of_percentages_needs_no_signs() -> None:
    table = Table("t-1", "Targets", [{"label": "Theme"}, {"label": "Met %"}], [["Health", "66.67"]])

    assert [quote for quote, _ in said("We stand at 66.76%.", table)] == ["66.76%"]


def test_a_bound_figure_is_never_flagged_and_is_a_fact_for_what_is_typed() -> None:
    (block,) = blocks_of(
        '<p id="b-1">Actions completed: <data value="58.56">58.56%</data>, that is 58.65%.</p>'
    )
    fact = bound_fact("actions completed", "58.56%")
    assert fact is not None

    (flag,) = check_figures([block], bound=[fact])

    assert flag.place.offset == block.text.index("58.65%")
    assert flag.reason == f"58.65%: the bound figure says 58.56% (actions completed). {DIFFER}"
    assert check_figures([Block("b-1", "Actions completed: 60%.", bound=((19, 22),))], bound=[fact]) == []


def test_a_bound_figure_that_prints_no_figure_is_no_fact() -> None:
    assert bound_fact("actions completed", "not known") is None


def listed(text: str, *levels: int) -> list[tuple[str, str]]:
    """The flags of a paragraph with items of these levels below it."""
    items = [Block(f"b-{place}", "an item", level) for place, level in enumerate(levels, start=2)]
    return [(flag.place.quote, flag.reason) for flag in check_figures([Block("b-1", text), *items])]


@pytest.mark.parametrize("text", ["We name three indicators:", "Since 2009 we name 3 indicators:"])
def test_a_count_that_its_list_does_not_have(text: str) -> None:
    words = text[text.index("name ") + 5 : -1]

    assert listed(text, 1, 1, 1, 1, 0) == [
        (words, f"“{words}”: the list below has 4. Correct the number or the list.")
    ]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("We name four indicators:", (1, 1, 1, 1)),
        ("We name four indicators:", (1, 1, 2, 2, 1, 1)),
        ("We name three indicators.", (1, 1)),
        ("We name three indicators:", ()),
        ("We name three indicators:", (0, 1, 1)),
        ("We name the indicators:", (1, 1)),
        ("We name at least three indicators:", (1, 1)),
        ("Within three working days:", (1, 1)),
        ("Four of the five actions:", (1, 1)),
        ("We name 3.5 indicators:", (1, 1)),
        ("We name 300 indicators:", (1, 1)),
        ("We name one list of indicators:", (1, 1)),
        ("There are three:", (1, 1)),
    ],
)
def test_a_count_that_may_be_right(text: str, levels: tuple[int, ...]) -> None:
    assert listed(text, *levels) == []


def test_a_bound_count_is_not_held_against_a_list() -> None:
    blocks = [Block("b-1", "We name 3 indicators:", bound=((8, 9),)), Block("b-2", "an item", 1)]

    assert check_figures(blocks) == []


def test_the_last_count_before_a_list_is_the_one_that_counts_it() -> None:
    assert listed("Each has two of the following six problems:", 1, 1, 1, 1, 1) == [
        (
            "six problems",
            "“six problems”: the list below has 5. Correct the number or the list.",
        )
    ]


@given(part=st.integers(0, 500), rest=st.integers(1, 500), decimals=st.integers(0, 3))
def test_a_share_rounded_as_papers_do_is_never_flagged(part: int, rest: int, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    share = rounded(Decimal(part) * 100 / (part + rest), step)

    assert said(f"They were {part} of {part + rest} ({share}%).") == []


@given(part=st.integers(0, 500), rest=st.integers(1, 500), off=st.integers(1, 30))
def test_a_share_that_is_off_is_always_flagged(part: int, rest: int, off: int) -> None:
    share = rounded(Decimal(part) * 100 / (part + rest), Decimal("0.1")) + Decimal(off) / 10

    assert [quote for quote, _ in said(f"They were {part} of {part + rest} ({share}%).")] == [f"{share}%"]


@pytest.mark.parametrize(("others", "flags"), [(39, 1), (40, 0)])
def test_a_table_pasted_as_words_is_not_held_against_other_tables(others: int, flags: int) -> None:
    assert len(said(f"58.65%{' and 7' * others}", PLAN)) == flags


TYPED = st.text(alphabet="0123456789,.%£ ()/:-−ofandteſixK\n", max_size=60)


@given(
    TYPED,
    st.lists(st.lists(TYPED, min_size=2, max_size=4), max_size=4),
    st.sampled_from(["Total", "Total %", "x"]),
)
def test_whatever_is_typed_can_be_checked(text: str, rows: list[list[str]], label: str) -> None:
    columns = [{"label": "", "group": ""}, {"label": label, "group": ""}, {"label": "Done", "group": "Total"}]

    flags = check_figures([Block("b-1", text), Block("b-2", text, 1)], [Table("t-1", "x", columns, rows)])

    assert all(
        flag.place.quote == text[flag.place.offset :][: len(flag.place.quote)]
        for flag in flags
        if not flag.place.row
    )
    assert len({flag.key for flag in flags}) == len(flags)
