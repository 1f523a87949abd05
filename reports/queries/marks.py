"""How the parts of reports are classified, without reading a word of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Value

from reports.choices import Classification
from reports.models import Appendix, BackgroundPaper, Consultee, Contact, Recommendation, Risk, Section

COMPONENTS: tuple[type[Any], ...] = (
    Section,
    Recommendation,
    Risk,
    BackgroundPaper,
    Consultee,
    Contact,
    Appendix,
)


@dataclass(frozen=True)
class Mark:
    """A part of a report with its classification, neutrally named."""

    report: UUID
    name: str
    classification: str
    paragraph: int | None
    is_contract_negotiation: bool

    @property
    def is_exempt(self) -> bool:
        """Whether the part is exempt."""
        return self.classification == Classification.EXEMPT

    @property
    def is_unclassified(self) -> bool:
        """Whether nobody has said yet if the part is open or exempt."""
        return self.classification == Classification.UNCLASSIFIED


def marks_of(reports: Collection[UUID]) -> Iterable[Mark]:
    """Read the classification of every part of the reports, in one query."""
    if not reports:
        return ()
    first, *others = [_marks(model, reports) for model in COMPONENTS]
    return [
        Mark(report, f"{kind} {position}", classification, paragraph, negotiation)
        for report, kind, position, classification, paragraph, negotiation in first.union(*others, all=True)
    ]


def _marks(model: type[Any], reports: Collection[UUID]) -> Any:
    kind = Value(str(model._meta.verbose_name), output_field=CharField())
    return (
        model.objects.filter(report__in=reports)
        .annotate(part_kind=kind)
        .values_list(
            "report",
            "part_kind",
            "position",
            "classification",
            "exempt_paragraph",
            "is_contract_negotiation",
        )
    )
