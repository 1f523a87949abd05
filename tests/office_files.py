"""Word documents and spreadsheets as people upload them, harmless and hostile, made by code."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
WRITTEN_AT = (2009, 11, 18, 10, 30, 0)  # the same bytes on every day


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name, date_time=WRITTEN_AT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(text: str, *, style: str = "") -> str:
    """A paragraph in Word's own language."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def picture_in_word(description: str, relation: str = "rId1") -> str:
    """A paragraph that is a picture."""
    told = f" descr={quoteattr(description)}" if description else ""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"{told}/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def table_in_word(*rows: str) -> str:
    """A table from rows of cells."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word(
    *body: str, others: Mapping[str, bytes | str] | None = None, pictures: tuple[bytes, ...] = ()
) -> bytes:
    """A Word document."""
    spaces = (
        f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:r="{RELATIONS}" '
        f'xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:a="{OFFICE}/drawingml/2006/main" '
        f'xmlns:pic="{OFFICE}/drawingml/2006/picture"'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in (1, 2)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/image" Target="media/image{n}.png"/>'
        for n in range(1, len(pictures) + 1)
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{OFFICE}/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/></Types>'
        ),
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"{HEAD}<w:document {spaces}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"{HEAD}<w:styles {spaces}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="{OFFICE}/package/2006/relationships">{related}</Relationships>'
        ),
    }
    parts |= {f"word/media/image{n}.png": data for n, data in enumerate(pictures, start=1)}
    return archive(parts | dict(others or {}))


Cell = str | int | float | date | None


def workbook(sheets: Mapping[str, list[list[Cell]]], *, hidden: frozenset[str] = frozenset()) -> bytes:
    """A spreadsheet; a cell that begins with = is a formula with the value 42."""
    states = dict.fromkeys(hidden, ' state="hidden"')
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"{states.get(name, "")}/>'
        for n, name in enumerate(sheets, start=1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    main = f'xmlns="{OFFICE}/spreadsheetml/2006/main" xmlns:r="{RELATIONS}"'
    relationships = f'xmlns="{OFFICE}/package/2006/relationships"'
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": (
            f'{HEAD}<Relationships {relationships}><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": f"{HEAD}<workbook {main}><sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": (
            f'{HEAD}<Relationships {relationships}>{related}<Relationship Id="rIdS" Type="{RELATIONS}/styles" '
            'Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": (
            f'{HEAD}<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
        ),
    }
    for number, rows in enumerate(sheets.values(), start=1):
        written = "".join(f"<row>{''.join(_cell(cell) for cell in row)}</row>" for row in rows)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"{HEAD}<worksheet {main}><sheetData>{written}</sheetData></worksheet>"
        )
    return archive(parts)


def _cell(value: Cell) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, str) and value.startswith("="):
        return f"<c><f>{escape(value[1:])}</f><v>42</v></c>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def with_parts(office: bytes, parts: Mapping[str, str]) -> bytes:
    """An office file with other parts, or further ones."""
    with zipfile.ZipFile(io.BytesIO(office)) as packed:
        kept: dict[str, bytes | str] = {name: packed.read(name) for name in packed.namelist()}
    return archive(kept | dict(parts))


def _sheet(rows: str) -> bytes:
    written = f'<worksheet xmlns="{OFFICE}/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return with_parts(workbook({"A": []}), {"xl/worksheets/sheet1.xml": written})


def with_hidden_row() -> bytes:
    """A spreadsheet with a row that does not show."""
    return _sheet('<row r="1" hidden="1"><c r="A1"><v>9417</v></c></row>')


def with_far_cell() -> bytes:
    """A spreadsheet of two cells, from one corner of the largest sheet to the other."""
    return _sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def claiming_four_gigabytes() -> bytes:
    """A Word document whose directory says that one of its parts is 4 GB large."""
    data = bytearray(word(paragraph("x"), others={"word/media/huge.bin": b"0" * 100}))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/huge.bin"))
    assert entries[-1].filename == "word/media/huge.bin"
    data[place + 24 : place + 28] = (0xFFFFFFFE).to_bytes(4, "little")
    return bytes(data)


OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
