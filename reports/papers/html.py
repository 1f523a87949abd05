"""From contents to HTML: the same body for the reading view and for the printed page."""

import re

from django.template.loader import render_to_string

from reports.domain.agenda import paragraphs_text
from reports.papers.contents import ItemContents

FILE_LINK = re.compile(r'<p class="file-link">.*?</p>', re.DOTALL)
HEADING = re.compile(r"<(/?)h([1-5])\b")


def item_body(item: ItemContents) -> str:
    """Turn an item's contents into the HTML that both the reading view and the PDF show."""
    return render_to_string("reports/papers/item.html", {"item": item, "paragraphs": exempt_words(item)})


def exempt_words(item: ItemContents) -> str:
    """Say the paragraphs that make an item exempt: paragraph 3; paragraphs 3 and 4."""
    count = len(item.exempt_paragraphs)
    word = "paragraph" if count == 1 else "paragraphs"
    return f"{word} {paragraphs_text(item.exempt_paragraphs)}" if count else ""


def printed(body: str, *, title: str, kind: str) -> str:
    """Put a body into the frame of a printed document, with its title for readers and bookmarks."""
    return render_to_string("reports/papers/print.html", {"body": body, "title": title, "kind": kind})


def below_a_heading(body: str) -> str:
    """Lower every heading by one level, for a page on which the paper stands under a heading of its own."""
    return HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", body)


def with_file_links(body: str, address: str) -> str:
    """Put the address under which files are served before the id of each file that a body links to."""
    return body.replace('href="paper-file:', f'href="{address}')


def without_file_links(body: str) -> str:
    """Leave out the links to files, for a paper that is not issued and so has none that are served."""
    return FILE_LINK.sub("", body)
