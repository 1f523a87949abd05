"""What the document says of itself: title, language, that it is tagged, that nothing locks readers out."""

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from childservices.pdf.findings import Finding
from childservices.pdf.trees import read_name_tree

_TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>\s*[^<\s]", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def check_catalog(pdf: Pdf) -> Iterator[Finding]:
    """Will check what stands in the catalogue and in the metadata."""
    yield from _metadata(pdf.Root)
    yield from _reading(pdf.Root)
    yield from _layers(pdf.Root)
    yield from _files(pdf.Root)
    if pdf.is_encrypted and not pdf.allow.accessibility:
        yield Finding("26-002", "The document is locked against screen readers.")
    if Name.XFA in pdf.Root.get(Name.AcroForm, Dictionary()):
        yield Finding("25-001", "The document holds a form of a kind that screen readers cannot read.")


def is_language(text: str) -> bool:
    """Will say whether a text has the shape of a language tag, such as en-GB."""
    return _LANGUAGE.fullmatch(text) is not None


def _metadata(catalog: Object) -> Iterator[Finding]:
    stream = catalog.get(Name.Metadata)
    if not isinstance(stream, Stream):
        yield Finding("06-001", "The document carries no metadata.")
        return
    text = stream.read_bytes().decode("utf-8", "replace")
    if "pdfuaid:part" not in text:
        yield Finding("06-002", "The document does not claim to be PDF/UA.")
    if not _TITLE.search(text):
        yield Finding("06-003", "The document has no title.")


def _reading(catalog: Object) -> Iterator[Finding]:
    if not catalog.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle, False):
        yield Finding("07-001", "Readers are not told to show the title.")
    marks = catalog.get(Name.MarkInfo, Dictionary())
    if not marks.get(Name.Marked, False):
        yield Finding("ST-MARKED", "The document is not marked as tagged.")
    if marks.get(Name.Suspects, False):
        yield Finding("01-007", "The document says itself that its structure is suspect.")
    if not is_language(str(catalog.get(Name.Lang, ""))):
        yield Finding("11-006", "The document does not say which language it is in.")


def _layers(catalog: Object) -> Iterator[Finding]:
    layers = catalog.get(Name.OCProperties)
    if layers is None:
        return
    for configuration in [layers.get(Name.D), *layers.get(Name.Configs, Array())]:
        if configuration is None:
            continue
        if not str(configuration.get(Name.Name, "")):
            yield Finding("20-001", "The document has layers without a name.")
        if Name.AS in configuration:
            yield Finding("20-003", "The document has layers that show or hide themselves.")


def _files(catalog: Object) -> Iterator[Finding]:
    names = catalog.get(Name.Names, Dictionary())
    if Name.EmbeddedFiles not in names:
        return
    for _, specification in read_name_tree(names.EmbeddedFiles):
        if Name.F not in specification or Name.UF not in specification:
            yield Finding("21-001", "An attached file has no name.")
