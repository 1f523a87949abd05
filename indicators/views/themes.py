"""The summary of a period by theme, with what is said of each."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from childservices.exports import csv_response
from indicators.domain.bars import Segment, stacked
from indicators.forms.theme import NarrativeForm
from indicators.models import Theme, ThemeNarrative
from indicators.operations import write_narrative
from indicators.permissions import can_define_indicators
from indicators.queries.themes import ThemeSummary, theme_summaries, words_on_theme
from indicators.tables.themes import HEADER, SUMMARIES, summary_lines, summary_table
from indicators.views.access import load_period, require_definer, require_reader
from indicators.views.saving import saved


def theme_summary(request: HttpRequest, period: str) -> HttpResponseBase:
    """Show how many components of each theme stand where, in both denominators, as tables, a chart, or CSV."""
    user = require_reader(request)
    about = load_period(period)
    summaries = theme_summaries(about.label)
    if request.GET.get("format") == "csv":
        return csv_response(f"themes-{about.label}.csv", HEADER, summary_lines(summaries))
    *themes, everything = summaries
    context = {
        "about": about,
        "tables": [summary_table(name, summaries) for name in SUMMARIES] if themes else [],
        "themes": themes,
        "everything": everything,
        "bars": [(one.title, _bar(one)) for one in summaries],
        "can_write": can_define_indicators(user),
        "page_title": f"Summary by theme, {about.title}",
    }
    return render(request, "indicators/theme_summary.html", context)


def _bar(one: ThemeSummary) -> Sequence[Segment]:
    counts = one.targets.counts
    parts = [("met", counts["met"]), ("not_met", counts["not_met"]), ("none", one.targets.not_assessed)]
    return stacked(parts)


def theme_narrative(request: HttpRequest, period: str, theme: str) -> HttpResponse:
    """Write what is said of a theme for a period, beside what was already written of its indicators."""
    user = require_definer(request)
    about, found = load_period(period), get_object_or_404(Theme, slug=theme)
    row = ThemeNarrative.objects.filter(theme=found, period=about.label).values("text", "edit_number")
    form = NarrativeForm(request.POST or None, initial={**(row.first() or {})})

    def save(values: dict[str, Any], expected: int) -> None:
        told: dict[str, Any] = {"by": user, "at": timezone.now()}
        write_narrative(theme=found, label=about.label, expected=expected, **values, **told)

    if saved(request, form, save):
        messages.success(request, f"What is said of {found.title} is saved.")
        return redirect("theme_summary", about.label)
    context = {
        "form": form,
        "words": words_on_theme(found, about.label),
        "cancel_url": reverse("theme_summary", args=[about.label]),
        "page_title": f"{found.title}, {about.title}",
    }
    return render(request, "indicators/theme_narrative.html", context)
