"""Forms for bids: scored, decided."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from childservices.forms import DateField
from partnerships.choices import AgreementKind, BidDecision
from partnerships.models import Bid, Criterion


class ScoreForm(forms.Form):
    """What a bid scores on each criterion; empty where it is not scored yet."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in criteria:
            self.fields[str(criterion.pk)] = forms.DecimalField(
                label=criterion.name,
                required=False,
                help_text=f"From 0 to {criterion.maximum}.",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-3"}),
            )

    def scores(self) -> dict[UUID, Decimal | None]:
        """The scores by criterion."""
        return {UUID(name): value for name, value in self.cleaned_data.items() if name != "edit_number"}


class DecideForm(forms.Form):
    """What becomes of a bid, and of an award its terms."""

    decision = forms.ChoiceField(
        label="Decision",
        choices=[(each.value, each.label) for each in BidDecision if each != BidDecision.OPEN],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="The bidder reads it once the round is announced.",
    )
    kind = forms.ChoiceField(
        label="An award is a", choices=AgreementKind.choices, widget=forms.RadioSelect, initial="grant"
    )
    allocation = forms.DecimalField(
        label="Sum awarded", required=False, min_value=0, decimal_places=2, max_digits=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
    )  # fmt: skip
    starts_on = DateField(label="First day of an award", required=False)
    ends_on = DateField(label="Last day of an award", required=False)
    can_roll_over = forms.BooleanField(label="An award may be renewed", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the terms of an award."""
        values = super().clean() or {}
        if values.get("decision") == BidDecision.AWARDED:
            for name in ("allocation", "starts_on", "ends_on"):
                if values.get(name) is None and name not in self.errors:
                    self.add_error(name, f"An award needs this. Fill in “{self.fields[name].label}”.")
        return values

    def values(self) -> dict[str, Any]:
        """The decision with its reason, and the terms where it is an award."""
        names = ("kind", "allocation", "starts_on", "ends_on", "can_roll_over")
        typed = self.cleaned_data
        is_award = typed["decision"] == BidDecision.AWARDED
        terms = {name: typed[name] for name in names} if is_award else None
        return {"decision": typed["decision"], "reason": typed["reason"], "terms": terms}

    @classmethod
    def initial_of(cls, bid: Bid) -> dict[str, Any]:
        """What an award would be by default: what was asked for, for the rest of the programme."""
        programme = bid.round.programme
        return {
            "kind": AgreementKind.GRANT,
            "allocation": bid.amount,
            "starts_on": programme.starts_on,
            "ends_on": programme.ends_on,
        }
