"""What a pack says of itself: title, author, day, language, and whether it claims to be PDF/UA."""

from dataclasses import dataclass
from datetime import date
from html import escape

from pikepdf import Array, Dictionary, Name, Pdf, String

PRODUCER = "Childservices"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{claim}<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{on}T00:00:00Z</xmp:CreateDate><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_CLAIM = "<pdfuaid:part>1</pdfuaid:part>\n"


@dataclass(frozen=True)
class Description:
    """Title, author and subject of a pack, its day and its language."""

    title: str
    author: str
    subject: str
    on: date
    language: str = "en-GB"


def describe(pdf: Pdf, description: Description, *, claims_pdfua: bool) -> None:
    """Will write the description in both places where readers look, and show the title instead of the file's name.

    `claims_pdfua` adds the PDF/UA-1 identifier: to be true only when every part of the pack passed its check.
    """
    pdf.Root.Lang = String(description.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    day = String(f"D:{description.on:%Y%m%d}000000Z")
    for name, text in (
        (Name.Title, description.title),
        (Name.Author, description.author),
        (Name.Subject, description.subject),
        (Name.Producer, PRODUCER),
    ):
        pdf.docinfo[name] = String(text)
    pdf.docinfo[Name.CreationDate] = pdf.docinfo[Name.ModDate] = day
    xmp = _XMP.format(
        claim=_CLAIM if claims_pdfua else "",
        title=_xml(description.title),
        author=_xml(description.author),
        subject=_xml(description.subject),
        language=_xml(description.language),
        on=description.on.isoformat(),
        producer=PRODUCER,
    )
    stream = pdf.make_stream(xmp.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream


def label_pages(pdf: Pdf, first_page: int = 1) -> None:
    """Will make readers call each page by the number that is stamped on it."""
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first_page)]))


def _xml(text: str) -> str:
    """Control characters, which come along in text pasted from Word, may not stand in XML at all."""
    return escape("".join(character for character in text if character.isprintable()), quote=False)
