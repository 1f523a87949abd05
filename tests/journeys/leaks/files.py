"""Files for planting: a PDF that an officer may upload, with a word in its page and in its properties."""

from io import BytesIO

import pikepdf


def pdf_that_says(word: str) -> bytes:
    """A PDF of one page that says a word, in its text, its title and the name of its bookmark."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        page = pdf.pages[0]
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 10 100 Td ({word}) Tj ET".encode())
        pdf.docinfo["/Title"] = word
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(word, 0))
        pdf.save(out, compress_streams=True)
    return out.getvalue()
