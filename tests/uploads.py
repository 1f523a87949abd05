"""Files as people upload them, harmless and hostile, made by code."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import escape
from zlib import compress

from pikepdf import Array, Dictionary, Encryption, Name, Object, Pdf, Permissions, String
from PIL import Image

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"


# PDFs -----------------------------------------------------------------------------------------------------------


def new_pdf(*words: str, size: tuple[float, float] = (595, 842)) -> Pdf:
    """A PDF with a page for each word, which stands on it in a font that is not embedded."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for word in words:
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(b"BT /F1 24 Tf 72 700 Td (%s) Tj ET" % word.encode())
    return pdf


def saved(pdf: Pdf, **options: Any) -> bytes:
    """The bytes of a PDF."""
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def plain_pdf(*words: str) -> bytes:
    """A harmless PDF that says a word on each page."""
    return saved(new_pdf(*(words or ("Marigold",))))


def pdf_with(change: Callable[[Pdf], object], *words: str) -> bytes:
    """A PDF after something was done to it."""
    pdf = new_pdf(*(words or ("Marigold",)))
    change(pdf)
    return saved(pdf)


def add_scripts(pdf: Pdf) -> None:
    """Put a script behind its opening, and a program behind a link."""
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert('zq')"))
    pdf.Root.OpenAction = pdf.make_indirect(action)
    launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def add_comment(pdf: Pdf) -> None:
    """Put a remark onto the first page, and a text that is drawn."""
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FreeText,
        Rect=Array([72, 500, 400, 560]),
        F=4,
        Contents=String("Nasturtium"),
        DA=String("/Helv 12 Tf 0 g"),
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def add_file(pdf: Pdf) -> None:
    """Put a file inside it."""
    pdf.attachments["bids.txt"] = b"Nasturtium"


def add_form(pdf: Pdf) -> None:
    """Put a filled-in field onto the first page, without a picture of its value, and an XFA form."""
    font = pdf.pages[0].obj.Resources.Font.F1
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String("Snapdragon"),
            F=4,
            Rect=Array([72, 600, 372, 630]),
            DA=String("/F1 12 Tf 0 g"),
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]),
        NeedAppearances=True,
        DR=Dictionary(Font=Dictionary(F1=font)),
        XFA=pdf.make_stream(b"<xdp/>"),
    )


def add_layer(pdf: Pdf) -> None:
    """Put a word onto the first page that stands on a hidden layer."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Remarks")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    page = pdf.pages[0]
    page.obj.Resources.Properties = Dictionary(L1=layer)
    page.contents_add(b"/OC /L1 BDC BT /F1 24 Tf 72 400 Td (Nasturtium) Tj ET EMC")


def add_redaction(pdf: Pdf) -> None:
    """Mark a part to be redacted, without doing it."""
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=Array([72, 690, 300, 730]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark)])


def crop(pdf: Pdf) -> None:
    """Crop a page, so that a word at its foot does not show any more."""
    pdf.pages[0].contents_add(b"BT /F1 24 Tf 72 100 Td (Nasturtium) Tj ET")
    pdf.pages[0].obj.CropBox = Array([0, 421, 595, 842])


def turn_and_shift(pdf: Pdf) -> None:
    """Turn the first page, count its paper from elsewhere, and in other units."""
    page = pdf.pages[0].obj
    page.MediaBox, page.Rotate, page.UserUnit = Array([100, 200, 400, 1000]), 90, 2


def leave_open(pdf: Pdf) -> None:
    """Save the state of drawing once too often and restore it far too often."""
    pdf.pages[0].contents_add(b"q q q 1 0 0 1 9 9 cm", prepend=True)
    pdf.pages[0].contents_add(b"Q Q Q Q Q Q Q Q")


def put_in_circle(pdf: Pdf) -> None:
    """Make the page tree its own child."""
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def bomb_content(pdf: Pdf) -> None:
    """Let a page unpack to far more than it takes."""
    packed = pdf.make_stream(b"")
    packed.write(compress(b"0 0 m 9 9 l S\n" * 6_000_000), filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = packed


def bomb_forms(pdf: Pdf) -> None:
    """Draw a form that draws a form ten times, nine deep."""
    inner: Object = pdf.pages[0].obj.Contents
    inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    for _ in range(9):
        outer = pdf.make_stream(b"/X Do " * 10)
        outer.Type, outer.Subtype, outer.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        outer.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = outer
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=inner))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def break_font(pdf: Pdf) -> None:
    """Embed a font that is not one."""
    font = pdf.pages[0].obj.Resources.Font.F1
    font.BaseFont = Name("/Broken")
    font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/Broken"), Flags=32)
    font.FontDescriptor.FontFile2 = pdf.make_stream(b"this is no font" * 99)


def encrypted_pdf(*, user: str = "", owner: str = "owner") -> bytes:
    """A PDF that asks for a password to be opened, or only to be changed."""
    return saved(
        new_pdf("Marigold"), encryption=Encryption(owner=owner, user=user, allow=Permissions(extract=False))
    )


def scan(pages: int) -> bytes:
    """Pages that are pictures."""
    pdf = Pdf.new()
    picture = pdf.make_stream(png_pixels(40, 56))
    picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 40, 56
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
        page.obj.Contents = pdf.make_stream(b"595 0 0 842 0 0 cm /P Do")
    return saved(pdf)


# Pictures -------------------------------------------------------------------------------------------------------


def png_pixels(width: int, height: int) -> bytes:
    """The bare bytes of a colourful picture."""
    return random.Random(1).randbytes(width * height * 3)


def picture(
    kind: str = "PNG", *, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: Any
) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def turned_photo() -> bytes:
    """A JPEG that lies on its side and tells where and when it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Nasturtium"
    exif.get_ifd(0x8825)[2] = (53.0, 25.0, 0.0)
    return picture("JPEG", size=(40, 20), exif=exif)


# Office files ---------------------------------------------------------------------------------------------------


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def paragraph(text: str, *, style: str = "") -> str:
    """A paragraph in Word's own language."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def picture_in_word(description: str, relation: str = "rId1") -> str:
    """A paragraph that is a picture."""
    told = f' descr="{escape(description)}"' if description else ""
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


def claiming_four_gigabytes() -> bytes:
    """A Word document whose directory says that one of its parts is 4 GB large."""
    data = bytearray(word(paragraph("x"), others={"word/media/huge.bin": b"0" * 100}))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/huge.bin"))
    assert entries[-1].filename == "word/media/huge.bin"
    data[place + 24 : place + 28] = (0xFFFFFFFE).to_bytes(4, "little")
    return bytes(data)


SVG_BOMB = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><defs><g id="a0"><path/></g>'
    + b"".join(b'<g id="a%d">%s</g>' % (n, b'<use xlink:href="#a%d"/>' % (n - 1) * 9) for n in range(1, 9))
    + b'</defs><use xlink:href="#a8"/></svg>'
)
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
