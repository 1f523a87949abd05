"""How many deliberate faults the validator finds, our own check finds, and both together."""

import io

import pytest
from page import ValidationProfile, validate_pdf_bytes
from pikepdf import ObjectStreamMode

from childservices.pdf import check_pdf
from childservices.pdf.checks import structural_findings
from tests.benchmarks.telling import at_least, tell
from tests.unit.childservices.pdf.faults import FAULTS, OF_THE_DESIGN, Change
from tests.unit.childservices.pdf.samples import EVERYTHING, FIGURES, item, open_pdf, pack_of, prose

pytestmark = [pytest.mark.timing, pytest.mark.filterwarnings("ignore:.*form widget.*")]


@pytest.fixture(scope="module")
def pack() -> bytes:
    """A pack without faults, of everything that faults are made in."""
    items = [item("strategy", "5", "Strategy", EVERYTHING), item("plan", "7", "Plan", prose(8) + EVERYTHING)]
    return pack_of(items, attachments=[FIGURES], claims_pdfua=True, watermark="Draft").pdf


def found_by(pack: bytes, change: Change) -> dict[str, bool]:
    """Make a fault and say who finds it."""
    with open_pdf(pack) as pdf:
        change(pdf)
        saved = io.BytesIO()
        pdf.save(saved, object_stream_mode=ObjectStreamMode.generate)
    data = saved.getvalue()
    with open_pdf(data) as pdf:
        own = structural_findings(pdf)
    return {
        "the validator": bool(validate_pdf_bytes(data, profile=ValidationProfile.PDF_UA_1).failures),
        "our own check": bool(own),
        "both together": bool(check_pdf(data).findings),
    }


def test_who_finds_the_faults(pack: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    for which, changes in (
        ("33 of the design", OF_THE_DESIGN),
        (f"all {len(FAULTS)} of ours", {name: change for name, (_, change) in FAULTS.items()}),
    ):
        found = {name: found_by(pack, change) for name, change in changes.items()}
        for judge in ("the validator", "our own check", "both together"):
            count = sum(by[judge] for by in found.values())
            target = len(changes) - (changes is OF_THE_DESIGN)
            told = at_least(count, target) if judge == "both together" else str(count)
            tell(capsys, f"of the faults, {which}: {judge} {told}")
        assert [name for name, by in found.items() if not by["both together"]] in ([], ["a script"])
