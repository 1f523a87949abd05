"""One form for every kind of part: the fields of its model, drawn as the council's."""

from typing import Any

from django import forms
from django.db import models

from childservices.forms import DateField
from partnerships.models import Locality, Need, Provider
from partnerships.queries.part_kinds import PartKind


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """A part with the number of the change that it was read at."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """What was typed, by the fields of the part."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edit_number"}


def part_form(kind: PartKind, whole: Any) -> type[PartForm]:
    """Make the form of a kind of part; what it can be tied to is taken from its whole."""
    form: Any = forms.modelform_factory(
        kind.model, form=PartForm, fields=list(kind.fields), formfield_callback=_field
    )
    if kind.name == "project":
        form.base_fields["locality"].queryset = Locality.objects.filter(programme=whole).order_by("name")
        needs = Need.objects.filter(locality__programme=whole)
        form.base_fields["need"].queryset = needs.order_by("priority", "text")
    return form  # type: ignore[no-any-return]


def _field(column: Any, **options: Any) -> Any:
    if isinstance(column, models.DateField):
        hint = column.help_text or "For example 18 November 2026."
        return DateField(label=_label(column), required=not column.blank, help_text=hint)
    if isinstance(column, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 4})
    elif column.choices:
        options["widget"] = forms.RadioSelect
    elif isinstance(column, models.DecimalField | models.IntegerField):
        options["widget"] = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
    field = column.formfield(**options)
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = _in_order(field.queryset)
        field.empty_label = "Choose one" if field.required else "None"
    elif column.choices:
        field.choices = column.choices
    return field


def _in_order(rows: Any) -> Any:
    """Choices by name, read in one query."""
    if rows.model is Provider:
        return rows.select_related("organisation").order_by("organisation__name")
    names = {field.name for field in rows.model._meta.fields}
    return rows.order_by("name" if "name" in names else "pk")


def _label(column: Any) -> str:
    name = str(column.verbose_name)
    return name[:1].upper() + name[1:]
