"""PDFs and pictures as people upload them, harmless and hostile, made by code."""

import io
import random
import struct
from collections.abc import Callable
from typing import Any
from zlib import compress, crc32

from pikepdf import Array, Dictionary, Encryption, Name, Object, Pdf, Permissions, String
from PIL import Image

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
    """The bytes of a PDF, the same every time unless they are encrypted."""
    out = io.BytesIO()
    pdf.save(out, deterministic_id=not options, **options)
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
    page.MediaBox, page.Rotate, page.UserUnit = Array([50, 200, 350, 1000]), 90, 2


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


def sign(pdf: Pdf) -> None:
    """Say that it is signed."""
    pdf.Root.AcroForm = Dictionary(Fields=Array(), SigFlags=3)


def mark(pdf: Pdf) -> None:
    """Mark what stands on the first page as a link, as programs do for screen readers."""
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), Border=Array([0, 0, 0]))
    link.A = Dictionary(S=Name.URI, URI=String("https://example.org"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    pdf.pages[0].contents_add(b"/Link <</MCID 0>> BDC", prepend=True)
    pdf.pages[0].contents_add(b"EMC")


def fold(pdf: Pdf) -> None:
    """Make it the cover of a folder of files."""
    pdf.Root.Collection = Dictionary(Type=Name.Collection)


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


def picture_claiming(width: int, height: int) -> bytes:
    """A picture that says that it is larger than it is."""
    data = bytearray(picture("PNG"))
    head = b"IHDR" + struct.pack(">II", width, height) + bytes(data[24:29])
    data[12:33] = head + struct.pack(">I", crc32(head))
    return bytes(data)


SVG_BOMB = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><defs><g id="a0"><path/></g>'
    + b"".join(b'<g id="a%d">%s</g>' % (n, b'<use xlink:href="#a%d"/>' % (n - 1) * 9) for n in range(1, 9))
    + b'</defs><use xlink:href="#a8"/></svg>'
)
