"""Returns: filled in, sent, queried, answered, approved, paid, and what stops them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from childservices.domain.refusals import EditConflict
from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from partnerships.models import QuarterlyReturn
from partnerships.operations import (
    answer_return,
    approve_return,
    faults_of,
    pay_return,
    query_return,
    remind_providers,
)
from partnerships.operations.refusals import ClaimStopped, FigureStopped
from tests.commissioning import AT, Fund


def first(fund: Fund, **values: object) -> QuarterlyReturn:
    agreement = fund.agreement(**values)  # type: ignore[arg-type]
    return agreement.returns.get(year=2026, quarter=1)


def approve(fund: Fund, row: QuarterlyReturn, approved: object, reason: str = "") -> QuarterlyReturn:
    sum_ = Decimal(str(approved))
    return approve_return(
        quarterly_return=row, eligible=sum_, approved=sum_, reason=reason, by=fund.manager, at=AT
    )


def test_an_agreement_comes_with_a_return_for_every_quarter_planned_in_equal_parts(fund: Fund) -> None:
    agreement = fund.agreement(allocation=Decimal("100.01"))

    rows = agreement.returns.order_by("year", "quarter")
    assert [(row.quarter, row.due_on, row.planned) for row in rows] == [
        (1, date(2026, 7, 21), Decimal("25.01")),
        (2, date(2026, 10, 21), Decimal("25.00")),
        (3, date(2027, 1, 22), Decimal("25.00")),
        (4, date(2027, 4, 21), Decimal("25.00")),
    ]
    assert [row.figures.count() for row in rows] == [1, 1, 1, 1]


def test_a_draft_is_kept_incomplete_and_not_sent(fund: Fund) -> None:
    row = first(fund)

    fund.save(row, None, None)

    row.refresh_from_db()
    assert (row.state, row.claimed, row.edit_number) == ("draft", None, 2)


def test_a_return_goes_from_draft_to_paid_and_everybody_is_told(
    fund: Fund, django_capture_on_commit_callbacks: object
) -> None:
    row = first(fund)
    fund.save(row, 5000, 12)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        row = fund.send(row)
        row = query_return(quarterly_return=row, text="Why so many?", by=fund.manager, at=AT)
        fund.save(row, 4900, 11)
        row = answer_return(quarterly_return=row, answer="We miscounted.", by=fund.provider_user, at=AT)
    row = approve(fund, row, 4900)
    row = pay_return(quarterly_return=row, on=date(2026, 7, 9), by=fund.manager, at=AT)

    assert (row.state, row.approved, row.paid_on) == ("paid", 4900, date(2026, 7, 9))
    question = row.questions.get()
    assert (question.answer, question.answered_by) == ("We miscounted.", fund.provider_user)
    assert [message.to for message in mail.outbox] == [
        [fund.manager.email],
        [fund.provider_user.email],
        [fund.manager.email],
    ]
    verbs = AuditEvent.objects.filter(subject_id=str(row.pk)).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [
        "return_saved", "return_submit", "return_query", "return_saved", "return_answer", "return_approve",
        "return_pay",
    ]  # fmt: skip


def test_a_claim_a_penny_over_what_is_left_is_stopped(fund: Fund) -> None:
    agreement = fund.agreement(allocation=Decimal(24000))
    rows = agreement.returns.order_by("quarter")
    fund.save(rows[0], 19066, 1)
    approve(fund, fund.send(rows[0]), 19066)
    last = rows[1]
    fund.save(last, "4934.01", 1)

    with pytest.raises(ClaimStopped) as stopped:
        fund.send(last)

    assert (stopped.value.field, stopped.value.sentence) == (
        "claimed",
        "The claim is £0.01 over what is left (£4,934). Reduce it or ask for a variation.",
    )
    last.refresh_from_db()
    assert last.state == "draft"
    fund.save(last, "4934.00", 1)
    assert fund.send(last).state == "submitted"


def test_what_another_quarter_claims_and_nobody_has_decided_is_taken_too(fund: Fund) -> None:
    agreement = fund.agreement(allocation=Decimal(10_000))
    fund.sent(agreement, 6000)
    second = agreement.returns.get(quarter=2)
    fund.save(second, 5000, 1)

    assert faults_of(second) == [
        ("claimed", "The claim is £1,000 over what is left (£4,000). Reduce it or ask for a variation.")
    ]


def test_a_draft_of_another_quarter_takes_nothing_yet(fund: Fund) -> None:
    agreement = fund.agreement(allocation=Decimal(10_000))
    first_row, second = agreement.returns.order_by("quarter")[:2]
    for row in (first_row, second):
        fund.save(row, 6000, 1)

    assert faults_of(first_row) == []
    fund.send(first_row)
    assert [field for field, _ in faults_of(second)] == ["claimed"]


def test_a_claim_without_its_outputs_is_stopped(fund: Fund) -> None:
    row = first(fund)
    fund.forecast(row.agreement, 10)
    fund.save(row, 100, None)

    assert faults_of(row) == [("", "A claim needs its outputs. Enter the actual of “Visits”.")]


def test_a_return_without_a_claim_asks_for_one(fund: Fund) -> None:
    row = first(fund)
    fund.save(row, None, 3)

    assert faults_of(row) == [("claimed", "Enter the claim; 0 if there is none.")]


@pytest.mark.parametrize(
    ("kind", "actual", "start"),
    [("count", "9.6", "A count is a whole number."), ("percent", "110", "110% is more than everybody.")],
)
def test_a_figure_that_cannot_be_is_stopped(fund: Fund, kind: str, actual: str, start: str) -> None:
    row = first(fund, measures=[("Calls", kind)])
    fund.save(row, 100, actual)

    with pytest.raises(FigureStopped) as stopped:
        fund.send(row)

    assert stopped.value.sentence.startswith(start)
    assert stopped.value.field == str(row.figures.get().pk)


def test_more_than_everybody_passes_with_its_reason(fund: Fund) -> None:
    row = first(fund, measures=[("Pupils", "percent")])
    fund.save(row, 100, 110, reason="Another class joined.")

    assert fund.send(row).state == "submitted"


def test_nobody_but_its_provider_fills_in_or_sends_a_return(fund: Fund) -> None:
    row = first(fund)

    for person in (fund.other_user, fund.manager):
        with pytest.raises(NotAllowed):
            fund.save(row, 1, 1, by=person)


def test_a_provider_does_not_fill_in_what_is_not_announced(fund: Fund) -> None:
    row = first(fund, announced=False)

    with pytest.raises(NotAllowed):
        fund.save(row, 1, 1)


def test_a_provider_loses_its_returns_with_its_post(fund: Fund) -> None:
    row = first(fund)
    assert fund.provider_user.person
    fund.provider_user.person.post_holdings.update(ends_on=date(2026, 7, 9))

    with pytest.raises(NotAllowed):
        fund.save(row, 1, 1)


def test_a_sent_return_is_not_changed_or_sent_again(fund: Fund) -> None:
    row = fund.sent(fund.agreement())

    with pytest.raises(NotAllowed):
        fund.save(row, 1, 1)
    with pytest.raises(NotAllowed) as refused:
        fund.send(row)
    assert refused.value.sentence == "This return is submitted and cannot be changed so. Open it again."


def test_a_provider_cannot_approve_its_own_claim(fund: Fund) -> None:
    row = fund.sent(fund.agreement())

    with pytest.raises(NotAllowed):
        approve_return(
            quarterly_return=row,
            eligible=Decimal(1),
            approved=Decimal(1),
            reason="",
            by=fund.provider_user,
            at=AT,
        )


def test_less_is_approved_only_with_a_reason_and_more_never(fund: Fund) -> None:
    row = fund.sent(fund.agreement(), 5000)

    with pytest.raises(Invalid) as without_reason:
        approve(fund, row, 4000)
    with pytest.raises(ClaimStopped) as too_much:
        approve(fund, row, "5000.01")

    assert without_reason.value.field == "reason"
    assert too_much.value.sentence == "At most £5,000 can be approved of this claim. Enter less."
    assert approve(fund, row, 4000, "Rent is not eligible.").reason == "Rent is not eligible."


def test_a_payment_is_not_in_the_future_and_a_question_is_not_empty(fund: Fund) -> None:
    row = fund.sent(fund.agreement())

    with pytest.raises(Invalid) as question:
        query_return(quarterly_return=row, text="  ", by=fund.manager, at=AT)
    row = approve(fund, row, 5000)
    with pytest.raises(Invalid) as payment:
        pay_return(quarterly_return=row, on=date(2026, 7, 11), by=fund.manager, at=AT)

    assert (question.value.field, payment.value.field) == ("text", "on")


def test_an_answer_is_not_empty(fund: Fund) -> None:
    row = query_return(quarterly_return=fund.sent(fund.agreement()), text="Why?", by=fund.manager, at=AT)

    with pytest.raises(Invalid) as refused:
        answer_return(quarterly_return=row, answer=" ", by=fund.provider_user, at=AT)

    assert refused.value.field == "answer"


def test_two_people_of_a_provider_never_overwrite_each_other(fund: Fund) -> None:
    row = first(fund)
    stale = QuarterlyReturn.objects.get(pk=row.pk)
    fund.save(row, 100, 1)

    with pytest.raises(EditConflict) as conflict:
        fund.save(stale, 200, 2)

    assert conflict.value.current["claimed"] == "100.00"
    assert row.figures.get().actual == 1


def test_what_was_checked_is_what_is_sent(fund: Fund) -> None:
    row = first(fund)
    fund.save(row, 100, 1)
    stale = QuarterlyReturn.objects.get(pk=row.pk)
    fund.save(row, 200, 1)

    with pytest.raises(EditConflict):
        fund.send(stale)


@pytest.mark.parametrize(
    ("day", "reminded"),
    [(date(2026, 7, 13), 0), (date(2026, 7, 14), 1), (date(2026, 7, 22), 1), (date(2026, 6, 30), 0)],
)
def test_providers_are_reminded_from_a_week_before(
    fund: Fund, django_capture_on_commit_callbacks: object, day: date, reminded: int
) -> None:
    first(fund)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        found = [remind_providers(on=day, at=AT), remind_providers(on=day, at=AT)]

    assert found == [reminded, 0]
    assert [message.to for message in mail.outbox] == [[fund.provider_user.email]] * reminded


def test_a_return_is_late_on_the_day_after_it_was_due(fund: Fund) -> None:
    row = first(fund)

    assert list(QuarterlyReturn.objects.late(on=date(2026, 7, 21))) == []
    assert list(QuarterlyReturn.objects.late(on=date(2026, 7, 22))) == [row]
    fund.save(row, 1, 1)
    fund.send(row, at=datetime(2026, 7, 22, 9, tzinfo=ZoneInfo("Europe/London")))
    assert list(QuarterlyReturn.objects.late(on=date(2026, 7, 23))) == []
