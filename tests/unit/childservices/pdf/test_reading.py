"""Whether somebody's bytes are a PDF that can be opened."""

import io

import pytest
from pikepdf import Encryption, Pdf

from childservices.pdf import is_readable_pdf
from tests.unit.childservices.pdf.samples import rendered


def empty(**options: object) -> bytes:
    target = io.BytesIO()
    Pdf.new().save(target, **options)  # type: ignore[arg-type]
    return target.getvalue()


def test_a_paper_can_be_read() -> None:
    assert is_readable_pdf(rendered("<p>x</p>").pdf)


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7 is what it says", empty(), empty(encryption=Encryption(user="x", owner="y"))],
    ids=["nothing", "a name alone", "no page", "locked"],
)
def test_what_cannot_be_read_is_no_pdf_for_us(data: bytes) -> None:
    assert not is_readable_pdf(data)
