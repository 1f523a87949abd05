"""The kinds of part that a report lists: how each is called, and how one of them reads in a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.choices import SectionKind
from reports.models import (
    Appendix,
    BackgroundPaper,
    Component,
    Consultee,
    Contact,
    Recommendation,
    Risk,
)


@dataclass(frozen=True)
class PartKind:
    """A kind of part that a report lists: how it is called, and how one of them reads in a line."""

    slug: str
    model: type[Component]
    one: str
    many: str
    section: str
    """The kind of section under which it prints; empty for appendices, which print after all sections."""
    line: Callable[[Any], str]
    detail: Callable[[Any], str]
    empty: str

    @property
    def relation(self) -> str:
        """The name under which a report knows its parts of this kind."""
        return str(self.model._meta.default_related_name)


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def _risk_detail(risk: Risk) -> str:
    named = {"Likelihood": risk.likelihood, "Consequence": risk.consequence, "Mitigation": risk.mitigation}
    return " · ".join(f"{name}: {text}" for name, text in named.items() if text)


PART_KINDS: Mapping[str, PartKind] = {
    kind.slug: kind
    for kind in (
        PartKind(
            slug="recommendation",
            model=Recommendation,
            one="recommendation",
            many="Recommendations",
            section=SectionKind.RECOMMENDATIONS,
            line=lambda row: f"That {row.text}",
            detail=lambda row: _joined(row.get_verb_display(), row.target_body, row.due_text),
            empty="Say what members are asked to do: a report needs at least one recommendation.",
        ),
        PartKind(
            slug="risk",
            model=Risk,
            one="risk",
            many="Risks",
            section=SectionKind.RISKS,
            line=lambda row: str(row.risk),
            detail=_risk_detail,
            empty="Add what might go wrong, how likely it is and what is done about it.",
        ),
        PartKind(
            slug="background-paper",
            model=BackgroundPaper,
            one="background paper",
            many="Background papers",
            section=SectionKind.BACKGROUND,
            line=lambda row: _joined(row.title, row.author, row.date_text),
            detail=lambda row: "",
            empty="Add the unpublished documents that the report relies on.",
        ),
        PartKind(
            slug="consultee",
            model=Consultee,
            one="consultee",
            many="Consultees",
            section=SectionKind.BACKGROUND,
            line=lambda row: f"{row.name}: {row.consulted_on}" if row.consulted_on else str(row.name),
            detail=lambda row: str(row.outcome),
            empty="Add who was asked, about what, and what came of it.",
        ),
        PartKind(
            slug="contact",
            model=Contact,
            one="contact",
            many="Contacts",
            section=SectionKind.CONTACTS,
            line=lambda row: str(row.post_title),
            detail=lambda row: str(row.note),
            empty="Add the post that answers questions about the report.",
        ),
        PartKind(
            slug="appendix",
            model=Appendix,
            one="appendix",
            many="Appendices",
            section="",
            line=lambda row: f"Appendix {row.letter}: {row.title}",
            detail=lambda row: f"File: {row.file_name}" if row.file_name else "",
            empty="Add longer material here: text, tables of figures or a file.",
        ),
    )
}
