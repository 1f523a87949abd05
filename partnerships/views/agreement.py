"""Agreements: one with its measures, returns, visits and renewal; announced; its forecasts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from childservices.domain.refusals import EditConflict, Refusal
from childservices.exports import csv_response
from childservices.views.refused import show_conflict, show_refusal
from partnerships.choices import MeasureKind, ReturnState
from partnerships.forms.quarterly_return import ForecastForm, shown, typed
from partnerships.models import Agreement, OutputFigure
from partnerships.operations import agree_forecasts, announce_agreement
from partnerships.permissions import can_commission, can_read_commissioning
from partnerships.queries.agreement import MeasureYear, summaries_of
from partnerships.queries.charts import claims_chart, measure_chart
from partnerships.views.access import load_agreement, require_manager


def agreement_detail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Show an agreement: what was agreed, what came of it, and to the council also what is not announced."""
    agreement = load_agreement(request, pk)
    (summary,) = summaries_of([agreement])
    if request.GET.get("format") == "csv":
        return csv_response("measures.csv", _HEADER, [_line(row) for row in summary.measures])
    is_staff = can_read_commissioning(request.user)
    returns = list(agreement.returns.for_lists().order_by("year", "quarter"))
    context = {
        "agreement": agreement,
        "summary": summary,
        "rows": [_shown(row) for row in summary.measures],
        "returns": returns,
        "claims": claims_chart(returns),
        "visits": agreement.visits.order_by("-on") if is_staff else (),
        "renewals": _renewals(agreement, is_staff=is_staff),
        "is_staff": is_staff,
        "is_manager": can_commission(request.user),
        "page_title": agreement.project,
    }
    return render(request, "partnerships/agreement_detail.html", context)


def _renewals(agreement: Agreement, *, is_staff: bool) -> Any:
    """To the council every decision on renewal, to the provider those that it is told of."""
    rows = agreement.renewals.order_by("-decided_at")
    return rows if is_staff else rows.filter(announced_on__lte=timezone.localdate())


@require_POST
def agreement_announce(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the provider know of its agreement."""
    manager = require_manager(request)
    agreement = load_agreement(request, pk)
    try:
        announce_agreement(agreement=agreement, on=timezone.localdate(), by=manager, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, "The provider knows of this agreement now, and can fill in its returns.")
    return redirect(agreement)


def agreement_forecasts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Agree what is forecast of every output that was not sent yet."""
    manager = require_manager(request)
    agreement = load_agreement(request, pk)
    figures = _open_figures(agreement)
    initial: dict[str, Any] = {str(row.pk): typed(row.measure.kind, row.forecast) for row in figures}
    initial["edit_number"] = agreement.edit_number
    form = ForecastForm(request.POST or None, figures=figures, initial=initial)
    if request.method == "POST" and form.is_valid() and _agree(agreement, form, manager):
        messages.success(request, "The forecasts are saved.")
        return redirect(agreement)
    context = {"form": form, "agreement": agreement, "cancel_url": agreement.get_absolute_url()}
    title = "Forecasts"
    return render(request, "partnerships/agreement_forecasts.html", context | {"page_title": title})


def _agree(agreement: Agreement, form: ForecastForm, manager: Any) -> bool:
    expected = form.cleaned_data["edit_number"]
    try:
        agree_forecasts(
            agreement=agreement, expected=expected, forecasts=form.forecasts(), by=manager, at=timezone.now()
        )
    except EditConflict as conflict:
        show_conflict(form, conflict)
    except Refusal as refusal:
        show_refusal(form, refusal)
    else:
        return True
    return False


def _open_figures(agreement: Agreement) -> list[OutputFigure]:
    rows = OutputFigure.objects.filter(
        quarterly_return__agreement=agreement, quarterly_return__state=ReturnState.DRAFT
    )
    order = ("measure__year", "measure__number", "quarterly_return__quarter")
    return list(rows.select_related("measure", "quarterly_return").order_by(*order))


def _shown(row: MeasureYear) -> dict[str, Any]:
    """A measure as its page shows it: its quarters, its year, and its bars."""
    verdict, kind = row.verdict, row.measure.kind
    unit = MeasureKind.COUNT if kind == MeasureKind.YES_NO else kind
    return {
        "measure": row.measure,
        "row": row,
        "quarters": [_cells(row, figure) for figure in row.figures],
        "forecast": "" if verdict.forecast is None else shown(unit, round(verdict.forecast, 2)),
        "actual": "" if verdict.actual is None else shown(unit, round(verdict.actual, 2)),
        "chart": measure_chart(row),
    }


def _cells(row: MeasureYear, figure: OutputFigure | None) -> tuple[str, str]:
    """Forecast and actual of a quarter: as printed where they are, else as they are known."""
    if figure is None:
        return "", ""
    kind = row.measure.kind
    if figure.printed_forecast or figure.printed_actual:
        return figure.printed_forecast, figure.printed_actual
    return tuple("" if value is None else shown(kind, value) for value in (figure.forecast, figure.actual))  # type: ignore[return-value]


_HEADER = (
    "Year", "Number", "Measure", "Unit",
    *(f"Q{quarter} {what}" for quarter in range(1, 5) for what in ("forecast", "actual")),
    "Forecast for the year", "Actual for the year", "Basis", "Outcome", "Printed forecast", "Printed actual",
    "To be known",
)  # fmt: skip


def _line(row: MeasureYear) -> list[Any]:
    measure, verdict = row.measure, row.verdict
    quarters = [(figure.forecast, figure.actual) if figure else (None, None) for figure in row.figures]
    return [
        measure.year_text, measure.number, measure.title, measure.get_kind_display(),
        *(value for pair in quarters for value in pair),
        verdict.forecast, verdict.actual, verdict.basis, row.outcome_words,
        measure.printed_forecast, measure.printed_actual, " ".join(row.sentences),
    ]  # fmt: skip
