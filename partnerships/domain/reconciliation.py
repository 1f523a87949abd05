"""How a programme's money reconciles: to the penny, with what was never allocated apart from what was not spent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Account:
    """One agreement's money: what it was allocated and what of that was approved."""

    allocation: Decimal
    approved: Decimal

    @property
    def balance(self) -> Decimal:
        """What the provider did not spend."""
        return self.allocation - self.approved


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A programme's budget beside everything that was made of it."""

    budget: Decimal
    accounts: Sequence[Account]
    pots: Sequence[Decimal]
    in_projects: Decimal = NOTHING
    """What goes to projects directly, through no agreement."""

    @property
    def allocated(self) -> Decimal:
        """What the agreements add to."""
        return sum((account.allocation for account in self.accounts), NOTHING)

    @property
    def unallocated(self) -> Decimal:
        """What was set aside and never given to a provider."""
        return sum(self.pots, NOTHING)

    @property
    def spend(self) -> Decimal:
        """What of the providers' claims was approved."""
        return sum((account.approved for account in self.accounts), NOTHING)

    @property
    def provider_balance(self) -> Decimal:
        """What the providers did not spend of their allocations."""
        return self.allocated - self.spend

    @property
    def returned(self) -> Decimal:
        """What goes back: the providers' balance and the pots that were never allocated."""
        return self.provider_balance + self.unallocated

    @property
    def difference(self) -> Decimal:
        """What of the budget is neither allocated, set aside nor in projects; nothing where it reconciles."""
        return self.budget - self.allocated - self.unallocated - self.in_projects


def share(part: Decimal, whole: Decimal, *, decimals: int = 1) -> Decimal | None:
    """Give a part as per cent of a whole, halves rounded up; None of nothing."""
    if not whole:
        return None
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def explained_share(printed: Decimal, part: Decimal, reconciliation: Reconciliation) -> str | None:
    """Tell of a printed share that follows neither from what was allocated nor from the budget; None if it does."""
    allocated, budget = share(part, reconciliation.allocated), share(part, reconciliation.budget)
    if printed in {
        share(part, whole, decimals=0) for whole in (reconciliation.allocated, reconciliation.budget)
    }:
        return None
    return (
        f"The source prints {printed}% for the council's own services. They were allocated £{part:,.0f}, which is "
        f"{allocated}% of the £{reconciliation.allocated:,.0f} allocated and {budget}% of the budget of "
        f"£{reconciliation.budget:,.0f}."
    )


def divided(budget: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Divide a budget in proportion to populations, to the penny; pennies left over go to the largest remainders."""
    whole = sum(weights)
    if not whole:
        return [NOTHING for _ in weights]
    pennies = int(budget * 100)
    parts = [divmod(pennies * weight, whole) for weight in weights]
    left = pennies - sum(quotient for quotient, _ in parts)
    largest = sorted(range(len(parts)), key=lambda place: -parts[place][1])[:left]
    return [Decimal(quotient + (place in largest)) / 100 for place, (quotient, _) in enumerate(parts)]
