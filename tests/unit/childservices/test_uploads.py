"""Uploaded files: told by their structure, made harmless in a child process, refused with a sentence."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from childservices.pdf import PaperError, UploadRefused
from childservices.pdf.confined import Confined, Limits
from childservices.pdf.errors import TookTooLong
from childservices.storage import LARGEST_UPLOAD, BoundedUploads
from childservices.uploads import CleanedFile, UploadKind, clean_upload
from childservices.uploads.cleaning import clean_in_child
from childservices.uploads.kinds import kind_of
from childservices.uploads.spreadsheets import read_spreadsheet
from childservices.uploads.word import read_word
from tests import office_files, uploads
from tests.office_files import paragraph, picture_in_word, table_in_word, word, workbook
from tests.uploads import picture

LEFT_OUT = "Headers, footers and page numbers of the Word document are left out: the pack has its own."
NOT_DESCRIBED = (
    "The Word document has 1 picture without a description: in Word, right-click each, choose “View Alt Text”, "
    "write what it shows, and upload the document again."
)
PLAIN = "Percentages and amounts show as plain numbers: write the unit into the heading of the column."
ADDRESS = re.compile(r'src="data:image/(png|jpeg);base64,[A-Za-z0-9+/=]+"')
COMMENTS = f'<w:comments xmlns:w="{office_files.OFFICE}/wordprocessingml/2006/main">{{}}</w:comments>'


class TestKind:
    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (uploads.plain_pdf(), UploadKind.PDF),
            (b"junk " + uploads.plain_pdf(), UploadKind.PDF),
            (word(paragraph("x")), UploadKind.WORD),
            (workbook({"A": [["x"]]}), UploadKind.SPREADSHEET),
            (picture("PNG"), UploadKind.PICTURE),
            (picture("JPEG"), UploadKind.PICTURE),
        ],
    )
    def test_is_told_by_structure(self, data: bytes, kind: UploadKind) -> None:
        assert kind_of(data) == kind

    @pytest.mark.parametrize(
        ("name", "is_told"),
        [("plan.docx", True), ("PLAN.DOCX", True), ("plan.pdf", False), ("plan", True), ("docx", True)],
    )
    def test_may_be_belied_by_a_name(self, name: str, is_told: bool) -> None:
        assert UploadKind.WORD.is_told_by(name) is is_told

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "This file cannot be read as a PDF, Word document, spreadsheet or picture."),
            (uploads.SVG_BOMB, "This file cannot be read as a PDF, Word document, spreadsheet or picture."),
            (picture("GIF"), "This file cannot be read as a PDF, Word document, spreadsheet or picture."),
            (
                office_files.archive({"bids.txt": "x"}),
                "This file cannot be read as a PDF, Word document, spreadsheet",
            ),
            (office_files.OLD_OFFICE, "This file is protected by a password or saved in an old format."),
            (b"PK\x03\x04", "This file is damaged and cannot be read."),
            (word(paragraph("x"))[:-30], "This file is damaged and cannot be read."),
            (word(paragraph("x"), others={"word/vbaProject.bin": "x"}), "This file has macros."),
            (
                word(paragraph("x"), others={"word/m/b.bin": b"0" * 250_000_000}),
                "This file is far larger than it",
            ),
            (
                word(paragraph("x"), others=dict.fromkeys(map(str, range(5_001)), "")),
                "This file is far larger than",
            ),
            (
                office_files.claiming_four_gigabytes(),
                "This file is far larger than it seems when it is unpacked.",
            ),
            (
                word(paragraph("x"), others={"word/x.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}),
                "This file was not written by Word or Excel as they write files.",
            ),
        ],
        ids=str,
    )
    def test_that_papers_do_not_take_is_refused(self, data: bytes, sentence: str) -> None:
        with pytest.raises(UploadRefused) as refusal:
            kind_of(data)

        assert refusal.value.sentence.startswith(sentence)


class TestWord:
    def test_becomes_the_text_of_papers(self) -> None:
        cells = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
        rows = [
            cells.format(paragraph(left), paragraph(right))
            for left, right in (("Year", "New"), ("2009", "4"))
        ]

        read = read_word(
            word(paragraph("Aims", style="Heading1"), paragraph("Care & <hope>"), table_in_word(*rows))
        )

        assert read.html == (
            "<h3>Aims</h3>\n<p>Care &amp; &lt;hope&gt;</p>\n<table>\n<thead>\n"
            '<tr><th scope="col">Year</th><th scope="col">New</th></tr>\n</thead>\n<tbody>\n'
            "<tr><td>2009</td><td>4</td></tr>\n</tbody>\n</table>"
        )
        assert read.flags == (LEFT_OUT,)

    def test_keeps_its_pictures_in_their_places(self) -> None:
        read = read_word(
            word(
                paragraph("Before \ue0000\ue001"),
                picture_in_word('A "map"'),
                picture_in_word("", "rId2"),
                paragraph("After"),
                pictures=(picture("PNG"), uploads.turned_photo()),
            )
        )

        assert ADDRESS.sub(r"\1", read.html) == (
            "<p>Before 0</p>\n"
            '<p><img png alt="A &quot;map&quot;"></p>\n'
            '<p><img jpeg alt="Picture without a description"></p>\n'
            "<p>After</p>"
        )
        assert read.flags == (NOT_DESCRIBED, LEFT_OUT)

    def test_says_in_words_what_cannot_be_shown(self) -> None:
        read = read_word(
            word(paragraph("x"), picture_in_word("Organisation chart"), pictures=(b"no picture",))
        )

        assert read.html == "<p>x</p>\n<p>[Organisation chart]</p>"
        assert read.flags[0].startswith("1 drawing of it cannot be shown: save them in Word as PNG or JPEG")

    def test_has_no_links_that_lead_nowhere(self) -> None:
        inside = '<w:p><w:hyperlink w:anchor="_Aims"><w:r><w:t>See above</w:t></w:r></w:hyperlink></w:p>'

        assert read_word(word(inside)).html == "<p>See above</p>"

    def test_with_a_cell_of_60000_columns_is_cut_to_what_paper_holds(self) -> None:
        wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="60000"/></w:tcPr>{paragraph("x")}</w:tc></w:tr>'

        assert read_word(word(table_in_word(wide))).html.count('colspan="50"') == 1

    def test_says_that_comments_stay_behind(self) -> None:
        remark = f'<w:comment w:id="1">{paragraph("Nasturtium")}</w:comment>'

        read = read_word(word(paragraph("x"), others={"word/comments.xml": COMMENTS.format(remark * 2)}))

        assert read.html == "<p>x</p>"
        assert read.flags[0] == "The Word document has 2 comments, which are not published."

    @pytest.mark.parametrize(
        ("body", "sentence"),
        [
            (
                '<w:p><w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins></w:p>',
                "This Word document has tracked changes.",
            ),
            (
                '<w:p><w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>',
                "This Word document has tracked",
            ),
            (
                "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>",
                "This Word document has hidden text.",
            ),
            ("", "This Word document has no text."),
            (picture_in_word("x") * 101, "This Word document has more than 100 pictures."),
            (paragraph("x" * 500_001), "This text is too long"),
            ("<w:p>", "This Word document is damaged."),
        ],
    )
    def test_that_is_not_ready_is_refused(self, body: str, sentence: str) -> None:
        with pytest.raises(UploadRefused) as refusal:
            read_word(word(body, pictures=(picture(),)))

        assert refusal.value.sentence.startswith(sentence)

    def test_with_styles_that_hide_is_not_taken_for_hidden_text(self) -> None:
        read = read_word(word(paragraph("x"), others={"word/stylesWithEffects.xml": "<w:vanish/>"}))

        assert read.html == "<p>x</p>"


class TestSpreadsheet:
    def test_becomes_tables_with_values_as_they_are_read(self) -> None:
        read = read_spreadsheet(
            workbook(
                {
                    "Arrivals & more": [
                        ["Day", "", "Sum"],
                        [date(2009, 11, 18), 3.5, "=SUM(B2)"],
                        ["<late>", 2, True],
                        [None],
                    ]
                }
            )
        )

        assert read.html == (
            '<div class="table-block"><table class="figures"><caption>Arrivals &amp; more</caption><thead><tr>'
            '<th scope="col">Day</th><th scope="col">Column 2</th><th scope="col">Sum</th></tr></thead><tbody>'
            "<tr><td>18 November 2009</td><td>3.5</td><td>42</td></tr>"
            "<tr><td>&lt;late&gt;</td><td>2</td><td>Yes</td></tr></tbody></table></div>"
        )
        assert read.csv == b"Day,,Sum\r\n18 November 2009,3.5,42\r\n<late>,2,Yes\r\n"
        assert read.flags == (PLAIN,)

    def test_leaves_hidden_sheets_out(self) -> None:
        book = workbook({"Shown": [["x"], ["y"]], "Bids": [["Nasturtium"]]}, hidden=frozenset({"Bids"}))

        read = read_spreadsheet(book)

        assert "Nasturtium" not in read.html + read.csv.decode() + "".join(read.flags)
        assert (
            read.flags[0]
            == "1 hidden sheet is not published. Charts are not either: attach them as pictures."
        )

    def test_that_is_too_long_is_published_beside_the_paper(self) -> None:
        read = read_spreadsheet(
            workbook({"Long": [["n"], *[[n] for n in range(201)]], "Next": [["=HYPERLINK()"]]})
        )

        assert read.html.startswith("<p>The sheet “Long” has 201 rows and 1 columns, too many to be printed.")
        assert read.csv.startswith(b"Long\r\nn\r\n0\r\n")
        assert read.csv.endswith(b"200\r\n\r\nNext\r\n42\r\n")
        assert read.flags[0].startswith("1 sheet is too long to print, and published beside the paper")

    def test_that_is_wide_lies_on_its_side(self) -> None:
        assert read_spreadsheet(workbook({"A": [["x"] * 7]})).html.startswith(
            '<div class="table-block landscape">'
        )

    def test_gives_no_formula_to_a_spreadsheet(self) -> None:
        assert read_spreadsheet(workbook({"A": [["x"], ["+cmd"]]})).csv == b"x\r\n'+cmd\r\n"

    def test_says_that_notes_stay_behind(self) -> None:
        noted = office_files.with_parts(workbook({"A": [["x"]]}), {"xl/comments1.xml": "<comments/>"})

        assert read_spreadsheet(noted).flags[0] == "Its notes and comments are not published."

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (workbook({"A": []}), "This spreadsheet has no values."),
            (office_files.with_hidden_row(), "This spreadsheet has hidden rows or columns."),
            (office_files.archive({"xl/workbook.xml": "x"}), "This spreadsheet is damaged."),
        ],
        ids=["empty", "hidden row", "damaged"],
    )
    def test_that_cannot_be_published_is_refused(self, data: bytes, sentence: str) -> None:
        with pytest.raises(UploadRefused) as refusal:
            read_spreadsheet(data)

        assert refusal.value.sentence.startswith(sentence)


class TestInAChild:
    def test_a_pdf_gives_pages_their_words_and_their_pictures(self) -> None:
        clean = clean_upload(uploads.plain_pdf("Marigold", ""))

        assert (clean.kind, clean.media_type, clean.pages) == (UploadKind.PDF, "application/pdf", 2)
        assert clean.file.startswith(b"%PDF-")
        assert clean.html == (
            "<h3>Text of the file, taken out by machine</h3><h4>Page 1</h4><p>Marigold</p>"
            "<h4>Page 2</h4><p>This page has no text that a machine can read.</p>"
        )
        assert ADDRESS.sub(r"\1", clean.preview) == (
            '<img jpeg alt="Page 1 as it will be printed"><img jpeg alt="Page 2 as it will be printed">'
        )

    def test_a_scan_says_that_it_has_no_words(self) -> None:
        html = clean_upload(uploads.scan(2)).html

        assert (
            html
            == "<p>The pages of this file are pictures without text, which screen readers cannot read.</p>"
        )

    def test_a_word_document_is_nothing_but_text(self) -> None:
        clean = clean_upload(word(paragraph("Marigold"), picture_in_word("A map"), pictures=(picture(),)))

        assert ADDRESS.sub(r"\1", clean.html) == '<p>Marigold</p>\n<p><img png alt="A map"></p>'
        assert clean == CleanedFile(UploadKind.WORD, (LEFT_OUT,), clean.html)

    def test_a_spreadsheet_is_tables_and_values(self) -> None:
        clean = clean_upload(workbook({"A": [["x"], [1]]}))

        assert (clean.file, clean.media_type) == (b"x\r\n1\r\n", "text/csv")
        assert clean.html.startswith('<div class="table-block"><table class="figures"><caption>A</caption>')

    def test_a_picture_is_a_picture(self) -> None:
        clean = clean_upload(picture("JPEG"))

        assert (clean.kind, clean.media_type, clean.html) == (UploadKind.PICTURE, "image/jpeg", "")

    @pytest.mark.parametrize("made", [lambda: b"MZ", lambda: uploads.pdf_with(uploads.bomb_content)])
    def test_refusals_come_back_as_they_are(self, made: Callable[[], bytes]) -> None:
        with pytest.raises(UploadRefused):
            clean_upload(made())

    def test_one_that_takes_all_memory_does_no_harm(self) -> None:
        with pytest.raises(PaperError):
            clean_upload(office_files.with_far_cell())

        assert clean_upload(picture()).kind == UploadKind.PICTURE

    def test_nothing_is_left_on_the_disk_of_one_that_had_to_be_stopped(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        slow = Confined(
            limits=Limits(wall_seconds=1.5), modules=frozenset({"childservices.uploads.cleaning"})
        )
        monkeypatch.setattr("childservices.uploads.cleaning._confined", slow)

        with pytest.raises(TookTooLong):
            clean_upload(uploads.pdf_with(uploads.bomb_forms))

        slow.close()
        assert list(tmp_path.iterdir()) == []

    def test_what_the_child_does_here_is_the_same(self) -> None:
        answer = clean_in_child(data=workbook({"A": [["x"], [1]]}), folder="")

        assert (answer.payloads, answer.details["kind"]) == ([b"x\r\n1\r\n"], "spreadsheet")


class TestTooLarge:
    def test_is_let_go_of_while_it_comes(self) -> None:
        handler = BoundedUploads()
        handler.new_file("file", "film.pdf", "application/pdf", 300_000_000)

        kept = [
            handler.receive_data_chunk(b"0" * 10, start) for start in (0, LARGEST_UPLOAD - 10, LARGEST_UPLOAD)
        ]
        film = handler.file_complete(300_000_000)

        assert kept == [b"0" * 10, b"0" * 10, None]
        assert film is not None
        assert (film.name, film.size, film.read()) == ("film.pdf", 300_000_000, b"")

    def test_is_nothing_that_may_come(self) -> None:
        assert BoundedUploads().file_complete(LARGEST_UPLOAD) is None
