"""The types that structure elements may have and which may stand in which (ISO 32000-1, 14.8.4)."""

from collections.abc import Iterator
from typing import Final

from pikepdf import Dictionary, Name, Object

from childservices.pdf.findings import Finding

_GROUPING = {
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
}
_BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"}
_TABLES = {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
_INLINE = {"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"}
_ASIAN = {"Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"}
_PICTURES = {"Figure", "Formula", "Form"}
STANDARD: Final = frozenset(_GROUPING | _BLOCKS | _TABLES | _INLINE | _ASIAN | _PICTURES)
GROUPS_OF_ROWS: Final = frozenset({"THead", "TBody", "TFoot"})
_ROW_PARENTS: Final = GROUPS_OF_ROWS | {"Table"}
MAY_STAND_IN: Final[dict[str, frozenset[str]]] = {
    "TR": _ROW_PARENTS,
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TOCI": frozenset({"TOC"}),
}
MAY_HOLD: Final[dict[str, frozenset[str]]] = {
    "Table": GROUPS_OF_ROWS | {"TR", "Caption"},
    "TR": frozenset({"TH", "TD"}),
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TFoot": frozenset({"TR"}),
    "L": frozenset({"LI", "L", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "TOC": frozenset({"TOC", "TOCI", "Caption"}),
}
_ANYWHERE: Final = frozenset({"NonStruct", "Private", "Artifact"})


class RoleMap:
    """What a document's own types stand for."""

    def __init__(self, root: Object) -> None:
        roles = root.get(Name.RoleMap, Dictionary())
        self._roles = {
            own.removeprefix("/"): str(meaning).removeprefix("/") for own, meaning in roles.items()
        }

    def standard(self, element: Object) -> str | None:
        """Will give the standard type of an element, or None when it leads to none."""
        return self._resolve(str(element.S).removeprefix("/"))

    def findings(self) -> Iterator[Finding]:
        """Will check the map itself."""
        for own in self._roles:
            if own in STANDARD:
                yield Finding("02-004", f"The document gives the standard type {own} another meaning.")
            if self._resolve(own) is None:
                yield Finding("02-001", f"The type {own} leads to no standard type.")

    def _resolve(self, role: str) -> str | None:
        seen: set[str] = set()
        while role in self._roles and role not in seen:
            seen.add(role)
            role = self._roles[role]
        return role if role in STANDARD else None


def nesting_findings(role: str, parent: str | None, kids: list[str], page: int | None) -> Iterator[Finding]:
    """Will check that an element stands where it may, and holds what it may."""
    rule = _nesting_rule(role)
    if role in MAY_STAND_IN and parent not in MAY_STAND_IN[role] | _ANYWHERE:
        yield Finding(rule, f"{role} stands in {parent or 'the document'}.", page)
    strange = sorted(set(kids) - MAY_HOLD[role] - _ANYWHERE) if role in MAY_HOLD else []
    if strange:
        yield Finding(rule, f"{role} holds {', '.join(strange)}.", page)


def _nesting_rule(role: str) -> str:
    if role in ("TOC", "TOCI"):
        return "09-006"
    return "09-005" if role.startswith("L") else "09-004"
