"""Forms made from models: the model's own labels, hints and bounds, with our fields for days and longer texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms.models import fields_for_model

from childservices.forms.fields import DateField
from childservices.models import Kept

#: So many choices or fewer are all shown at once.
FEW = 5


class KeptForm(forms.Form):
    """What can be typed of a row, with the number of the change it was read at."""

    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, whole: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    def values(self) -> dict[str, Any]:
        """Give what was typed, without the number of the change."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edit_number"}


@dataclass(frozen=True)
class Noun:
    """A kind of row that is kept on screens: its model, what can be typed of it, and how a sentence calls it."""

    model: type[Kept]
    fields: tuple[str, ...]
    name: str
    """As in “Add a milestone”: with its article."""
    form: type[KeptForm]
    page: str = ""
    """The name of the address of the list that a row without a whole stands in."""

    def initial(self, row: Any) -> dict[str, Any]:
        """Give what the form shows of a row that exists."""
        names = (*self.fields, "edit_number")
        return {name: getattr(row, f"{name}_id" if _is_key(self.model, name) else name) for name in names}


def noun(
    model: type[Kept],
    fields: str,
    name: str,
    *,
    page: str = "",
    base: type[KeptForm] = KeptForm,
    own: Mapping[str, forms.Field] | None = None,
) -> Noun:
    """Make what screens need to know of a model; `fields` are the names of what can be typed, in their order."""
    names = tuple(fields.split())
    made = fields_for_model(model, fields=names, formfield_callback=_field)
    form = type(f"{model.__name__}Form", (base,), {**made, **(own or {})})
    return Noun(model, names, name, form, page)


def _field(field: Any, **options: Any) -> forms.Field | None:
    if isinstance(field, models.DateField):
        return DateField(label=_label(field), help_text=str(field.help_text), required=not field.blank)
    if isinstance(field, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 4})
    made: Any = field.formfield(**options)
    made.label = _label(field)
    if isinstance(made, forms.ModelChoiceField):
        made.empty_label = "None" if field.blank else f"Choose the {field.verbose_name}"
        rows: Any = made.queryset
        made.queryset = rows.order_by(_named_by(rows.model))
    elif field.choices and not field.blank and len(field.choices) <= FEW:
        made.widget = forms.RadioSelect(choices=field.choices)
    return made  # type: ignore[no-any-return]


def _named_by(model: type[models.Model]) -> str:
    """The field that names a row, by which lists to choose from are ordered."""
    names = {field.name for field in model._meta.get_fields()}
    return next(name for name in ("reference", "name", "title", "pk") if name in names or name == "pk")


def _label(field: Any) -> str:
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def _is_key(model: type[Kept], name: str) -> bool:
    return isinstance(model._meta.get_field(name), models.ForeignKey)
