"""The figures behind the tables of papers, as files."""

import csv
import io
from collections.abc import Iterable, Sequence

from childservices import pdf
from childservices.exports import csv_cell
from reports.choices import Classification
from reports.papers.contents import ItemContents, TableContents


def table_csv(table: TableContents) -> bytes:
    """Write a table as CSV in UTF-8, cells that a spreadsheet would run as a formula made harmless."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([csv_cell(cell) for cell in table.csv_header])
    writer.writerows([csv_cell(cell) for cell in row] for row in table.csv_rows)
    return out.getvalue().encode()


def attached_tables(items: Iterable[ItemContents]) -> Sequence[pdf.Attachment]:
    """Give each table of some items as a file to put into their pack, under a name that sorts as the agenda runs.

    The name begins with the item's number, such as item-05-arrivals.csv, and is its own.
    """
    files: dict[str, pdf.Attachment] = {}
    for item in items:
        for table in item.tables:
            name = _free_name(f"{_beginning(item)}-{table.key}", files)
            files[name] = pdf.Attachment(name, table_csv(table), "text/csv", table.caption)
    return list(files.values())


def _beginning(item: ItemContents) -> str:
    number = f"{item.number or item.position:0>2}"
    return f"item-{number}-exempt" if item.part == Classification.EXEMPT else f"item-{number}"


def _free_name(beginning: str, taken: Iterable[str]) -> str:
    name, count = f"{beginning}.csv", 1
    while name in taken:
        count += 1
        name = f"{beginning}-{count}.csv"
    return name
