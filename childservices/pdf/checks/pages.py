"""Page by page: all that is drawn is either tagged or an artifact, and page and tree agree on who owns what."""

from collections.abc import Iterator
from typing import Literal

from pikepdf import Array, Name, Object, Page, Pdf, PdfError, parse_content_stream

from childservices.pdf.checks.structure import StructureWalk
from childservices.pdf.findings import Finding
from childservices.pdf.trees import read_number_tree

_PAINT = frozenset(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"']) | {
    "INLINE IMAGE"
}
_READ = "BDC BMC EMC BI " + " ".join(sorted(_PAINT - {"INLINE IMAGE"}))
_Mark = Literal["tagged", "artifact", "neither"]


class ParentTree:
    """The way back from content to structure, and which of its entries something uses."""

    def __init__(self, root: Object) -> None:
        self._entries: dict[int, Object] = {}
        self._repeated: list[int] = []
        self._used: set[int] = set()
        for key, value in read_number_tree(root.ParentTree) if Name.ParentTree in root else ():
            if key in self._entries:
                self._repeated.append(key)
            self._entries[key] = value
        self._reused: list[tuple[int, int]] = []

    def use(self, key: int, page: int) -> Object | None:
        """Will give the entry of a page or an annotation, of which each must have its own."""
        if key in self._used:
            self._reused.append((key, page))
        self._used.add(key)
        return self._entries.get(key)

    def findings(self) -> Iterator[Finding]:
        """Will say which entries are there twice, used twice or not at all, when all pages have been checked."""
        for key in self._repeated:
            yield Finding("ST-PARENTS", f"Entry {key} of the way back into the structure is there twice.")
        for key, page in self._reused:
            yield Finding(
                "ST-KEYS", f"Two pages or links share entry {key} of the way back into the structure.", page
            )
        unused = len(self._entries.keys() - self._used)
        if unused:
            yield Finding(
                "ST-PARENTS", f"{unused} entries of the way back into the structure lead from nowhere."
            )


def check_pages(pdf: Pdf, walk: StructureWalk, parents: ParentTree) -> Iterator[Finding]:
    """Will read every page's content and compare it with the tree, both ways."""
    expected: dict[int, set[int]] = {}
    for page_index, number in walk.owners:
        expected.setdefault(page_index, set()).add(number)
    for index, page in enumerate(pdf.pages):
        key = page.obj.get(Name.StructParents)
        entry = None if key is None else parents.use(int(key), index + 1)
        reading = _PageReading(page, index + 1)
        yield from reading.run()
        yield from _disagreements(reading, walk, entry, index)
        lost = expected.get(index, set()) - reading.numbers
        if lost:
            yield Finding(
                "ST-CONTENT", f"The structure owns {len(lost)} pieces that the page does not hold.", index + 1
            )


def _disagreements(
    reading: "_PageReading", walk: StructureWalk, entry: Object | None, index: int
) -> Iterator[Finding]:
    owners = list(entry) if isinstance(entry, Array) else []
    for number in sorted(reading.numbers):
        owner = walk.owners.get((index, number))
        if owner is None:
            yield Finding("01-005", f"Piece {number} of the page is in no structure element.", index + 1)
        elif number >= len(owners) or getattr(owners[number], "objgen", None) != owner:
            yield Finding(
                "ST-PARENTS", f"Piece {number} of the page leads back to another element.", index + 1
            )


class _PageReading:
    """Reads one content stream: which numbers it holds, and whether anything is drawn outside of all marks."""

    def __init__(self, page: Page, number: int) -> None:
        self.numbers: set[int] = set()
        self._page = page
        self._number = number
        self._marks: list[_Mark] = []
        self._findings: list[Finding] = []

    def run(self) -> list[Finding]:
        """Will read the page and give what is wrong in its stream."""
        try:
            instructions = parse_content_stream(self._page, _READ)
        except PdfError:
            return [Finding("ST-STREAM", "The page cannot be read.", self._number)]
        for instruction in instructions:
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                self._begin(instruction.operands)  # type: ignore[arg-type, unused-ignore]
            elif operator == "EMC":
                self._end()
            elif operator in _PAINT and not {"tagged", "artifact"} & set(self._marks):
                self._add("01-005", "Something is drawn that is neither text of the paper nor decoration.")
        return self._findings

    def _begin(self, operands: list[Object]) -> None:
        number = self._marked_number(operands)
        is_artifact = operands[0] == Name.Artifact
        if is_artifact and "tagged" in self._marks:
            self._add("01-003", "Decoration stands inside text.")
        if number is not None and "artifact" in self._marks:
            self._add("01-004", "Text stands inside decoration.")
        if number is not None:
            if number in self.numbers:
                self._add("ST-CONTENT", f"Piece {number} is on the page twice.")
            self.numbers.add(number)
        self._marks.append("artifact" if is_artifact else "neither" if number is None else "tagged")

    def _end(self) -> None:
        if self._marks:
            self._marks.pop()
        else:
            self._add("ST-STREAM", "The page ends a mark that it did not begin.")

    def _marked_number(self, operands: list[Object]) -> int | None:
        if len(operands) < 2:
            return None
        properties = operands[1]
        if isinstance(properties, Name):
            properties = self._page.resources.Properties[properties]
        number = properties.get(Name.MCID)
        return None if number is None else int(number)

    def _add(self, rule: str, message: str) -> None:
        finding = Finding(rule, message, self._number)
        if finding not in self._findings:
            self._findings.append(finding)
