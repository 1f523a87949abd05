"""Values as they are typed: kept, asked about, overtaken, restated."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from childservices.domain.refusals import EditConflict
from childservices.models import AuditEvent
from childservices.operations.editing import NotAllowed
from indicators.choices import Unit, ValueState
from indicators.domain.value import Value
from indicators.models import Area, Commentary, Indicator, IndicatorValue
from indicators.operations import Entered, TypedRow, enter_values, write_commentary
from indicators.queries.entry import NoOwnArea
from tests.indicators_factories import CommentaryFactory, ValueFactory
from tests.integration.indicators.conftest import AT, LABEL, TODAY, Service

pytestmark = pytest.mark.django_db
D = Decimal
DIFFERENT = (
    "The denominator of NI59 is 1,127, but the numerator of NI68, which counts the same cases, is 1,128. Correct one "
    "of them, or say in the comment why they differ."
)


def figures(numerator: int, denominator: int, value: str | None = None) -> Value:
    """Typed figures."""
    return Value(None if value is None else D(value), D(numerator), D(denominator))


def enter(service: Service, *rows: TypedRow, on: date = TODAY, label: str = LABEL) -> Entered:
    """What comes of rows that the manager sends."""
    return enter_values(label=label, rows=rows, by=service.manager, at=AT, on=on)


def asked(result: Entered, indicator: Indicator) -> list[tuple[str, str]]:
    """What is asked about an indicator's row."""
    return [(query.part, query.sentence) for query in result.asked[indicator.pk]]


def test_what_is_right_is_kept_and_the_rest_is_asked_about(service: Service) -> None:
    right, wrong = service.indicator("NI59"), service.indicator("NI60")

    result = enter(
        service, TypedRow(right, figures(826, 1128)), TypedRow(wrong, figures(150, 149), comment="New team.")
    )

    assert result.saved == ["NI59"]
    assert asked(result, wrong) == [
        ("numerator", "The numerator 150 is more than the denominator 149. Correct one of them.")
    ]
    row = IndicatorValue.objects.get()
    assert (row.indicator, row.state, row.numerator, row.ends_on) == (
        right,
        ValueState.DRAFT,
        D(826),
        date(2009, 9, 30),
    )
    assert Commentary.objects.get().text == "New team."
    verbs = AuditEvent.objects.filter(verb__in=["value_entered", "commentary_written"])
    assert sorted(verbs.values_list("verb", flat=True)) == ["commentary_written", "value_entered"]


def test_a_query_is_kept_with_the_note_that_answers_it_and_what_cannot_be_never(service: Service) -> None:
    queried, impossible = service.indicator("NI68"), service.indicator("NI60")
    note = "Printed so in the plan."

    first = enter(service, TypedRow(queried, figures(2270, 3940, "57")))
    second = enter(
        service,
        TypedRow(queried, figures(2270, 3940, "57"), note=note),
        TypedRow(impossible, figures(150, 149), note=note),
    )

    assert asked(first, queried) == [
        ("value", "2,270 of 3,940 is 57.6%, not 57.0%. Correct one of them, or leave the value empty.")
    ]
    assert (second.saved, list(second.asked)) == (["NI68"], [impossible.pk])
    assert IndicatorValue.objects.get().note == note


def test_no_cases_are_kept_without_a_value(service: Service) -> None:
    indicator = service.indicator("NI61")

    result = enter(service, TypedRow(indicator, figures(0, 0)))

    assert result.saved == ["NI61"]
    assert IndicatorValue.objects.get().denominator == 0


@pytest.mark.parametrize(
    ("denominator", "sentences"),
    [
        (1128, []),
        (
            1127,
            [("denominator", DIFFERENT)],
        ),
    ],
)
@pytest.mark.parametrize("is_typed_together", [True, False])
def test_the_denominator_of_ni59_equals_the_numerator_of_ni68(
    service: Service, denominator: int, sentences: list[tuple[str, str]], is_typed_together: bool
) -> None:
    referrals = service.indicator("NI68")
    assessments = service.indicator("NI59", counts_the_same_as=referrals)
    rows = [TypedRow(assessments, figures(826, denominator))]
    if is_typed_together:
        rows.append(TypedRow(referrals, figures(1128, 1921)))
    else:
        ValueFactory(indicator=referrals, numerator=1128, denominator=1921)

    result = enter(service, *rows)

    assert set(result.asked) <= {assessments.pk}
    assert [(query.part, query.sentence) for query in result.asked.get(assessments.pk, ())] == sentences


def test_the_other_way_round_the_numerator_is_asked_about(service: Service) -> None:
    referrals = service.indicator("NI68")
    assessments = service.indicator("NI59", counts_the_same_as=referrals)
    ValueFactory(indicator=assessments, numerator=826, denominator=1128)

    result = enter(service, TypedRow(referrals, figures(1127, 1921)))

    assert [part for part, _ in asked(result, referrals)] == ["numerator"]
    assert enter(service, TypedRow(referrals, figures(1128, 1921))).saved == ["NI68"]


def test_a_restated_value_says_why_and_stands_beside_the_approved_one(service: Service) -> None:
    indicator = service.indicator("NI59")
    approved = ValueFactory(indicator=indicator, numerator=826, denominator=1128)

    silent = enter(service, TypedRow(indicator, figures(830, 1128)))
    told = enter(service, TypedRow(indicator, figures(830, 1128), note="Four were recorded late."))

    assert asked(silent, indicator) == [("note", "It is approved at 73.2%. Say why it is restated.")]
    assert told.saved == ["NI59"]
    draft = IndicatorValue.objects.open().get()
    assert (draft.supersedes, draft.note) == (approved, "Four were recorded late.")
    approved.refresh_from_db()
    assert (approved.state, approved.numerator) == (ValueState.APPROVED, D(826))


def test_an_approved_value_without_a_figure_is_restated_too(service: Service) -> None:
    indicator = service.indicator("NI61")
    ValueFactory(indicator=indicator, flag="x")

    result = enter(service, TypedRow(indicator, figures(8, 10)))

    assert asked(result, indicator) == [("note", "It is approved without a value. Say why it is restated.")]


@pytest.mark.parametrize(
    ("facts", "row", "part", "sentence"),
    [
        ({"retired_on": date(2009, 7, 1)}, {}, "value", "It was retired on 1 July 2009, before this period."),
        ({}, {"data_on": date(2008, 9, 30)}, "data_on", "30 September 2008 is before 2009/10 began"),
        (
            {},
            {"figures": Value(D("1.23456"))},
            "value",
            "Ensure that there are no more than 4 decimal places.",
        ),
    ],
)
def test_what_a_row_cannot_hold_is_said_beside_it(
    service: Service, facts: dict[str, Any], row: dict[str, Any], part: str, sentence: str
) -> None:
    indicator = service.indicator("NI59", **facts)

    result = enter(service, TypedRow(indicator, **{"figures": figures(1, 2), **row}))

    [(asked_part, asked_sentence)] = asked(result, indicator)
    assert asked_part == part
    assert asked_sentence.startswith(sentence)
    assert not IndicatorValue.objects.exists()


def test_a_period_that_has_not_begun_waits(service: Service) -> None:
    indicator = service.indicator("NI59")

    result = enter(service, TypedRow(indicator, figures(1, 2)), label="2010-11-Q2")

    assert asked(result, indicator)[0][1].startswith("Quarter 2 2010/11 has not begun. Check the year")


def test_nobody_overwrites_what_somebody_else_saved(service: Service) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, numerator=826, denominator=1128, state=ValueState.DRAFT, edit_number=2)
    CommentaryFactory(indicator=indicator, edit_number=3)

    overtaken = enter(service, TypedRow(indicator, figures(830, 1128), expected=1))
    made_twice = enter(service, TypedRow(indicator, figures(830, 1128)))
    words = enter(service, TypedRow(indicator, comment="Other words.", comment_expected=2))

    assert overtaken.conflicts[indicator.pk][0].current == {
        "numerator": "826", "denominator": "1128", "value": "", "note": "", "edit_number": "2",
    }  # fmt: skip
    assert made_twice.conflicts[indicator.pk][0].current["edit_number"] == "2"
    assert words.conflicts[indicator.pk][0].current == {
        "comment": "Two teams had vacancies over the summer; both are filled."
    }
    assert (overtaken.saved, made_twice.saved, words.saved) == ([], [], [])
    assert enter(service, TypedRow(indicator, figures(830, 1128), expected=2)).saved == ["NI59"]


def test_a_value_that_was_approved_meanwhile_is_restated_on_the_next_save(service: Service) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, numerator=826, denominator=1128)

    result = enter(service, TypedRow(indicator, figures(830, 1128), note="Late.", expected=1))

    assert result.conflicts[indicator.pk][0].sentence.startswith("It was approved while you were writing.")
    assert result.conflicts[indicator.pk][0].current["edit_number"] == "0"


def test_a_value_that_was_taken_away_is_entered_anew_on_the_next_save(service: Service) -> None:
    indicator = service.indicator("NI59")

    result = enter(service, TypedRow(indicator, figures(830, 1128), expected=1))

    assert result.conflicts[indicator.pk][0].current == {"edit_number": "0"}


def test_a_submitted_value_that_is_changed_is_a_draft_again(service: Service) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, numerator=826, denominator=1128, state=ValueState.SUBMITTED)

    enter(service, TypedRow(indicator, figures(830, 1128), expected=1))

    assert IndicatorValue.objects.get().state == ValueState.DRAFT


def test_only_whoever_holds_the_post_enters_its_values(service: Service) -> None:
    indicator = service.indicator("NI59")
    row = TypedRow(indicator, figures(826, 1128))

    with pytest.raises(NotAllowed):
        enter_values(label=LABEL, rows=[row], by=service.director, at=AT, on=TODAY)
    with pytest.raises(NotAllowed):
        write_commentary(
            indicator=indicator, area=service.area, label=LABEL, text="No.", expected=0,
            by=service.director, at=AT, on=TODAY,
        )  # fmt: skip
    officer = service.performance_officer
    assert enter_values(label=LABEL, rows=[row], by=officer, at=AT, on=TODAY).saved == ["NI59"]


def test_a_right_ends_with_the_post(service: Service) -> None:
    indicator = service.indicator("NI59")
    service.manager_post.holdings.update(ends_on=date(2009, 10, 11))

    with pytest.raises(NotAllowed):
        enter(service, TypedRow(indicator, figures(826, 1128)))


def test_an_installation_without_a_council_refuses(service: Service) -> None:
    Area.objects.update(is_own=False)

    with pytest.raises(NoOwnArea):
        enter(service, TypedRow(service.indicator("NI59"), figures(826, 1128)))


def test_words_are_written_and_changed_words_need_approval_again(service: Service) -> None:
    indicator = service.indicator("NI59")
    facts = {"indicator": indicator, "area": service.area, "label": LABEL, "by": service.manager, "at": AT}

    made = write_commentary(text=" Two posts are empty. ", expected=0, on=TODAY, **facts)
    Commentary.objects.update(approved_at=AT, approved_by=service.director)
    write_commentary(text="Both are filled.", expected=1, on=TODAY, **facts)

    made.refresh_from_db()
    assert (made.text, made.approved_at, made.edit_number) == ("Both are filled.", None, 2)
    with pytest.raises(EditConflict) as conflict:
        write_commentary(text="Mine.", expected=0, on=TODAY, **facts)
    assert conflict.value.current == {"comment": "Both are filled."}
    Commentary.objects.all().delete()
    with pytest.raises(EditConflict) as gone:
        write_commentary(text="Mine.", expected=2, on=TODAY, **facts)
    assert gone.value.current == {}


def test_a_figure_takes_the_place_of_the_sign_that_there_was_none(service: Service) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, flag="x", state=ValueState.DRAFT)

    enter(service, TypedRow(indicator, figures(826, 1128), expected=1))

    assert IndicatorValue.objects.get().flag == ""


def test_a_count_has_no_parts(service: Service) -> None:
    indicator = service.indicator("NI89a", unit=Unit.COUNT, decimals=0)

    result = enter(service, TypedRow(indicator, Value(D(2))))

    assert result.saved == ["NI89a"]
    assert IndicatorValue.objects.get().value == 2
