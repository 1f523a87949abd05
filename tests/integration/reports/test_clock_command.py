"""The `clock` command: one line of JSON, or one clear line of refusal."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from childservices.models import OfficeClosure
from reports.choices import BodyKind, Regime
from reports.models import Body

pytestmark = pytest.mark.django_db


def ask(*arguments: str) -> dict[str, Any]:
    """Run the command with --json and read the only line it prints."""
    out = StringIO()
    call_command("clock", *arguments, "--json", stdout=out)
    (line,) = out.getvalue().splitlines()
    answer: dict[str, Any] = json.loads(line)
    return answer


def a_body(slug: str, regime: str, *, call_in_applies: bool) -> Body:
    """Keep a body under a regime."""
    return Body.objects.create(
        slug=slug, name=slug, kind=BodyKind.CABINET, regime=regime, call_in_applies=call_in_applies
    )


def test_the_agenda_of_18_november_2009() -> None:
    assert ask("agenda_publication", "2009-11-18") == {
        "rule": "agenda_publication",
        "date": "2009-11-10",
        "excluded": [
            {"date": "2009-11-10", "reason": "day of publication"},
            {"date": "2009-11-14", "reason": "Saturday"},
            {"date": "2009-11-15", "reason": "Sunday"},
            {"date": "2009-11-18", "reason": "day of the meeting"},
        ],
        "legal_reference": (
            "Local Government Act 1972, sections 100A(6) and 100B(3) and (4), as amended by SI 2002/715"
        ),
        "days": 5,
        "unit": "clear working days",
        "to_confirm": False,
        "note": "",
    }


@pytest.mark.parametrize(
    ("rule", "day", "expected"),
    [
        ("agenda_publication", "2026-01-06", "2025-12-24"),
        ("private_meeting_second_notice", "2026-01-06", "2025-12-24"),
        ("key_decision_notice", "2012-10-10", "2012-09-11"),
        ("key_decision_notice", "2012-07-18", None),
        ("private_meeting_first_notice", "2026-01-06", "2025-12-08"),
        ("call_in_closes", "2022-09-16", "2022-09-26"),
        ("effective", "2022-09-16", "2022-09-27"),
        ("general_exception", "2025-12-22", "2026-01-02"),
    ],
)
def test_every_rule_without_a_body(rule: str, day: str, expected: str | None) -> None:
    assert ask(rule, day)["date"] == expected


def test_a_bodys_regime_and_call_in_count() -> None:
    a_body("cabinet", Regime.EXECUTIVE_2012, call_in_applies=True)
    a_body("planning", Regime.LGA_1972, call_in_applies=False)

    assert ask("agenda_publication", "2026-01-06", "--body", "cabinet")["legal_reference"].endswith("6 and 7")
    assert ask("key_decision_notice", "2026-01-06", "--body", "planning")["date"] is None
    assert ask("call_in_closes", "2022-09-16", "--body", "cabinet")["date"] == "2022-09-26"
    assert ask("call_in_closes", "2022-09-16", "--body", "planning")["date"] is None
    assert ask("effective", "2022-09-16", "--body", "planning")["date"] == "2022-09-16"


def test_an_office_closure_is_in_the_working() -> None:
    OfficeClosure.objects.create(on=date(2009, 11, 12), reason="Offices closed by flood")

    answer = ask("agenda_publication", "2009-11-18")

    assert answer["date"] == "2009-11-09"
    assert {"date": "2009-11-12", "reason": "Offices closed by flood"} in answer["excluded"]


def test_without_json_it_reads_as_lines() -> None:
    out = StringIO()
    call_command("clock", "call_in_closes", "2022-09-16", stdout=out)

    assert out.getvalue().splitlines() == [
        "call_in_closes: Monday 26 September 2022",
        "5 working days, without:",
        "  Fri 16 Sep 2022  day of publication",
        "  Sat 17 Sep 2022  Saturday",
        "  Sun 18 Sep 2022  Sunday",
        "  Mon 19 Sep 2022  State Funeral of Queen Elizabeth II",
        "  Sat 24 Sep 2022  Saturday",
        "  Sun 25 Sep 2022  Sunday",
        "Local Government Act 2000, section 9F(4), and the council's own procedure rules",
        "To be confirmed by the council's monitoring officer before use.",
    ]


def test_a_rule_without_a_date_says_why_in_lines_too() -> None:
    out = StringIO()
    call_command("clock", "key_decision_notice", "2000-07-18", stdout=out)

    assert out.getvalue().splitlines() == [
        "key_decision_notice: no date",
        "On 18 July 2000 no law gave this date for such a body.",
    ]


@pytest.mark.parametrize("typed", ["18.11.2009", "20091118", "2009-02-30", "2009-W47-3", ""])
def test_what_is_not_a_day_is_refused_in_one_line(typed: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("clock", "agenda_publication", typed)

    assert str(refused.value) == f"“{typed}” is not a day. Write it as YYYY-MM-DD, for example 2009-11-18."


def test_a_year_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(CommandError) as refused:
        call_command("clock", "agenda_publication", "0001-01-01")

    assert str(refused.value) == "The clock knows the years 1986 to 2099, not 1."


def test_an_unknown_body_is_refused() -> None:
    with pytest.raises(CommandError) as refused:
        call_command("clock", "effective", "2022-09-16", "--body", "moon")

    assert str(refused.value) == "There is no body with the short name “moon”."


def test_an_unknown_rule_names_the_rules() -> None:
    with pytest.raises(
        CommandError, match=r"^“six_months” is not a rule of the clock\. The rules are: agenda_"
    ):
        call_command("clock", "six_months", "2009-11-18")
