"""What the actions of a plan can be narrowed by, and the day as at which they are shown."""

from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from django import forms

from childservices.filters import DayFilter
from reports.choices import LEFT_OUT, ActionStatus
from reports.models import ImprovementPlan, PlanAction

COUNTED = [(status.value, status.label) for status in ActionStatus if status not in LEFT_OUT]


class PlanActionFilter(django_filters.FilterSet):
    """Actions of one plan as they stood on a day, by theme, priority, status, lead and words."""

    as_at = DayFilter(method="keep", label="As at", help_text="Leave empty for today.")
    theme = django_filters.ChoiceFilter(
        field_name="objective__theme__reference", label="Theme", empty_label="All themes"
    )
    priority = django_filters.ChoiceFilter(
        field_name="priority__number", label="Priority", empty_label="All priorities"
    )
    status = django_filters.ChoiceFilter(
        field_name="status_then", choices=COUNTED, label="Status", empty_label="All statuses"
    )
    words = django_filters.CharFilter(field_name="text", lookup_expr="icontains", label="Words in the action")
    lead = django_filters.CharFilter(method="led_by", label="Lead")
    overdue = django_filters.BooleanFilter(
        label="Only overdue actions", method="only_overdue", widget=forms.CheckboxInput
    )

    class Meta:
        model = PlanAction
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, plan: ImprovementPlan, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        themes = plan.themes.order_by("position").values_list("reference", "title")
        self.filters["theme"].extra["choices"] = [(one, f"{one} {title}") for one, title in themes]
        numbers = plan.priorities.order_by("number").values_list("number", flat=True)
        self.filters["priority"].extra["choices"] = [(number, f"Priority {number}") for number in numbers]

    @cached_property
    def day(self) -> date:
        """The day as at which the plan is shown: the one that was asked for, or today."""
        asked = self.form.cleaned_data.get("as_at") if self.form.is_valid() or self.form.is_bound else None
        return asked or self.today

    def filter_queryset(self, queryset: Any) -> Any:
        """Give the actions of the plan as at the day, narrowed by what was chosen."""
        return super().filter_queryset(queryset.as_at(self.day))

    def keep(self, queryset: Any, name: str, value: Any) -> Any:
        """Leave the rows as they are: the day has chosen them already."""
        return queryset

    def led_by(self, queryset: Any, name: str, value: str) -> Any:
        """Keep the actions that a post leads."""
        return queryset.filter(leads__post_title__icontains=value).distinct()

    def only_overdue(self, queryset: Any, name: str, value: bool | None) -> Any:
        """Keep what was overdue on the day, where that is asked for."""
        return queryset.overdue(on=self.day) if value else queryset
