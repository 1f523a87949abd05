"""Which templates a new report may be written on."""

from typing import Any

from django.db.models import Exists, OuterRef

from reports.models import TemplateVersion


def offered_templates() -> Any:
    """The newest version of every template that is offered, by the template's name."""
    newer = TemplateVersion.objects.filter(template=OuterRef("template"), number__gt=OuterRef("number"))
    offered = TemplateVersion.objects.filter(~Exists(newer), template__is_offered=True)
    return offered.select_related("template").order_by("template__name")
