"""The programmes of the demonstration: loaded from fixtures, safe to load twice, never in production."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.utils.timezone import get_current_timezone

from childservices.models import Organisation, User
from childservices.operations.audit import record_event
from partnerships.choices import ReturnState
from partnerships.domain.claim import financial_year, quarter_of
from partnerships.domain.doubt import read_figure
from partnerships.domain.measure import MeasureKind
from partnerships.models import (
    AgreedMeasure,
    Agreement,
    Bid,
    BidScore,
    Centre,
    Criterion,
    Locality,
    Need,
    OutputFigure,
    Participant,
    Pot,
    Programme,
    Project,
    ProjectFact,
    Provider,
    QuarterlyReturn,
    ReturnQuestion,
    Round,
)
from partnerships.operations.opening import open_returns

PLAIN = ("slug", "title", "purpose", "funder", "budget", "printed_council_share", "source_notes")


@transaction.atomic
def load_programme(*, row: Mapping[str, Any], by: User, at: datetime) -> None:
    """Will make a programme as a paper prints it, with its providers, localities and projects, unless it is there."""
    if Programme.objects.filter(slug=row["slug"]).exists():
        return
    first, last = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
    programme = _programme(row, first, last)
    for provider in row.get("providers", ()):
        _printed_agreement(programme, provider)
    for locality in row.get("localities", ()):
        _locality(programme, locality)
    for project in row.get("projects", ()):
        _project(programme, project)
    record_event(verb="demonstration_programme_made", subject=programme, by=by, at=at)


@transaction.atomic
def load_current_programme(
    *, row: Mapping[str, Any], by: User, sent_by: User, on: date, at: datetime
) -> None:
    """Will make a small programme around a day, with returns in every state and a round of bids, unless it is there."""
    if Programme.objects.filter(slug=row["slug"]).exists():
        return
    for organisation in row["organisations"]:
        Organisation.objects.get_or_create(slug=organisation["slug"], defaults=organisation)
    last_quarter = _last_quarter(on)
    first = last_quarter.previous().starts_on
    programme = _programme(row, first, last_quarter.shifted(2).ends_on)
    for agreement in row["agreements"]:
        _current_agreement(programme, agreement, by=by, sent_by=sent_by, on=on, at=at)
    _round(programme, row["round"], on)
    record_event(verb="demonstration_programme_made", subject=programme, by=by, at=at)


def _programme(row: Mapping[str, Any], first: date, last: date) -> Programme:
    values = {name: row[name] for name in PLAIN if name in row}
    programme = Programme.objects.create(**values, starts_on=first, ends_on=last, is_public=True)
    programme.refresh_from_db()
    Pot.objects.bulk_create(Pot(programme=programme, **pot) for pot in row.get("pots", ()))
    return programme


def _provider(slug: str) -> Provider:
    organisation = Organisation.objects.get(slug=slug)
    return Provider.objects.get_or_create(organisation=organisation)[0]


def _printed_agreement(programme: Programme, row: Mapping[str, Any]) -> None:
    met, agreed = row["printed"]
    agreement = Agreement.objects.create(
        programme=programme,
        provider=_provider(row["organisation"]),
        number=row["number"],
        project=row["project"],
        allocation=Decimal(row["allocation"]),
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        announced_on=programme.starts_on,
        printed_name=row["name"],
        printed_met=met,
        printed_agreed=agreed,
        source_notes=row.get("notes", []),
    )
    measures = [
        _printed_measure(agreement, number, each) for number, each in enumerate(row["measures"], start=1)
    ]
    open_returns(agreement)
    # The source prints no plan for the quarters, and one sum of spending for the year.
    agreement.returns.update(planned=None, state=ReturnState.APPROVED)
    agreement.returns.filter(quarter=4).update(
        **dict.fromkeys(("claimed", "eligible", "approved"), Decimal(row["spend"]))
    )
    figures = {
        (figure.measure_id, figure.quarterly_return.quarter): figure
        for figure in OutputFigure.objects.filter(measure__in=measures).select_related("quarterly_return")
    }
    for measure, each in zip(measures, row["measures"], strict=True):
        for quarter, (forecast, actual) in enumerate(each["quarters"], start=1):
            _print(figures[measure.pk, quarter], MeasureKind(measure.kind), forecast, actual)
    OutputFigure.objects.bulk_update(
        figures.values(), ["forecast", "actual", "printed_forecast", "printed_actual"]
    )


def _printed_measure(agreement: Agreement, number: int, row: Mapping[str, Any]) -> AgreedMeasure:
    kind = MeasureKind(row["kind"])
    forecast, actual = (read_figure(kind, text) for text in row["total"])
    return AgreedMeasure.objects.create(
        agreement=agreement,
        year=financial_year(agreement.starts_on),
        number=number,
        title=row["title"],
        kind=kind.value,
        printed_forecast=forecast,
        printed_actual=actual,
        source_notes=row.get("notes", []),
    )


def _print(figure: OutputFigure, kind: MeasureKind, forecast: str, actual: str) -> None:
    figure.printed_forecast, figure.printed_actual = forecast, actual
    figure.forecast, figure.actual = read_figure(kind, forecast), read_figure(kind, actual)


def _locality(programme: Programme, row: Mapping[str, Any]) -> None:
    locality = Locality.objects.create(
        programme=programme, name=row["name"], stated_budget=Decimal(row["stated_budget"])
    )
    Need.objects.bulk_create(
        Need(locality=locality, priority=place, text=text) for place, text in enumerate(row["needs"], start=1)
    )
    Centre.objects.bulk_create(Centre(locality=locality, **each) for each in row["centres"])


def _project(programme: Programme, row: Mapping[str, Any]) -> None:
    project = Project.objects.create(
        programme=programme,
        title=row["title"],
        description=row["description"],
        funding=row["funding"],
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
    )
    for slug, role, funding in row["participants"]:
        organisation = Organisation.objects.get(slug=slug)
        Participant.objects.create(project=project, organisation=organisation, role=role, funding=funding)
    ProjectFact.objects.bulk_create(
        ProjectFact(project=project, kind=kind, text=text, value=value) for kind, text, value in row["facts"]
    )


def _last_quarter(on: date) -> Any:
    """The last quarter that has ended before a day."""
    year = financial_year(on)
    current = next(
        each for each in (quarter_of(year, number) for number in range(1, 5)) if each.ends_on >= on
    )
    return current.previous()


def _current_agreement(
    programme: Programme, row: Mapping[str, Any], *, by: User, sent_by: User, on: date, at: datetime
) -> None:
    ends_in = row.get("ends_in_days")
    agreement = Agreement.objects.create(
        programme=programme,
        provider=_provider(row["organisation"]),
        number=programme.agreements.count() + 1,
        project=row["project"],
        allocation=Decimal(row["allocation"]),
        starts_on=programme.starts_on,
        ends_on=on + timedelta(days=ends_in) if ends_in else programme.ends_on,
        announced_on=programme.starts_on,
        specification=row.get("specification", ""),
        service_level=row.get("service_level", ""),
    )
    years = range(financial_year(agreement.starts_on), financial_year(agreement.ends_on) + 1)
    for year in years:
        for number, (title, kind, _, _) in enumerate(row["measures"], start=1):
            AgreedMeasure.objects.create(
                agreement=agreement, year=year, number=number, title=title, kind=kind
            )
    open_returns(agreement)
    _fill(agreement, row)
    _send(agreement, row, by=by, sent_by=sent_by, at=at)


def _fill(agreement: Agreement, row: Mapping[str, Any]) -> None:
    """Give every quarter its forecast, and those that were sent their actuals."""
    sent = len(row["claims"])
    returns = {each.pk: place for place, each in enumerate(agreement.returns.order_by("year", "quarter"))}
    figures = list(
        OutputFigure.objects.filter(quarterly_return__agreement=agreement).select_related("measure")
    )
    for figure in figures:
        _, kind, forecast, actual = row["measures"][figure.measure.number - 1]
        figure.forecast = forecast
        if returns[figure.quarterly_return_id] < sent:
            figure.actual = actual
            if kind == "percent" and actual > 100:
                figure.reason = "Pupils of another class joined."
    OutputFigure.objects.bulk_update(figures, ["forecast", "actual", "reason"])


def _send(agreement: Agreement, row: Mapping[str, Any], *, by: User, sent_by: User, at: datetime) -> None:
    returns = agreement.returns.order_by("year", "quarter")
    for each, claim, state in zip_longest(returns, row["claims"], row["states"]):
        if claim is None or state is None:
            continue
        sum_ = Decimal(claim)
        each.claimed, each.state = sum_, state
        each.submitted_at = _morning_after(each, at)
        each.submitted_by = sent_by
        if state == ReturnState.APPROVED:
            each.eligible = each.approved = sum_
        each.save()
        if state == ReturnState.QUERIED:
            ReturnQuestion.objects.create(
                quarterly_return=each, text=row["question"], asked_at=at, asked_by=by
            )


def _morning_after(row: QuarterlyReturn, at: datetime) -> datetime:
    """Ten in the morning three days after the quarter, or now where that has not come yet."""
    day = row.quarter_ends_on + timedelta(days=3)
    return min(datetime(day.year, day.month, day.day, 10, tzinfo=get_current_timezone()), at)


def _round(programme: Programme, row: Mapping[str, Any], on: date) -> None:
    made = Round.objects.create(
        programme=programme,
        title=row["title"],
        opens_on=on - timedelta(days=40),
        closes_on=on - timedelta(days=5),
    )
    criteria: Sequence[Criterion] = [
        Criterion.objects.create(round=made, name=name, weight=Decimal(weight), maximum=maximum)
        for name, weight, maximum in row["criteria"]
    ]
    for slug, project, amount, scores in row["bids"]:
        bid = Bid.objects.create(
            round=made, provider=_provider(slug), project=project, amount=Decimal(amount)
        )
        BidScore.objects.bulk_create(
            BidScore(bid=bid, criterion=criterion, score=score)
            for criterion, score in zip(criteria, scores, strict=True)
        )
