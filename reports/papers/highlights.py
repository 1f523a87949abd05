"""What belongs in the highlight report of a month, as the HTML from which somebody goes on writing."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.html import format_html, format_html_join

from reports.choices import HighlightKey
from reports.domain.improvement_plan.action import Action
from reports.domain.improvement_plan.highlights import Risk, highlights
from reports.models import ImprovementPlan
from reports.queries.improvement_plan import plan_actions

NOTHING = "None."


def generated_sections(plan: ImprovementPlan, *, month: date) -> Mapping[HighlightKey, str]:
    """Compute the sections of a month's highlight report; what else there is to say is nobody's but the writer's."""
    rows = list(plan.risks.order_by("raised_on", "reference"))
    words = {row.reference: row.text for row in rows}
    risks = [Risk(row.reference, row.raised_on, row.closed_on) for row in rows]
    titles = dict(plan.actions.exclude(text="").values_list("reference", "text"))
    found = highlights(plan_actions(plan), risks, month=month)
    return {
        HighlightKey.COMPLETED: _listed(found.completed, titles, _plainly),
        HighlightKey.PLANNED: _listed(found.planned, titles, _with_due),
        HighlightKey.OVERDUE: _listed(found.overdue, titles, _with_due),
        HighlightKey.RISKS: _list(words[risk.reference] for risk in found.risks),
        HighlightKey.OTHER: "",
    }


def _listed(actions: Iterable[Action], titles: Mapping[str, str], told: Callable[[Action, str], str]) -> str:
    """List actions by their titles, and in one line at the end those whose titles were not published."""
    chosen = list(actions)
    lines = [told(action, titles[action.reference]) for action in chosen if action.reference in titles]
    without = [action.reference for action in chosen if action.reference not in titles]
    if without:
        noun = "action whose title was" if len(without) == 1 else "actions whose titles were"
        lines.append(f"{len(without)} {noun} not published: {', '.join(without)}")
    return _list(lines)


def _plainly(action: Action, title: str) -> str:
    return f"{title} ({action.reference})"


def _with_due(action: Action, title: str) -> str:
    return f"{title} ({action.reference}, due {action.due})"


def _list(lines: Iterable[str]) -> str:
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html("<ul>{}</ul>", items) if items else format_html("<p>{}</p>", NOTHING)
