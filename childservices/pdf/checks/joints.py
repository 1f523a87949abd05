"""The joints of a pack: whether its parts, each judged by itself, hang together. Quick, because no page is read."""

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from childservices.pdf.checks.pages import ParentTree
from childservices.pdf.findings import Finding
from childservices.pdf.structure import as_list

_DEEPEST = 500  # levels of elements, against a tree that bites its tail


def joint_findings(pdf: Pdf, pages_of_parts: Sequence[int]) -> Iterator[Finding]:
    """Will check a merged document: a Part for every paper, every page led back into the Part it belongs to.

    `pages_of_parts` says how many pages each part was given, in their order. That the parts are right in themselves is
    taken for granted: what one page, link or table owns is not compared.
    """
    root = pdf.Root.StructTreeRoot
    document = root.K[0]
    parts = list(document.K)
    if len(parts) != len(pages_of_parts):
        yield Finding("ST-TREE", f"The structure has {len(parts)} parts for {len(pages_of_parts)} papers.")
        return
    yield from _parts(parts, document)
    parents = ParentTree(root)
    number = 0
    for part, count in zip(parts, pages_of_parts, strict=True):
        for page in pdf.pages[number : number + count]:
            number += 1
            yield from _page(page, number, part, parents)
    yield from parents.findings()


def _parts(parts: Sequence[Object], document: Object) -> Iterator[Finding]:
    for part in parts:
        tops = [kid for kid in as_list(part.get(Name.K)) if isinstance(kid, Dictionary)]
        if not tops or part.get(Name.P, Dictionary()).objgen != document.objgen:
            yield Finding("ST-TREE", "A paper of the pack does not hang in its structure.")
        if any(top.get(Name.P, Dictionary()).objgen != part.objgen for top in tops):
            yield Finding("ST-P", "A paper of the pack hangs in another part of the structure.")


def _page(page: Page, number: int, part: Object, parents: ParentTree) -> Iterator[Finding]:
    key = page.obj.get(Name.StructParents)
    owners = Array() if key is None else parents.use(int(key), number)
    if not isinstance(owners, Array):
        yield Finding("ST-PARENTS", "The page leads back to nothing in the structure.", number)
    elif not all(_hangs_in(owner, part) for owner in [o for o in owners if isinstance(o, Dictionary)][:1]):
        yield Finding("ST-PARENTS", "The page leads back to another part of the structure.", number)
    for annotation in page.obj.get(Name.Annots, Array()):
        link = annotation.get(Name.StructParent)
        element = None if link is None else parents.use(int(link), number)
        if link is not None and (element is None or not _hangs_in(element, part)):
            yield Finding("ST-LINKS", "A link leads back to another part of the structure.", number)


def _hangs_in(element: Object, part: Object) -> bool:
    for _ in range(_DEEPEST):
        if element.objgen == part.objgen:
            return True
        if Name.P not in element:
            return False
        element = element.P
    return False
