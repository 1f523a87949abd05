"""What a programme comes to: reconciled, with its providers and what is to be known of it in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerships.choices import PotKind
from partnerships.domain.chart import Group, grouped_bars
from partnerships.domain.claim import pounds, quarter_of
from partnerships.domain.measure import Tally
from partnerships.domain.reconciliation import NOTHING, Reconciliation, explained_share, share
from partnerships.models import Pot, Programme, QuarterlyReturn
from partnerships.queries.agreement import AgreementSummary, summaries_of


@dataclass(frozen=True)
class SpendQuarter:
    """What was planned and claimed in one quarter by all providers."""

    label: str
    planned: Decimal | None
    """None where nobody planned by quarters, as in programmes taken from a paper."""
    claimed: Decimal


@dataclass(frozen=True)
class ProgrammeSummary:
    """A programme with everything that its page and the public JSON tell of it."""

    programme: Programme
    pots: Sequence[Pot]
    rows: Sequence[AgreementSummary]
    in_projects: Decimal = NOTHING

    @property
    def reconciliation(self) -> Reconciliation:
        """Its money."""
        apart = [pot.amount or NOTHING for pot in self.pots if pot.kind == PotKind.UNALLOCATED]
        accounts = [row.account for row in self.rows]
        return Reconciliation(self.programme.budget, accounts, apart, self.in_projects)

    @property
    def tally(self) -> Tally:
        """How many measures were agreed, assessed and met in all."""
        tallies = [row.tally for row in self.rows]
        return Tally(
            sum(each.agreed for each in tallies),
            sum(each.assessed for each in tallies),
            sum(each.met for each in tallies),
        )

    @property
    def met_by_printed_totals(self) -> int:
        """How many rows the printed yearly totals call met."""
        return sum(row.met_by_printed_totals for row in self.rows)

    @property
    def printed(self) -> tuple[int, int] | None:
        """What the printed summary adds to: met and agreed; None where nothing is printed."""
        found = [row.agreement for row in self.rows if row.agreement.printed_agreed is not None]
        if not found:
            return None
        return sum(each.printed_met or 0 for each in found), sum(each.printed_agreed or 0 for each in found)

    @property
    def council_allocation(self) -> Decimal:
        """What the council's own services were allocated."""
        own = [row.account.allocation for row in self.rows if row.agreement.provider.is_council]
        return sum(own, NOTHING)

    @property
    def sentences(self) -> Sequence[str]:
        """What does not add up, or must not be confused, a sentence each."""
        found = [*self.programme.source_notes, *self._about_money()]
        if self.printed:
            found += self._about_measures(*self.printed)
        return found

    def _about_money(self) -> list[str]:
        money, printed = self.reconciliation, self.programme.printed_council_share
        found = []
        if money.difference:
            found.append(
                f"{pounds(abs(money.difference))} is "
                f"{'neither allocated nor set aside' if money.difference > 0 else 'allocated beyond the budget'}."
            )
        if printed is not None and (told := explained_share(_plain(printed), self.council_allocation, money)):
            found.append(told)
        if money.unallocated:
            found.append(
                f"{pounds(money.returned)} is not spent: {pounds(money.provider_balance)} of what providers were "
                f"allocated, and {pounds(money.unallocated)} that was never allocated to one."
            )
        return found

    def _about_measures(self, met: int, agreed: int) -> list[str]:
        ours = self.tally
        told = (
            f"Three figures stand for the measures met. The printed summary says {met} of {agreed}. The printed yearly "
            f"totals make it {self.met_by_printed_totals} of {ours.agreed} rows. Without adding percentages it is "
            f"{ours.met} of {ours.assessed} assessed, of {ours.agreed} rows."
        )
        return [told]


def summary_of(programme: Programme) -> ProgrammeSummary:
    """Gather what a programme comes to, in queries that do not grow with its providers."""
    agreements = programme.agreements.for_lists().order_by("number")
    pots = programme.pots.order_by("kind", "name")
    projects = programme.projects.values_list("funding", flat=True)
    funding = [amount for amount in projects if amount is not None]
    return ProgrammeSummary(programme, list(pots), summaries_of(list(agreements)), sum(funding, NOTHING))


def spend_by_quarter(programme: Programme) -> Sequence[SpendQuarter]:
    """Add what was planned and claimed in each quarter in which either is known."""
    rows = QuarterlyReturn.objects.filter(agreement__programme=programme).exclude(planned=None, claimed=None)
    sums: dict[tuple[int, int], tuple[Decimal | None, Decimal]] = {}
    for year, quarter, planned, claimed in rows.values_list("year", "quarter", "planned", "claimed"):
        before = sums.get((year, quarter), (None, NOTHING))
        plan = before[0] if planned is None else (before[0] or NOTHING) + planned
        sums[year, quarter] = (plan, before[1] + (claimed or NOTHING))
    return [SpendQuarter(quarter_of(*key).title, *sums[key]) for key in sorted(sums)]


def spend_chart(quarters: Sequence[SpendQuarter]) -> Sequence[Group]:
    """The bars of spend against profile."""
    return grouped_bars(
        [
            (
                each.label,
                [
                    (
                        "Planned none" if each.planned is None else f"Planned {pounds(each.planned)}",
                        each.planned,
                    ),
                    (f"Claimed {pounds(each.claimed)}", each.claimed),
                ],
            )
            for each in quarters
        ]
    )


def share_text(part: Decimal, whole: Decimal) -> str:
    """Give a share as 41.0%, or nothing of nothing."""
    found = share(part, whole)
    return "" if found is None else f"{found}%"


def _plain(figure: Decimal) -> Decimal:
    """39.00 as 39."""
    return figure.to_integral_value() if figure == figure.to_integral_value() else figure
