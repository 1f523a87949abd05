"""The field in which papers are written."""

import json

import pytest
from django import forms
from django.core.exceptions import ValidationError

from childservices.forms.rich_text import EXTENSIONS, RichTextField

STORED = '<h3 id="b-000000000001">Title</h3>\n<p id="b-000000000002">Words.</p>'


class PaperForm(forms.Form):
    """A form with one text."""

    text = RichTextField(label="Summary")


class TestCleaning:
    def test_the_value_is_sanitised_and_what_went_is_told(self) -> None:
        form = PaperForm({"text": "<p onclick=x>Words<script>1</script><img></p>"})

        assert form.is_valid()
        assert form.cleaned_data["text"] == "<p>Words</p>"
        assert form.fields["text"].removed == (  # type: ignore[attr-defined]
            "A script was removed.",
            "An instruction that would run a program was removed.",
            "A picture was removed: attach it as an appendix.",
        )

    def test_nothing_is_told_of_a_clean_text_nor_by_another_form(self) -> None:
        PaperForm({"text": "<script>1</script>x"}).is_valid()
        form = PaperForm({"text": STORED})

        assert form.is_valid()
        assert form.cleaned_data["text"] == STORED
        assert form.fields["text"].removed == ()  # type: ignore[attr-defined]

    @pytest.mark.parametrize("typed", ["", "<p></p>", "<p>&nbsp;</p><script>1</script>"])
    def test_a_text_without_words_is_missing(self, typed: str) -> None:
        assert not PaperForm({"text": typed}).is_valid()

    def test_no_text_where_none_is_required(self) -> None:
        assert RichTextField(required=False).clean(None) == ""

    def test_a_refused_text_says_why_and_stays_in_the_box(self) -> None:
        typed = "<p>" + "word " * 120_000 + "</p>"
        form = PaperForm({"text": typed})

        assert form.errors["text"][0].startswith("This text is too long: it has 600,006 characters")
        assert form["text"].value() == typed

    def test_a_control_character_is_taken_out(self) -> None:
        assert RichTextField().clean("<p>a\x00b</p>") == "<p>ab</p>"

    def test_a_greatest_length_counts_the_sanitised_text(self) -> None:
        assert RichTextField(max_length=10).clean("<p style='color: red'>abc</p>") == "<p>abc</p>"
        with pytest.raises(ValidationError):
            RichTextField(max_length=9).clean("<p>abc</p>")


class TestChange:
    @pytest.mark.parametrize(
        ("data", "changed"),
        [
            ("<h3>Title</h3><p>Words.</p>", False),
            (STORED, False),
            ("<h3>Title</h3><p>Other words.</p>", True),
            ("<p>Title</p><p>Words.</p>", True),
            ("", True),
            ("x" * 2_000_001, True),
        ],
    )
    def test_ids_that_an_editor_dropped_are_no_change(self, data: str, changed: bool) -> None:
        assert RichTextField().has_changed(STORED, data) is changed

    def test_nothing_before_and_nothing_now(self) -> None:
        assert not RichTextField().has_changed(None, "<p></p>")


class TestWidget:
    def test_the_box_holds_the_same_html_for_those_without_javascript(self) -> None:
        html = str(PaperForm(initial={"text": STORED})["text"])

        assert html.startswith('<textarea name="text"')
        assert "&lt;h3 id=&quot;b-000000000001&quot;&gt;Title&lt;/h3&gt;" in html
        assert 'rows="16"' in html
        assert "required" not in html

    def test_the_editor_is_told_what_sanitising_keeps(self) -> None:
        widget = RichTextField().widget
        context = widget.get_context("text", "", {"id": "id_text"})

        config = json.loads(context["widget"]["attrs"]["data-django-prose-editor-configurable"])
        assert config["js_modules"] == ["/static/council/rich_text.js"]
        assert EXTENSIONS.keys() <= config["extensions"].keys()
        assert "HTML" not in config["extensions"]

    def test_scripts_and_styles_come_from_our_own_host(self) -> None:
        page = str(PaperForm().media)

        assert '<script type="importmap">' in page
        assert "council/rich_text.css" in page
        assert "://" not in page
        assert "style=" not in page
