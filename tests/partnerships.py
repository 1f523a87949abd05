"""Partnerships, an appraisal and a review for tests: small, with literal figures."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from indicators.models import Indicator
from partnerships.models import (
    Commitment,
    Consultation,
    ConsultationResponse,
    DataStream,
    Group,
    GroupMember,
    Milestone,
    Promise,
    Protocol,
    ProtocolPartner,
    Scorecard,
    ScorecardMeasure,
    ScorecardOutcome,
    ScorecardPriority,
    ScorecardTarget,
    ServiceLevel,
    Strategy,
    StrategyAction,
    StrategyNeed,
    TrainingLevel,
)
from reports.models import Appraisal, AppraisalCriterion, AppraisalOption, OptionScore

AT = datetime(2017, 4, 10, 9, 0, tzinfo=UTC)


def a_group(title: str = "Best Start strategic group", **fields: Any) -> Group:
    """A public strategic group."""
    values = {"kind": "strategic", "is_public": True, "slug": title.lower().replace(" ", "-"), **fields}
    return Group.objects.create(title=title, **values)


def a_member(group: Group, represents: str = "Midwifery") -> GroupMember:
    """An agency on a group."""
    return GroupMember.objects.create(group=group, represents=represents, position=group.members.count() + 1)


def an_indicator(reference: str = "CYPP-1.A2", **fields: Any) -> Indicator:
    """A percentage of which less is better, with one decimal."""
    values = {"title": "Referred again within 12 months", "unit": "percent", "polarity": "low", **fields}
    return Indicator.objects.create(reference=reference, **values)


def a_scorecard(*, measures: int = 1, **fields: Any) -> Scorecard:
    """A public plan with one outcome, one priority, and measures with two part-year targets each."""
    values = {"slug": "cypp", "title": "Children and Young People's Plan", "is_public": True, **fields}
    scorecard = Scorecard.objects.create(starts_on=date(2016, 1, 1), ends_on=date(2019, 12, 31), **values)
    outcome = ScorecardOutcome.objects.create(scorecard=scorecard, title="Safe from harm")
    priority = ScorecardPriority.objects.create(outcome=outcome, title="Early help")
    for number in range(1, measures + 1):
        add_measure(priority, f"1.A{number}", an_indicator(f"CYPP-1.A{number}"))
    return scorecard


def add_measure(priority: ScorecardPriority, reference: str, indicator: Indicator) -> ScorecardMeasure:
    """A measure that set out from 30.9%, to be 26% up to September 2016 and 23% up to March 2017."""
    measure = ScorecardMeasure.objects.create(
        priority=priority,
        position=priority.measures.count() + 1,
        reference=reference,
        indicator=indicator,
        baseline="30.9",
        baseline_period="2015/16",
    )
    for value, first, last in (
        ("26", date(2016, 4, 1), date(2016, 9, 30)),
        ("23", date(2016, 10, 1), date(2017, 3, 31)),
    ):
        ScorecardTarget.objects.create(
            measure=measure, kind="at_most", value=value, starts_on=first, ends_on=last
        )
    return measure


def a_consultation(*, responses: int = 1, **fields: Any) -> Consultation:
    """A public consultation that was decided on 10 April 2017, with responses of 27 March."""
    values = {"slug": "arrangements", "title": "Arrangements", "is_public": True, **fields}
    consultation = Consultation.objects.create(
        question="Do you agree?", decided_on=date(2017, 4, 10), **values
    )
    for number in range(1, responses + 1):
        ConsultationResponse.objects.create(
            consultation=consultation,
            position=number,
            name=f"Partner {number}",
            received_on=date(2017, 3, 27),
            stance="supports",
            letter="Marigold wrote this from her own address.",
            public_copy="The partner agrees.",
        )
    return consultation


def a_commitment(**fields: Any) -> Commitment:
    """A bid for £20,000 with the promise of ten visits, seven of them hosted."""
    values = {"slug": "demonstrator", "title": "Demonstrator", "is_public": True, **fields}
    commitment = Commitment.objects.create(funder="Improvement Board", amount="20000.00", **values)
    Promise.objects.create(commitment=commitment, text="Host visits", promised=10, done=7)
    return commitment


def an_appraisal(*rows: tuple[int | None, ...], **fields: Any) -> Appraisal:
    """A public appraisal out of 5 with an option for each row of scores, each with a line for and against."""
    values = {"slug": "arrangements", "title": "Arrangements", "is_public": True, **fields}
    appraisal = Appraisal.objects.create(**values)
    width = max((len(row) for row in rows), default=0)
    criteria = [
        AppraisalCriterion.objects.create(appraisal=appraisal, title=f"Criterion {number}", position=number)
        for number in range(1, width + 1)
    ]
    for number, row in enumerate(rows, start=1):
        option = AppraisalOption.objects.create(
            appraisal=appraisal, number=number, position=number, title=f"Way {number}"
        )
        for criterion, score in zip(criteria, row, strict=False):
            OptionScore.objects.create(
                option=option, criterion=criterion, score=score, evidence="+ Keeps control\n- Takes long"
            )
    return appraisal


def a_strategy(*, needs: int = 1, **fields: Any) -> Strategy:
    """A public strategy with needs that serve one of its two outcomes, an action each, a tier and a level."""
    values = {"slug": "parenting", "title": "Parenting", "is_public": True, **fields}
    strategy = Strategy.objects.create(outcomes="Be healthy\nStay safe", **values)
    for number in range(1, needs + 1):
        need = StrategyNeed.objects.create(
            strategy=strategy,
            group="Information",
            need=f"Need {number}",
            marks=["Stay safe"],
            position=number,
        )
        StrategyAction.objects.create(need=need, text="Booklet", leads="Health", due_on=date(2010, 12, 31))
        ServiceLevel.objects.create(
            strategy=strategy, level=number, name="Universal", entitlement="Advice\nVisits", position=number
        )
        TrainingLevel.objects.create(strategy=strategy, level=number, description="Basics", position=number)
        Milestone.objects.create(strategy=strategy, area="Parenting", event="Launch", position=number)
    return strategy


def a_protocol(*, partners: int = 1, **fields: Any) -> Protocol:
    """A public protocol that one partner after another has approved, and one is to be asked by December 2009."""
    values = {"slug": "sharing", "title": "Sharing", "is_public": True, **fields}
    protocol = Protocol.objects.create(**values)
    for number in range(1, partners + 1):
        ProtocolPartner.objects.create(
            protocol=protocol, name=f"Group {number}", state="approved", position=number
        )
        DataStream.objects.create(
            protocol=protocol, what="Births", from_whom="Midwifery", to_whom="Centres",
            lawful_basis="Public task", review_on=date(2010, 3, 31), position=number,
        )  # fmt: skip
    ProtocolPartner.objects.create(
        protocol=protocol, name="Children's Board", due_on=date(2009, 12, 31), position=partners + 1
    )
    return protocol


def file_of(client: Client, address: str) -> list[list[str]]:
    """The lines of a CSV file."""
    text = b"".join(client.get(address)).decode().removeprefix("\ufeff")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text)))
