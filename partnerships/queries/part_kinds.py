"""The parts that a commissioning manager adds, changes and takes away, each with the whole that it belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.models import (
    AgreedMeasure,
    Agreement,
    Bid,
    Centre,
    Criterion,
    Locality,
    Need,
    Participant,
    Pot,
    Programme,
    Project,
    ProjectFact,
    Provider,
    RenewalDecision,
    Round,
    Visit,
)


@dataclass(frozen=True)
class PartKind:
    """One kind of part: its model, what it is called, what it belongs to, and what may be changed of it."""

    model: type[Any]
    name: str
    fields: Sequence[str]
    whole: type[Any] | None = None
    whole_field: str = ""

    @property
    def with_article(self) -> str:
        """What one is called in a sentence: an agreement."""
        return f"{'an' if self.name[0] in 'aeio' else 'a'} {self.name}"

    def whole_of(self, row: Any) -> Any:
        """What a part belongs to; None where it stands by itself."""
        return getattr(row, self.whole_field) if self.whole_field else None


def _of(whole: type[Any], whole_field: str, model: type[Any], name: str, fields: str) -> PartKind:
    return PartKind(model, name, fields.split(), whole, whole_field)


PART_KINDS: Mapping[str, PartKind] = {
    "programme": PartKind(
        Programme,
        "programme",
        ["title", "slug", "purpose", "funder", "budget", "starts_on", "ends_on", "return_days", "is_public"],
    ),
    "provider": PartKind(
        Provider, "provider", ["organisation", "charity_number", "company_number", "ofsted_urn"]
    ),
    "pot": _of(Programme, "programme", Pot, "sum apart", "kind name amount"),
    "round": _of(Programme, "programme", Round, "round", "title opens_on closes_on is_open_call"),
    "agreement": _of(
        Programme,
        "programme",
        Agreement,
        "agreement",
        "provider project kind allocation starts_on ends_on can_roll_over specification service_level",
    ),
    "locality": _of(
        Programme, "programme", Locality, "locality", "name children_under_five share_deprived stated_budget"
    ),
    "project": _of(
        Programme,
        "programme",
        Project,
        "project",
        "title description locality need state funding starts_on ends_on",
    ),
    "criterion": _of(Round, "round", Criterion, "criterion", "name weight maximum"),
    "bid": _of(Round, "round", Bid, "bid", "provider project amount"),
    "measure": _of(Agreement, "agreement", AgreedMeasure, "measure", "year title kind"),
    "visit": _of(Agreement, "agreement", Visit, "visit", "on visitor findings grade"),
    "renewal": _of(
        Agreement, "agreement", RenewalDecision, "renewal decision", "decision reason announced_on"
    ),
    "need": _of(Locality, "locality", Need, "need", "priority text"),
    "centre": _of(Locality, "locality", Centre, "centre", "name operational_on operational_text"),
    "participant": _of(Project, "project", Participant, "participant", "organisation role funding"),
    "fact": _of(Project, "project", ProjectFact, "line", "kind text value due_on done_on"),
}


def kind_of(row: Any) -> PartKind:
    """The kind of a part."""
    return next(kind for kind in PART_KINDS.values() if kind.model is type(row))
