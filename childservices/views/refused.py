"""How a screen shows an operation's no: beside the field it is about, with everything typed still there."""

from typing import Any

from django import forms
from django.http import QueryDict

from childservices.domain.refusals import EditConflict, Refusal

TOLD = {"True": "Yes", "False": "No", "None": "Nothing", "": "Nothing"}


def show_refusal(form: forms.BaseForm, refusal: Refusal) -> None:
    """Put the sentence of a refusal beside its field, or over the form where it has none."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.sentence)


def show_conflict(form: Any, conflict: EditConflict) -> None:
    """Show what somebody else saved meanwhile as `form.saved_meanwhile`; saving again then counts from that."""
    if not conflict.current:
        show_refusal(form, conflict)
        return
    form.add_error(
        None, "Somebody else saved this while you were writing. Compare the two, then save what is right."
    )
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["edit_number"] = conflict.current["edit_number"]
    form.data = data
    form.saved_meanwhile = [
        (form.fields[name].label, _told(form.fields[name], text))
        for name, text in conflict.current.items()
        if name in form.fields and not form.fields[name].widget.is_hidden
    ]


def _told(field: forms.Field, text: str) -> str:
    choices = {} if isinstance(field, forms.ModelChoiceField) else dict(getattr(field, "choices", ()))
    return str({str(key): label for key, label in choices.items()}.get(text) or TOLD.get(text, text))
