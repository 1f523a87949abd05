"""The two judges: what they pass, and deliberate faults that they must find."""

import io
from typing import Any

import pytest
from page import SafetyLimits
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf, Permissions, String

from childservices.pdf import Attachment, Finding, Verdict, check_pdf, verdict
from childservices.pdf.checks import structural_findings
from tests.unit.childservices.pdf.faults import FAULTS, OF_THE_DESIGN, first, with_layer
from tests.unit.childservices.pdf.samples import (
    EVERYTHING,
    elements,
    item,
    open_pdf,
    pack_of,
    prose,
    rendered,
)


@pytest.fixture(scope="module")
def pack() -> bytes:
    items = [
        item("strategy", "5", "Parenting Strategy", EVERYTHING),
        item("plan", "7", "Plan", prose(8) + EVERYTHING),
    ]
    attachments = [Attachment("figures.csv", b"a,b\n", "text/csv", "Figures")]
    return pack_of(items, attachments=attachments, claims_pdfua=True, watermark="Draft").pdf


def saved(pdf: Pdf, **options: Any) -> bytes:
    target = io.BytesIO()
    pdf.save(target, object_stream_mode=ObjectStreamMode.generate, **options)
    return target.getvalue()


@pytest.mark.filterwarnings("ignore:.*form widget.*")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_deliberate_fault_is_found(pack: bytes, fault: str) -> None:
    rule, change = FAULTS[fault]
    with open_pdf(pack) as pdf:
        change(pdf)
        faulty = saved(pdf)

    judged = check_pdf(faulty)

    assert rule in {finding.rule for finding in judged.findings}
    assert not judged.pdfua1


def test_a_validator_that_gives_up_is_no_consent(pack: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdict, "_LIMITS", SafetyLimits(max_object_count=1))

    assert {finding.rule for finding in check_pdf(pack).findings} == {"00-VALIDATOR"}


def test_a_pack_without_faults_passes(pack: bytes) -> None:
    assert check_pdf(pack) == Verdict(pdfua1=True, findings=())


def test_all_the_faults_of_the_design_but_a_script_are_tried_above(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        OF_THE_DESIGN["a script"](pdf)
        with_a_script = saved(pdf)

    assert check_pdf(with_a_script).findings == ()
    assert (len(OF_THE_DESIGN), OF_THE_DESIGN.keys() - FAULTS.keys()) == (33, {"a script"})


def test_what_is_hidden_or_a_popup_needs_no_place_in_the_structure(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        for entries in ({"Subtype": Name.Popup}, {"Subtype": Name.Text, "F": 2}):
            note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries))
            pdf.pages[0].Annots.append(note)

        assert structural_findings(pdf) == []


def test_content_of_a_drawing_is_left_to_the_drawing(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        drawing = pdf.make_stream(b"")
        first(pdf, "P").K.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[2].obj, Stm=drawing, MCID=0))

        assert structural_findings(pdf) == []


def test_a_layer_that_has_a_name_is_no_fault(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        with_layer(Name=String("Notes"))(pdf)

        assert structural_findings(pdf) == []


def test_a_finding_names_its_page(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        without_alternative = first(pdf, "Figure", 1)
        del without_alternative[Name.Alt]
        page = next(
            n for n, page in enumerate(pdf.pages, start=1) if page.obj.objgen == without_alternative.Pg.objgen
        )
        faulty = saved(pdf)

    findings = {finding for finding in check_pdf(faulty).findings if not finding.rule.startswith("PDFUA1")}

    assert findings == {Finding("13-004", "A picture has no alternative text.", page)}


def test_both_judges_are_asked(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        figure = first(pdf, "Figure")
        del figure[Name.Alt]
        faulty = saved(pdf)
        own = {finding.rule for finding in structural_findings(pdf)}

    rules = {finding.rule for finding in check_pdf(faulty).findings}

    assert own == {"13-004"}
    assert {rule for rule in rules if rule.startswith("PDFUA1")} != set()


def test_a_character_without_a_shape_is_named_in_plain_words() -> None:
    assert check_pdf(rendered("<p>北京</p>").pdf).findings == (
        Finding(
            "PDFUA1-NOTDEF-GLYPH-001", "A character has no shape in the council's fonts and prints as a box."
        ),
    )


def test_a_fault_on_every_page_does_not_bury_the_others(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        cells = elements(pdf, "TD")
        for cell in cells:
            cell.Lang = String("in English")
        faulty = saved(pdf)

    found = [finding for finding in check_pdf(faulty).findings if finding.rule == "11-001"]

    assert len(cells) > 40
    assert (len(found), found[-1].message) == (20, f"And {len(cells) - 19} more of the same rule.")


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    assert check_pdf(data).findings == (Finding("00-PDF", "This is not a PDF, or a damaged one."),)


def test_a_document_that_asks_for_a_password_is_not_judged(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        locked = saved(pdf, encryption=Encryption(user="x", owner="y"))

    assert check_pdf(locked).findings == (Finding("26-001", "The document asks for a password."),)


def test_a_document_locked_against_screen_readers_is_found(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        allow = Permissions(accessibility=False)
        locked = saved(pdf, encryption=Encryption(owner="y", R=3, aes=False, metadata=False, allow=allow))

    assert "26-002" in {finding.rule for finding in check_pdf(locked).findings}


def test_a_structure_of_nonsense_is_judged_and_not_stumbled_over(pack: bytes) -> None:
    with open_pdf(pack) as pdf:
        pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([String("first"), Array()]))
        nonsense = saved(pdf)

    assert "00-STRUCTURE" in {finding.rule for finding in check_pdf(nonsense).findings}
