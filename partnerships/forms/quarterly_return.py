"""Forms for quarterly returns: what a provider fills in on one page, and what the council does with it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from childservices.forms import DateField
from childservices.storage import LARGEST_UPLOAD
from partnerships.domain.doubt import Unreadable, read_figure
from partnerships.domain.measure import MeasureKind
from partnerships.models import OutputFigure, QuarterlyReturn
from partnerships.operations import TypedOutput

PARTS = ("actual", "numerator", "denominator", "reason")
SHORT = {"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"}
UNITS = {"percent": "per cent", "yes_no": "yes or no", "money": "in pounds", "count": "a whole number"}


class FigureField(forms.CharField):
    """A figure as people type it, such as 1,060 or 85% or yes."""

    def __init__(self, *, kind: MeasureKind, **options: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs=SHORT), **options)
        self.kind = kind

    def clean(self, value: Any) -> Any:
        """Give the figure or None; a ValidationError says what to type."""
        try:
            return read_figure(self.kind, super().clean(value))
        except Unreadable as problem:
            raise ValidationError(str(problem), code="invalid") from None


class ReturnForm(forms.Form):
    """Outputs and claim of a quarter, each output beside its forecast and the quarter before."""

    # Nothing is required, so that no label says "optional": what is missing is told when the return is checked.
    edit_number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    claimed = FigureField(kind=MeasureKind.MONEY, label="Claim for this quarter")
    claim_note = forms.CharField(
        label="What the claim is for", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Write no names of children or families.",
    )  # fmt: skip
    evidence = forms.FileField(
        label="Evidence",
        required=False,
        help_text="A PDF, Word document, spreadsheet or picture, up to 20 MB. One file each time you save.",
    )

    def __init__(
        self, *args: Any, figures: Sequence[OutputFigure], before: Mapping[UUID, OutputFigure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.figures = figures
        for figure in figures:
            self._add(figure, before.get(figure.measure_id))

    def _add(self, figure: OutputFigure, before: OutputFigure | None) -> None:
        kind = MeasureKind(figure.measure.kind)
        told = [f"Forecast: {shown(kind, figure.forecast)}."]
        if before is not None:
            told.append(f"Last quarter: {shown(kind, before.actual)} of {shown(kind, before.forecast)}.")
        self.fields[f"actual_{figure.pk}"] = FigureField(
            kind=kind, label=f"Actual ({UNITS[kind]})", help_text=" ".join(told)
        )
        if kind is MeasureKind.PERCENT:
            for part, words in (("numerator", "Of them"), ("denominator", "Of how many")):
                self.fields[f"{part}_{figure.pk}"] = FigureField(
                    kind=MeasureKind.COUNT, label=words, help_text="If you know it."
                )
        self.fields[f"reason_{figure.pk}"] = forms.CharField(
            label="Reason or remark", required=False, max_length=300
        )

    def clean_evidence(self) -> Any:
        """Refuse a file that is too large, and say how large it is."""
        file = self.cleaned_data["evidence"]
        if file and file.size > LARGEST_UPLOAD:
            raise ValidationError(
                f"“{file.name}” is {file.size / 1024 / 1024:.1f} MB. Make it smaller than 20 MB, or split it."
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for both parts of a cohort, and for a percentage that agrees with them."""
        values = super().clean() or {}
        for figure in self.figures:
            numerator, denominator = (
                values.get(f"{part}_{figure.pk}") for part in ("numerator", "denominator")
            )
            if (numerator is None) != (denominator is None):
                part = "numerator" if numerator is None else "denominator"
                self.add_error(f"{part}_{figure.pk}", "Enter both numbers, or neither.")
            elif denominator == 0:
                self.add_error(
                    f"denominator_{figure.pk}", "Enter how many there were; leave both empty for none."
                )
            elif numerator is not None:
                self._compare(figure, values.get(f"actual_{figure.pk}"), numerator * 100 / denominator)
        return values

    def _compare(self, figure: OutputFigure, actual: Decimal | None, share: Decimal) -> None:
        if actual is not None and share.quantize(actual) != actual:
            told = f"{actual}% was typed, and the two numbers give {share:.1f}%. Correct one, or leave this empty."
            self.add_error(f"actual_{figure.pk}", told)

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields of each output together, under its measure."""
        return [
            (
                str(figure.measure),
                [self[f"{part}_{figure.pk}"] for part in PARTS if f"{part}_{figure.pk}" in self.fields],
            )
            for figure in self.figures
        ]

    def outputs(self) -> dict[UUID, TypedOutput]:
        """What was typed of each output."""
        values = self.cleaned_data
        return {
            figure.pk: TypedOutput(
                actual=self._actual(figure),
                numerator=values.get(f"numerator_{figure.pk}"),
                denominator=values.get(f"denominator_{figure.pk}"),
                reason=values[f"reason_{figure.pk}"],
            )
            for figure in self.figures
        }

    def _actual(self, figure: OutputFigure) -> Decimal | None:
        """The figure typed, or the percentage that its cohort gives."""
        actual: Decimal | None = self.cleaned_data[f"actual_{figure.pk}"]
        numerator = self.cleaned_data.get(f"numerator_{figure.pk}")
        if actual is None and numerator is not None:
            return Decimal(round(numerator * 100 / self.cleaned_data[f"denominator_{figure.pk}"], 4))
        return actual

    @staticmethod
    def initial_of(row: QuarterlyReturn, figures: Sequence[OutputFigure]) -> dict[str, Any]:
        """What the form shows of a return as it stands."""
        values = {"edit_number": row.edit_number, "claimed": typed(MeasureKind.MONEY, row.claimed)}
        for figure in figures:
            kind = MeasureKind(figure.measure.kind)
            values[f"actual_{figure.pk}"] = typed(kind, figure.actual)
            values[f"numerator_{figure.pk}"] = typed(MeasureKind.COUNT, figure.numerator)
            values[f"denominator_{figure.pk}"] = typed(MeasureKind.COUNT, figure.denominator)
            values[f"reason_{figure.pk}"] = figure.reason
        return values | {"claim_note": row.claim_note}


class SheetForm(forms.Form):
    """A file of outputs."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sheet = forms.FileField(
        label="Spreadsheet",
        help_text="A CSV file or a workbook (.xlsx) whose first row names the columns Measure and Actual.",
    )


class ForecastForm(forms.Form):
    """What is forecast of every output that was not sent yet."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, figures: Sequence[OutputFigure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for figure in figures:
            kind = MeasureKind(figure.measure.kind)
            self.fields[str(figure.pk)] = FigureField(
                kind=kind,
                label=f"{figure.measure}, {figure.quarterly_return.period.title}",
                help_text=UNITS[kind].capitalize() + ".",
            )

    def forecasts(self) -> dict[UUID, Decimal | None]:
        """The forecasts by output."""
        return {UUID(name): value for name, value in self.cleaned_data.items() if name != "edit_number"}


class QueryForm(forms.Form):
    """A question about a return."""

    text = forms.CharField(
        label="What do you want to know?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class AnswerForm(forms.Form):
    """The answer to a question about a return."""

    answer = forms.CharField(label="Your answer", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class SubmitForm(forms.Form):
    """Sending a return in, as it was checked."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput)


class ApproveForm(forms.Form):
    """What of a claim is eligible and approved."""

    eligible = forms.DecimalField(
        label="Eligible", min_value=0, decimal_places=2, max_digits=12, widget=forms.TextInput(attrs=SHORT)
    )
    approved = forms.DecimalField(
        label="Approved", min_value=0, decimal_places=2, max_digits=12, widget=forms.TextInput(attrs=SHORT)
    )
    reason = forms.CharField(
        label="Reason", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text="Needed where less is approved than was claimed. The provider reads it.",
    )  # fmt: skip


class PayForm(forms.Form):
    """The day on which a claim was paid."""

    on = DateField(label="Paid on")


def shown(kind: str, figure: Decimal | None) -> str:
    """Give a figure as a screen shows it; "none" where there is none."""
    text = typed(kind, figure)
    if not text:
        return "none"
    return {"percent": f"{text}%", "money": f"£{text}"}.get(kind, text)


def typed(kind: str, figure: Decimal | None) -> str:
    """Give a figure as somebody would type it."""
    if figure is None:
        return ""
    if kind == MeasureKind.YES_NO:
        return "yes" if figure else "no"
    if kind == MeasureKind.MONEY:
        return f"{figure:.2f}"
    return f"{figure.normalize():f}"
