"""How a screen does what its form asks for, and shows on the form why not."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from childservices.domain.refusals import EditConflict, Refusal
from childservices.views.refused import show_conflict, show_refusal


def saved(request: HttpRequest, form: Any, save: Callable[[dict[str, Any], int], None]) -> bool:
    """Do what was sent, given its values and the edit number that was read; False where there is still to ask."""
    if request.method != "POST" or not form.is_valid():
        return False
    values = dict(form.cleaned_data)
    expected = values.pop("edit_number", None) or 0
    try:
        save(values, expected)
    except EditConflict as conflict:
        show_conflict(form, conflict)
    except Refusal as refusal:
        show_refusal(form, refusal)
    else:
        return True
    return False
