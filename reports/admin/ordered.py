"""Rows with a place: whatever numbers are typed only say the order, and the places are then 1, 2, 3."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Model
from django.forms.models import BaseInlineFormSet

from childservices.admin import CouncilInline
from childservices.operations.editing import renumber

if TYPE_CHECKING:
    _FormSet = BaseInlineFormSet[Any, Any, Any]
    _ModelForm = forms.ModelForm[Any]
else:
    _FormSet, _ModelForm = BaseInlineFormSet, forms.ModelForm

#: Where places are put for a moment so that none is ever double; more rows than this no parent has.
ASIDE = 1000


class KnownRow(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The row that a form is about, one of those that were read together; Django would read each again."""

    rows: Mapping[str, Model]

    def to_python(self, value: Any) -> Model | None:
        """Give the row of a key, and refuse any that does not belong here."""
        if value in self.empty_values:
            return None
        if str(value) not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": value})
        return self.rows[str(value)]


class OrderedForm(_ModelForm):
    """A row whose place need not be free: it will be put in order with the others."""

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"position"}


class OrderedFormSet(_FormSet):
    """Rows of one parent, saved in the order of the places that were typed."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Give a form its own fields and those that say which row it is about and whether to take it away."""
        super().add_fields(form, index)
        name = str(self.fk.model._meta.pk.name)
        usual = form.fields[name]
        known = KnownRow(
            usual.queryset, required=usual.required, initial=usual.initial, widget=forms.HiddenInput
        )
        known.rows = {str(row.pk): row for row in self.get_queryset()}
        form.fields[name] = known

    def save(self, commit: bool = True) -> Any:
        """Will save the rows and number them from 1 in the order that was typed."""
        typed = [
            (form.cleaned_data.get("position") or 0, number, form) for number, form in enumerate(self.kept)
        ]
        rows = self.fk.model._default_manager.filter(**{self.fk.name: self.instance})
        rows.update(position=F("position") + ASIDE)
        for _, number, form in typed:
            form.instance.position = 2 * ASIDE + number
        saved = super().save(commit=commit)
        renumber(rows, [form.instance.pk for *_, form in sorted(typed, key=lambda row: row[:2])])
        return saved

    @property
    def kept(self) -> list[Any]:
        """The forms that hold a row now: neither empty nor to be taken away."""
        gone = self.deleted_forms
        return [form for form in self.forms if form not in gone and (form.instance.pk or form.has_changed())]


class OrderedInline(CouncilInline):
    """Rows shown under what they belong to in their order, and taken away where nothing hangs on them."""

    form = OrderedForm
    formset = OrderedFormSet
    ordering = ("position",)
    can_delete = True
    has_delete_permission = CouncilInline.has_change_permission
