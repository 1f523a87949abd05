"""Charts of commissioning: `{% load commissioning %}`."""

from collections.abc import Sequence
from typing import Any

from django import template

from partnerships.domain.chart import Group

register = template.Library()

LABEL, BAR, GAP = 24, 26, 10
"""Heights in pixels: of a label, of a bar, and under a group."""


@register.inclusion_tag("partnerships/chart.html")
def bar_chart(groups: Sequence[Group], title: str, finding: str, key: str) -> dict[str, Any]:
    """Draw bars as wide as the page, each with its words; `finding` says what they show, `key` keeps ids apart."""
    rows, height = [], 0
    for group in groups:
        rows.append({"label": group.label, "y": height + 16})
        height += LABEL
        for place, bar in enumerate(group.bars):
            rows.append({"bar": bar, "top": height, "y": height + 16, "place": place})
            height += BAR
        height += GAP
    return {"rows": rows, "height": height, "title": title, "finding": finding, "key": key}
