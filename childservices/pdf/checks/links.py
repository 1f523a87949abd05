"""Links and other things that can be clicked: each in an element of its kind, named, and found from both sides."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

from childservices.pdf.checks.pages import ParentTree
from childservices.pdf.checks.structure import ObjectId, StructureWalk
from childservices.pdf.findings import Finding

_HIDDEN = 2  # a flag of annotations
_OWNERS = {"Link": ("28-011", ("Link", "Reference")), "Widget": ("28-010", ("Form",))}
_OTHERS = ("28-002", ("Annot",))


def check_annotations(pdf: Pdf, walk: StructureWalk, parents: ParentTree) -> Iterator[Finding]:
    """Will check what can be clicked on every page, and that the tree names nothing that is on no page."""
    seen: set[ObjectId] = set()
    for number, page in enumerate(pdf.pages, start=1):
        annotations = [a for a in page.obj.get(Name.Annots, Array()) if isinstance(a, Dictionary)]
        seen.update(annotation.objgen for annotation in annotations)
        if annotations and page.obj.get(Name.Tabs) != Name.S:
            yield Finding("28-009", "The tab key does not follow the structure on this page.", number)
        for annotation in annotations:
            yield from _annotation(annotation, number, walk, parents)
    if walk.annotations.keys() - seen:
        yield Finding("ST-LINKS", "The structure names a link that is on no page.")


def _annotation(annotation: Object, page: int, walk: StructureWalk, parents: ParentTree) -> Iterator[Finding]:
    kind = str(annotation.get(Name.Subtype, "")).removeprefix("/")
    if kind == "Popup" or int(annotation.get(Name.F, 0)) & _HIDDEN:
        return
    owner = walk.annotations.get(annotation.objgen)
    rule, roles = _OWNERS.get(kind, _OTHERS)
    if owner is None or walk.roles.standard(owner) not in roles:
        yield Finding(rule, f"A {kind.lower()} is not in a structure element of its kind.", page)
    if kind == "Link" and not str(annotation.get(Name.Contents, "")):
        yield Finding("28-012", "A link has no name.", page)
    if kind == "TrapNet":
        yield Finding("28-007", "The page holds a printer's trap network.", page)
    yield from _way_back(annotation, owner, page, parents)


def _way_back(annotation: Object, owner: Object | None, page: int, parents: ParentTree) -> Iterator[Finding]:
    key = annotation.get(Name.StructParent)
    if key is None:
        yield Finding("ST-LINKS", "A link does not lead back into the structure.", page)
        return
    entry = parents.use(int(key), page)
    if owner is None or entry is None or entry.objgen != owner.objgen:
        yield Finding("ST-LINKS", "A link leads back to another element than the one that holds it.", page)
