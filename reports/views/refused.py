"""How a screen shows an operation's no: beside the field it is about, with everything typed still there."""

from django import forms

from childservices.domain.refusals import Refusal


def show_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Put the sentence of a refusal beside its field, or over the form where it has none."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.sentence)
