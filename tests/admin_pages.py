"""What a browser sends to a page of the administration, and what the page says."""

from typing import Any


def formset(prefix: str, *rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """What a browser sends for rows under a parent, of which so many are there already."""
    management = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    fields = {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return management | fields


def page_of(row: Any) -> str:
    """The address of a row's page."""
    return f"/admin/reports/{row._meta.model_name}/{row.pk}/change/"


def errors_in(response: Any) -> list[str]:
    """Every error that a page shows."""
    form, formsets = response.context["adminform"].form, response.context["inline_admin_formsets"]
    said = [*form.non_field_errors(), *(error for errors in form.errors.values() for error in errors)]
    for one in formsets:
        said += [*one.formset.non_form_errors()]
        said += [error for row in one.formset.errors for errors in row.values() for error in errors]
    return list(dict.fromkeys(map(str, said)))
