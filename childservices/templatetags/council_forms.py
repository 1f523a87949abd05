"""The tags of forms: `{% load council_forms %}`; the base templates use most of them by themselves."""

from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def field(bound: BoundField, *, size: str = "s", heading: bool = False) -> str:
    """Draw one question; `size` is that of its label (s to xl), `heading` makes the label the page's h1."""
    return render_to_string("forms/field.html", {"field": bound, "size": size, "heading": heading})


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """Give "Error: " for the page's title when a form of the page has errors."""
    return "Error: " if any(_errors_of(form) for form in _forms_of(context)) else ""


@register.inclusion_tag("components/error_summary.html", takes_context=True)
def error_summary(context: Context) -> dict[str, Any]:
    """List the errors of the page's forms (`form`, `formset`, `forms`), each linked to its question.

    A form that is one row of many says which by its `row_name`.
    """
    return {"errors": [error for form in _forms_of(context) for error in _errors_of(form)]}


@register.simple_tag(takes_context=True)
def form_media(context: Context) -> SafeString:
    """Give the scripts and styles that the page's forms need, with the nonce that an import map needs."""
    parts = []
    for form in _forms_of(context):
        media = form.media
        if getattr(media, "_importmap", None) is not None:
            media = media.with_nonce(str(getattr(context.get("request"), "csp_nonce", "")))
        parts.append(media.render())
    return mark_safe("\n".join(dict.fromkeys(parts)))  # tags that Django has drawn  # nosec B703


def _forms_of(context: Context) -> list[Any]:
    named = [context.get("form"), context.get("formset"), *(context.get("forms") or [])]
    return [form for form in named if hasattr(form, "errors") and hasattr(form, "media")]


def _errors_of(form: Any) -> list[dict[str, str]]:
    if not form.is_bound:
        return []
    if hasattr(form, "forms"):
        loose = [{"text": sentence, "href": ""} for sentence in form.non_form_errors()]
        return loose + [error for part in form.forms for error in _errors_of(part)]
    of = f"{form.row_name}: " if hasattr(form, "row_name") else ""
    errors = [{"text": f"{of}{sentence}", "href": ""} for sentence in form.non_field_errors()]
    for bound in form:
        href = "" if bound.is_hidden else f"#{bound.first_id}"
        errors += [{"text": f"{of}{sentence}", "href": href} for sentence in bound.sentences]
    return errors
