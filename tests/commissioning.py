"""A programme for tests: a manager, two providers who sign in, and agreements made as managers make them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from childservices.choices import OrganisationKind, Role
from childservices.models import User
from childservices.operations.roles import set_roles
from partnerships.models import Agreement, Programme, Provider, QuarterlyReturn
from partnerships.operations import (
    TypedOutput,
    add_part,
    agree_forecasts,
    announce_agreement,
    save_return,
    submit_return,
)
from partnerships.queries.part_kinds import PART_KINDS
from tests.factories import OrganisationFactory, PersonFactory, PostFactory, PostHoldingFactory, UserFactory

START, END = date(2026, 4, 1), date(2027, 3, 31)
AT = datetime(2026, 7, 10, 9, 0, tzinfo=UTC)
"""A day after the first quarter and before its return is due, on 21 July."""


@dataclass
class Fund:
    """A programme of £100,000 with two providers."""

    manager: User
    provider_user: User
    other_user: User
    provider: Provider
    other: Provider
    programme: Programme

    def add(self, part: str, whole: Any = None, /, **values: Any) -> Any:
        """A part, added as the manager adds it."""
        return add_part(
            kind=PART_KINDS[part], whole=whole or self.programme, values=values, by=self.manager, at=AT
        )

    def agreement(
        self, *, announced: bool = True, measures: Any = (("Visits", "count"),), **values: Any
    ) -> Agreement:
        """An agreement of £20,000 for the year with measures; its provider knows of it unless told otherwise."""
        given = {
            "provider": self.provider,
            "project": "Drop-in",
            "kind": "grant",
            "allocation": Decimal(20_000),
            "starts_on": START,
            "ends_on": END,
            **values,
        }
        agreement: Agreement = self.add("agreement", **given)
        for title, kind in measures:
            self.add("measure", agreement, year=2026, title=title, kind=kind)
        if announced:
            agreement = announce_agreement(agreement=agreement, on=START, by=self.manager, at=AT)
        return agreement

    def forecast(self, agreement: Agreement, *forecasts: object) -> None:
        """Agree the forecasts of the measures, the same in every quarter."""
        agreement.refresh_from_db()
        rows = {
            figure.pk: Decimal(str(forecasts[figure.measure.number - 1]))
            for row in agreement.returns.all()
            for figure in row.figures.select_related("measure")
        }
        agree_forecasts(
            agreement=agreement, expected=agreement.edit_number, forecasts=rows, by=self.manager, at=AT
        )

    def save(
        self,
        row: QuarterlyReturn,
        claimed: object,
        *actuals: object,
        reason: str = "",
        by: User | None = None,
    ) -> None:
        """Fill in a return as its provider does."""
        figures = row.figures.order_by("measure__number")
        typed = {
            figure.pk: TypedOutput(None if actual is None else Decimal(str(actual)), reason=reason)
            for figure, actual in zip(figures, actuals, strict=True)
        }
        save_return(
            quarterly_return=row,
            expected=row.edit_number,
            claimed=None if claimed is None else Decimal(str(claimed)),
            claim_note="",
            outputs=typed,
            by=by or self.provider_user,
            at=AT,
        )

    def send(self, row: QuarterlyReturn, at: datetime = AT) -> QuarterlyReturn:
        """Send a return in as its provider does."""
        return submit_return(quarterly_return=row, expected=row.edit_number, by=self.provider_user, at=at)

    def sent(self, agreement: Agreement, claimed: object = 5000, actual: object = 12) -> QuarterlyReturn:
        """The first return of an agreement with one measure, filled in and sent."""
        row: QuarterlyReturn = agreement.returns.get(year=2026, quarter=1)
        self.save(row, claimed, actual)
        return self.send(row)


def make_fund() -> Fund:
    """The programme and its people."""
    manager = set_roles(user=UserFactory(), roles=[Role.COMMISSIONING_MANAGER], by=None, at=AT)
    provider_user, provider = _provider("Meadow Trust", OrganisationKind.VOLUNTARY)
    other_user, other = _provider("Riverside Project", OrganisationKind.VOLUNTARY)
    programme = Programme.objects.create(
        slug="early-help",
        title="Early help 2026/27",
        budget=Decimal(100_000),
        starts_on=START,
        ends_on=END,
        is_public=True,
    )
    return Fund(manager, provider_user, other_user, provider, other, programme)


def _provider(name: str, kind: str) -> tuple[User, Provider]:
    organisation = OrganisationFactory(name=name, kind=kind)
    person = PersonFactory()
    PostHoldingFactory(person=person, post=PostFactory(organisation=organisation))
    user = set_roles(user=UserFactory(person=person), roles=[Role.PROVIDER], by=None, at=AT)
    return user, Provider.objects.create(organisation=organisation)
