"""Forms of improvement plans: an action, an update, many updates at once, a highlight report and its sections."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from childservices.forms import DateField
from childservices.forms.rich_text import RichTextField
from childservices.storage import LARGEST_UPLOAD
from reports.choices import ActionStatus, DueKind, LinkKind
from reports.models import ImprovementPlan, Objective, PlanAction, PlanPriority
from reports.models.improvement_plan import DIGITS, PLACES

NO_CHANGE = ("", "As it was")
LINK_FIELDS = {
    "indicators": LinkKind.INDICATOR,
    "resolutions": LinkKind.RESOLUTION,
    "clinics": LinkKind.CLINIC,
    "inspections": LinkKind.INSPECTION,
}
LINES = "One on each line."


class SaidForm(forms.Form):
    """What can be said of an action."""

    status = forms.ChoiceField(label="Status", choices=[NO_CHANGE, *ActionStatus.choices], required=False)
    text = forms.CharField(
        label="What has happened", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    value = forms.DecimalField(
        label="Value",
        required=False,
        max_digits=DIGITS,
        decimal_places=PLACES,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
        error_messages={"invalid": "Enter the value as a number, for example 58.7."},
    )
    edit_number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def said(self) -> dict[str, Any]:
        """What an operation is given to keep."""
        return {name: self.cleaned_data[name] for name in ("status", "text", "value")}


class UpdateForm(SaidForm):
    """An update of one action, with a file as evidence where there is one."""

    on = DateField(label="As of", help_text="The day on which it was so. For example 18 November 2026.")
    file = forms.FileField(
        label="Evidence",
        required=False,
        help_text="A PDF, Word document (.docx), spreadsheet (.xlsx) or picture, up to 20 MB. Staff see it.",
    )
    field_order = ("status", "text", "value", "on", "file")

    def __init__(self, *args: Any, action: PlanAction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = _of_what(action)

    def clean(self) -> dict[str, Any]:
        """Ask for something to be said."""
        cleaned = dict(super().clean() or self.cleaned_data)
        names = {"status", "text", "value", "file"}
        if not self.errors.keys() & names and not any(cleaned.get(name) not in (None, "") for name in names):
            self.add_error("status", "Say how the action stands: choose a status, or write a sentence.")
        if self.errors:
            self.ask_again_for_file()
        return cleaned

    def ask_again_for_file(self) -> None:
        """Say that a file that was sent with something that is not kept has to be chosen again."""
        if self.cleaned_data.get("file"):
            self.add_error("file", "Choose the file again: it was not kept.")

    def clean_file(self) -> Any:
        """Refuse a file that is too large, and say how large it is."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_UPLOAD:
            size = file.size / 1024 / 1024
            raise ValidationError(f"“{file.name}” is {size:.1f} MB. Make it smaller than 20 MB, or split it.")
        return file

    def said(self) -> dict[str, Any]:
        """What is kept, with its day."""
        return super().said() | {"on": self.cleaned_data["on"]}


class RowForm(SaidForm):
    """One row of many updates; a row that says nothing is left out."""

    action = forms.UUIDField(widget=forms.HiddenInput, required=False)
    stands = ""
    """How far the action has come, in words."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Say what is wrong beside a question: of the row as a whole beside the first, where the summary leads to."""
        super().add_error(field or "status", error)

    @property
    def says_something(self) -> bool:
        """Whether anything was filled in."""
        return any(value not in (None, "") for value in self.said().values())


if TYPE_CHECKING:
    _RowFormSet = forms.BaseFormSet[RowForm]
else:
    _RowFormSet = forms.BaseFormSet


class DayForm(forms.Form):
    """The day of which many updates speak."""

    on = DateField(label="As of", help_text="The day of all these updates. For example 18 November 2026.")


class BaseRows(_RowFormSet):
    """The rows of many updates, each beside the action that it is about."""

    def __init__(self, *args: Any, actions: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = actions

    def rows(self) -> Sequence[tuple[PlanAction, RowForm]]:
        """Each form with its action as at today; a row of an action that does not exist is passed over."""
        found = []
        for form in self.forms:
            if action := self.actions.get(str(form["action"].value())):
                form.stands = ActionStatus(action.status_then).label
                found.append((action, form))
        return found


RowFormSet: Any = forms.formset_factory(RowForm, formset=BaseRows, extra=0, max_num=100, absolute_max=100)


class ActionForm(forms.Form):
    """What an action is, when it is due, who leads it and what it answers."""

    reference = forms.CharField(
        label="Number", max_length=20, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    text = forms.CharField(
        label="Action", help_text="What will be done.", widget=forms.Textarea(attrs={"rows": 3})
    )
    objective = forms.ModelChoiceField(label="Objective", queryset=Objective.objects.none(), empty_label=None)
    priority = forms.ModelChoiceField(
        label="Priority", queryset=PlanPriority.objects.none(), empty_label=None
    )
    due_kind = forms.ChoiceField(label="Due", choices=DueKind.choices, widget=forms.RadioSelect)
    due_on = DateField(
        label="Due date",
        required=False,
        help_text="Of a month, any day in it. Of something ongoing, the day of its next review.",
    )
    leads = forms.CharField(
        label="Leads", help_text=f"Posts or teams. {LINES}", widget=forms.Textarea(attrs={"rows": 2})
    )
    baseline_text = forms.CharField(label="Baseline", max_length=400, required=False)
    baseline_value = forms.DecimalField(
        label="Baseline as a number", required=False, max_digits=DIGITS, decimal_places=PLACES
    )
    target_text = forms.CharField(label="Target", max_length=400, required=False)
    target_value = forms.DecimalField(
        label="Target as a number", required=False, max_digits=DIGITS, decimal_places=PLACES
    )
    unit = forms.CharField(
        label="Unit of the numbers", max_length=60, required=False, help_text="For example percent, or staff."
    )
    indicators = forms.CharField(
        label="Indicators", required=False, help_text=LINES, widget=forms.Textarea(attrs={"rows": 2})
    )
    resolutions = forms.CharField(
        label="Resolutions it answers",
        required=False,
        help_text=LINES,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    clinics = forms.CharField(
        label="Performance clinics it answers",
        required=False,
        help_text=LINES,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    inspections = forms.CharField(
        label="Inspection recommendations it answers",
        required=False,
        help_text=LINES,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    edit_number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: ImprovementPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        objective, priority = self.fields["objective"], self.fields["priority"]
        assert isinstance(objective, forms.ModelChoiceField)
        assert isinstance(priority, forms.ModelChoiceField)
        rows = Objective.objects.filter(theme__plan=plan).select_related("theme")
        objective.queryset = rows.order_by("theme__position", "position")
        objective.label_from_instance = lambda obj: f"{obj.theme}: {obj}"  # type: ignore[method-assign]
        priority.queryset = plan.priorities.order_by("number")

    @classmethod
    def values_of(cls, action: PlanAction) -> dict[str, Any]:
        """What the form shows of an action."""
        names = [name for name in cls.base_fields if name not in {"leads", *LINK_FIELDS}]
        leads = [lead.post_title for lead in action.leads.order_by("position")]
        links = list(action.links.order_by("pk"))
        lines = {
            name: "\n".join(link.reference for link in links if link.kind == kind)
            for name, kind in LINK_FIELDS.items()
        }
        return {name: getattr(action, name) for name in names} | {"leads": "\n".join(leads)} | lines

    def values(self) -> dict[str, Any]:
        """What an operation is given: the action's own values, its leads and its links."""
        others = {"leads", "edit_number", *LINK_FIELDS}
        return {
            "values": {name: value for name, value in self.cleaned_data.items() if name not in others},
            "leads": _lines(self.cleaned_data["leads"]),
            "links": {kind: _lines(self.cleaned_data[name]) for name, kind in LINK_FIELDS.items()},
        }


class MonthForm(forms.Form):
    """The month of a highlight report."""

    month = forms.TypedChoiceField(label="Month", coerce=date.fromisoformat)

    def __init__(self, *args: Any, months: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["month"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(f"{month:%Y-%m-%d}", f"{month:%B %Y}") for month in months]


class HighlightSectionForm(forms.Form):
    """The words of a section of a highlight report."""

    body = RichTextField(label="Text", required=False)
    edit_number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def removed(self) -> tuple[str, ...]:
        """What papers cannot hold and was taken out of what was typed, a sentence each."""
        field = self.fields["body"]
        assert isinstance(field, RichTextField)
        return field.removed


class DaysForm(forms.Form):
    """Three days on which to look at what was overdue."""

    first = DateField(label="First day")
    second = DateField(label="Second day")
    third = DateField(label="Third day")


def _of_what(action: PlanAction) -> str:
    target = f"Target: {action.target_text}." if action.target_text else ""
    unit = f"In {action.unit}." if action.unit else ""
    return " ".join(part for part in (unit, target) if part)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
