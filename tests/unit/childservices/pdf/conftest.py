"""One agenda as its two audiences get it: open items, an exempt one, and the packs made of them."""

import pytest

from childservices.pdf import AssembledPack, Attachment, PackItem
from tests.unit.childservices.pdf.samples import (
    EVERYTHING,
    FIGURES,
    SECRET,
    item,
    monitoring_table,
    pack_of,
    prose,
)


@pytest.fixture(scope="session")
def open_items() -> list[PackItem]:
    return [
        item("minutes", "4", "Minutes of the previous meeting", prose(3)),
        item("strategy", "5", "Parenting Strategy", EVERYTHING),
        item("indicators", "8", "Performance Indicators", prose(14) + monitoring_table(30)),
    ]


@pytest.fixture(scope="session")
def exempt_item() -> PackItem:
    body = (
        f"<h2 id='{SECRET}-anchor'>{SECRET} and its price</h2><p>{SECRET} Limited offers £1,819,926.00.</p>"
        + prose(9)
    )
    return item("exempt-tender", "9", f"Tender of {SECRET}", body, part="exempt")


@pytest.fixture(scope="session")
def public(open_items: list[PackItem]) -> AssembledPack:
    return pack_of(open_items, attachments=[FIGURES], front_pages_at_least=2)


@pytest.fixture(scope="session")
def members(open_items: list[PackItem], exempt_item: PackItem) -> AssembledPack:
    attachments = [
        FIGURES,
        Attachment(f"{SECRET}.csv", b"price\n1819926\n", "text/csv", f"Prices of {SECRET}"),
    ]
    return pack_of(
        [*open_items, exempt_item], attachments=attachments, front_pages_at_least=2, watermark="Draft"
    )
