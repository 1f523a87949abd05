"""Text as a tree: read from clean HTML, written back as the same HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset(
    {"br", "hr", "img", "input", "col", "wbr", "area", "embed", "source", "track", "link", "meta"}
)
ON_OWN_LINE = frozenset({"li", "tr", "caption", "thead", "tbody", "tfoot"})
LINE_PER_CHILD = frozenset({"ul", "ol", "table", "thead", "tbody", "tfoot", "blockquote"})
DEEPEST_READ = 100


@dataclass(slots=True)
class Element:
    """One element of a text, with its attributes in the order in which they are written."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)


Node = Element | str


class _Reader(HTMLParser):
    """Builds a tree from HTML whose elements are all closed; what lies too deep joins the element around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = self.open[-1]
        if len(self.open) > DEEPEST_READ and tag not in VOID:
            self.open.append(around)
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        around.children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        children = self.open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)


def read_html(html: str) -> Element:
    """Read clean HTML into a tree; the root has no tag and holds the blocks. Elements deeper than 100 dissolve."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def write_html(blocks: Sequence[Node]) -> str:
    """Write blocks as HTML, each on its own line, so that the text can be edited in a plain text box."""
    return "\n".join(_write(block) for block in blocks)


def text_of(node: Node) -> str:
    """The words of a node, with a line end for each line break."""
    if isinstance(node, str):
        return node
    return "\n" if node.tag == "br" else "".join(text_of(child) for child in node.children)


def elements(node: Element) -> Iterator[Element]:
    """Every element below one, in the order of the text."""
    for child in node.children:
        if isinstance(child, Element):
            yield child
            yield from elements(child)


def _write(node: Node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False).replace("\xa0", "&nbsp;")
    attributes = "".join(f' {name}="{_attribute(value)}"' for name, value in node.attributes.items())
    if node.tag in VOID:
        return f"<{node.tag}{attributes}>"
    inner = "".join(_line_before(node, child) + _write(child) for child in node.children)
    end = "\n" if node.tag in LINE_PER_CHILD else ""
    return f"<{node.tag}{attributes}>{inner}{end}</{node.tag}>"


def _attribute(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;").replace("\xa0", "&nbsp;")


def _line_before(parent: Element, child: Node) -> str:
    if isinstance(child, str):
        return ""
    nested_list = parent.tag == "li" and child.tag in {"ul", "ol"}
    return "\n" if nested_list or child.tag in ON_OWN_LINE or parent.tag == "blockquote" else ""
