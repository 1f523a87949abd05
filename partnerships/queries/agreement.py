"""What agreements come to: money, measures met, and the list behind them, in queries that do not grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F

from partnerships.choices import DECIDED, ReturnState
from partnerships.domain.doubt import unlike_units
from partnerships.domain.measure import (
    MeasureKind,
    Outcome,
    QuarterFigure,
    Tally,
    YearVerdict,
    is_met_by_totals,
    tally,
    verdict_for_year,
)
from partnerships.domain.reconciliation import NOTHING, Account
from partnerships.models import AgreedMeasure, Agreement, OutputFigure, QuarterlyReturn

OUTCOME_WORDS = {Outcome.MET: "Met", Outcome.MISSED: "Missed", Outcome.NOT_ASSESSED: "Not assessed"}
OUTCOME_COLOURS = {Outcome.MET: "green", Outcome.MISSED: "red", Outcome.NOT_ASSESSED: "grey"}


@dataclass(frozen=True)
class MeasureYear:
    """A measure that was agreed for a year, with its quarters and how it ended."""

    measure: AgreedMeasure
    quarters: Mapping[int, OutputFigure]
    verdict: YearVerdict

    @property
    def outcome_words(self) -> str:
        """How it ended, in a word or two."""
        return OUTCOME_WORDS[self.verdict.outcome]

    @property
    def colour(self) -> str:
        """The colour beside that word."""
        return OUTCOME_COLOURS[self.verdict.outcome]

    @property
    def figures(self) -> Sequence[OutputFigure | None]:
        """The figures of the four quarters."""
        return [self.quarters.get(number) for number in range(1, 5)]

    @property
    def is_met_by_printed_totals(self) -> bool | None:
        """Whether the totals that a source prints say that it is met; None where none are printed."""
        measure = self.measure
        if measure.printed_actual is None:
            return None
        return is_met_by_totals(measure.printed_forecast, measure.printed_actual)

    @property
    def sentences(self) -> Sequence[str]:
        """What is to be known of the row: what its source says, and what does not add up in it."""
        found = [*self.measure.source_notes]
        printed = [
            text for each in self.quarters.values() for text in (each.printed_forecast, each.printed_actual)
        ]
        if query := unlike_units(MeasureKind(self.measure.kind), printed):
            found.append(query)
        if self.is_met_by_printed_totals and self.verdict.outcome is not Outcome.MET:
            found.append(_explained(self))
        return found


def _explained(row: MeasureYear) -> str:
    if row.verdict.outcome is Outcome.NOT_ASSESSED:
        return "The printed totals count it as met; without a forecast it is not assessed here."
    return "The printed totals count it as met, because they add percentages; the quarters with a forecast miss it."


@dataclass(frozen=True)
class AgreementSummary:
    """One agreement's money and measures."""

    agreement: Agreement
    account: Account
    claimed: Decimal
    planned: Decimal
    measures: Sequence[MeasureYear]

    @property
    def tally(self) -> Tally:
        """How many measures were agreed, assessed and met."""
        return tally(len(self.measures), (row.verdict.outcome for row in self.measures))

    @property
    def met_by_printed_totals(self) -> int:
        """How many measures the printed totals call met."""
        return sum(1 for row in self.measures if row.is_met_by_printed_totals)


def summaries_of(agreements: Sequence[Agreement]) -> Sequence[AgreementSummary]:
    """Gather what agreements come to, in three queries."""
    keys = [agreement.pk for agreement in agreements]
    returns = QuarterlyReturn.objects.filter(agreement__in=keys).only(
        "agreement", "state", "claimed", "approved", "planned"
    )
    by_agreement: dict[UUID, list[QuarterlyReturn]] = defaultdict(list)
    for each in returns:
        by_agreement[each.agreement_id].append(each)
    measures = measure_years(AgreedMeasure.objects.filter(agreement__in=keys))
    return [
        _summary(agreement, by_agreement[agreement.pk], measures[agreement.pk]) for agreement in agreements
    ]


def _summary(
    agreement: Agreement, returns: Iterable[QuarterlyReturn], measures: Sequence[MeasureYear]
) -> AgreementSummary:
    sent = [each for each in returns if each.claimed is not None]
    return AgreementSummary(
        agreement=agreement,
        account=Account(agreement.allocation, approved_sum(returns)),
        claimed=sum((each.claimed or NOTHING for each in sent), NOTHING),
        planned=sum((each.planned or NOTHING for each in sent), NOTHING),
        measures=measures,
    )


def approved_sum(returns: Iterable[QuarterlyReturn]) -> Decimal:
    """What of the claims was approved."""
    return sum((each.approved or NOTHING for each in returns if each.state in DECIDED), NOTHING)


def left_before(quarterly_return: QuarterlyReturn) -> Decimal:
    """What is left of the allocation before a return's own claim: others that were sent take theirs."""
    others = quarterly_return.agreement.returns.exclude(pk=quarterly_return.pk).exclude(
        state=ReturnState.DRAFT
    )
    taken = sum(
        ((each.approved if each.approved is not None else each.claimed) or NOTHING for each in others),
        NOTHING,
    )
    allocation: Decimal = quarterly_return.agreement.allocation
    return allocation - taken


def measure_years(measures: Any) -> Mapping[UUID, Sequence[MeasureYear]]:
    """Judge measures, by their agreement and in their order, in two queries."""
    rows = list(measures.order_by("year", "number"))
    quarters: dict[UUID, dict[int, OutputFigure]] = defaultdict(dict)
    figures = OutputFigure.objects.filter(measure__in=measures.values("pk")).defer("reason")
    for figure in figures.annotate(quarter=F("quarterly_return__quarter")):
        quarters[figure.measure_id][figure.quarter] = figure
    found: dict[UUID, list[MeasureYear]] = defaultdict(list)
    for measure in rows:
        found[measure.agreement_id].append(_measure_year(measure, quarters[measure.pk]))
    return found


def _measure_year(measure: AgreedMeasure, quarters: Mapping[int, OutputFigure]) -> MeasureYear:
    ordered = {number: quarters[number] for number in sorted(quarters)}
    figures = [
        QuarterFigure(each.forecast, each.actual, each.numerator, each.denominator)
        for each in ordered.values()
    ]
    return MeasureYear(measure, ordered, verdict_for_year(MeasureKind(measure.kind), figures))
