"""How forms are drawn: every hint and error tied to its field, and nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.utils.datastructures import MultiValueDict
from lxml import html

from childservices.forms import DateField
from childservices.forms.bound_field import CouncilBoundField
from tests.browser.gallery import GalleryForm

ONE_TEXT = {"held_on": "18 November 2009"}
THREE_BOXES = {"held_on_day": "18", "held_on_month": "11", "held_on_year": "2009"}


class MeetingForm(forms.Form):
    """One date, asked for."""

    held_on = DateField(label="Date of the meeting", help_text="For example 18 11 2009.")


class FilterForm(forms.Form):
    """Nothing asked for must be given."""

    words = forms.CharField(required=False)


def drawn(form: forms.BaseForm) -> html.HtmlElement:
    """The form as a browser reads it."""
    return html.fragment_fromstring(str(form), create_parent="form")


def page(source: str, **context: Any) -> str:
    """A page made of these tags."""
    return str(engines["django"].from_string("{% load council_forms %}" + source).render(context)).strip()


def described(tree: html.HtmlElement, control: html.HtmlElement) -> list[str]:
    """The texts that a screen reader adds to a control or a group."""
    return [
        " ".join(tree.get_element_by_id(key).text_content().split())
        for key in control.get("aria-describedby", "").split()
    ]


def test_a_hint_and_an_error_are_read_with_their_field() -> None:
    tree = drawn(GalleryForm({}))

    control = tree.xpath("//input[@name='title']")[0]

    assert described(tree, control) == ["As the agenda prints it.", "Error: Fill in “Title”."]
    assert control.get("aria-invalid") == "true"
    assert control.get("class") == "govuk-input govuk-input--error"


def test_a_group_has_its_question_as_legend_and_reads_its_error() -> None:
    tree = drawn(GalleryForm({}))

    group = tree.xpath("//fieldset[.//input[@name='purpose']]")[0]

    assert group.xpath("normalize-space(legend)") == "Purpose"
    assert described(tree, group) == ["Error: Choose one for “Purpose”."]
    assert [label.text for label in group.xpath(".//label")] == ["To decide", "To note", "To be consulted"]


@pytest.mark.parametrize("name", list(GalleryForm.base_fields))
def test_every_control_has_a_label(name: str) -> None:
    tree = drawn(GalleryForm())
    controls = tree.xpath("//*[self::input or self::select or self::textarea][not(@type='hidden')]")

    unlabelled = [
        control.get("name") for control in controls if not tree.xpath(f"//label[@for='{control.get('id')}']")
    ]

    assert len(controls) > 10
    assert unlabelled == []


def test_the_plain_field_of_the_administration_pages_gets_no_classes_of_ours() -> None:
    assert "govuk" not in str(GalleryForm()["title"])


def test_what_was_typed_stands_there_again() -> None:
    typed = {
        "title": "<b>Half a title",
        "held_on_day": "31",
        "held_on_month": "Nov",
        "held_on_year": "09",
        "purpose": "note",
        "disciplines": ["legal"],
        "summary": "Words & words",
        "text": "<p>Rich words</p>",
        "amount": "twelve",
    }
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])

    tree = drawn(GalleryForm(data, MultiValueDict()))

    values = {control.get("name"): control.get("value") for control in tree.xpath("//input[@type!='radio']")}
    assert values["title"] == "<b>Half a title"
    assert [values[f"held_on_{part}"] for part in ("day", "month", "year")] == ["31", "Nov", "09"]
    assert values["amount"] == "twelve"
    assert [box.get("value") for box in tree.xpath("//input[@checked]")] == ["note", "legal"]
    assert [area.text.strip() for area in tree.xpath("//textarea")] == ["Words & words", "<p>Rich words</p>"]


@pytest.mark.parametrize("data", [ONE_TEXT, THREE_BOXES], ids=["one text", "three boxes"])
def test_a_date_is_taken_from_one_text_or_three_boxes(data: dict[str, str]) -> None:
    form = MeetingForm(data)

    assert form.is_valid()
    assert form.cleaned_data == {"held_on": date(2009, 11, 18)}


@pytest.mark.parametrize(
    ("typed", "boxes"),
    [
        ("18 November 2009", ["18", "11", "2009"]),
        ("the day after tomorrow", ["the day after tomorrow", "", ""]),
    ],
)
def test_one_text_stands_in_the_boxes_when_the_page_comes_back(typed: str, boxes: list[str]) -> None:
    tree = drawn(MeetingForm({"held_on": typed}))

    assert [box.get("value", "") for box in tree.xpath("//input")] == boxes


def test_a_date_that_is_not_there_is_asked_for_and_an_unchanged_one_is_no_change() -> None:
    empty = MeetingForm({"held_on_day": "", "held_on_month": " ", "held_on_year": ""})
    same = MeetingForm(THREE_BOXES, initial={"held_on": date(2009, 11, 18)})
    broken = MeetingForm({"held_on": "x"}, initial={"held_on": date(2009, 11, 18)})

    assert empty["held_on"].sentences == ["Fill in “Date of the meeting”."]  # type: ignore[attr-defined]
    assert same.changed_data == []
    assert broken.changed_data == ["held_on"]


def test_optional_is_said_only_beside_something_that_is_required() -> None:
    assert "Clearing disciplines (optional)" in drawn(GalleryForm()).text_content()
    assert "(optional)" not in drawn(FilterForm()).text_content()


def test_each_sort_of_control_says_in_its_own_words_what_is_missing() -> None:
    form = GalleryForm({}, MultiValueDict())

    sentences = {
        field.name: field.sentences for field in form if isinstance(field, CouncilBoundField) and field.errors
    }

    assert sentences == {
        "title": ["Fill in “Title”."],
        "held_on": ["Fill in “Date of the meeting”."],
        "purpose": ["Choose one for “Purpose”."],
        "body": ["Choose one for “Body”."],
        "summary": ["Fill in “Summary”."],
        "text": ["Fill in “Proposals and details”."],
        "upload": ["Choose a file for “Appendix”."],
        "amount": ["Fill in “Amount in pounds”."],
        "password": ["Fill in “Password”."],
        "is_key": ["Tick “This is a key decision” to go on."],
        "version": ["Fill in “Version”."],
    }


def test_the_summary_links_each_error_to_its_first_control() -> None:
    form = GalleryForm({"version": "1"}, MultiValueDict())
    form.add_error(None, "The paper has been submitted. Ask for it back before you change it.")

    tree = html.fragment_fromstring(page("{% error_summary %}", form=form))

    links = {link.text: link.get("href")[1:] for link in tree.xpath("//a")}
    fields = drawn(form)
    assert links["Fill in “Date of the meeting”."] == "id_held_on_0"
    assert links["Choose one for “Purpose”."] == "id_purpose_0"
    assert [key for key in links.values() if not fields.xpath(f"//*[@id='{key}']")] == []
    assert tree.xpath("//li/span/text()") == [
        "The paper has been submitted. Ask for it back before you change it."
    ]


def test_the_errors_of_a_set_of_forms_are_all_in_the_summary() -> None:
    meetings = forms.formset_factory(MeetingForm, min_num=2, validate_min=True, extra=0)
    formset = meetings({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-held_on": "x"})

    tree = html.fragment_fromstring(page("{% error_summary %}", formset=formset))

    assert [item.text_content().strip() for item in tree.xpath("//li")] == [
        "Please submit at least 2 forms.",
        "Enter a day, a month and a year, for example 18 November 2009.",
    ]
    assert tree.xpath("//a/@href") == ["#id_form-0-held_on_0"]


@pytest.mark.parametrize(("data", "title"), [(None, ""), ({}, "Error:"), (ONE_TEXT, "")])
def test_the_title_of_a_page_says_that_there_is_an_error(data: dict[str, str] | None, title: str) -> None:
    assert page("{% error_prefix %}", form=MeetingForm(data)) == title


def test_a_question_can_be_the_heading_of_its_page() -> None:
    form = MeetingForm()

    tree = html.fragment_fromstring(page('{% field form.held_on size="l" heading=True %}', form=form))

    assert tree.xpath("//legend/h1/text()") == ["Date of the meeting"]


def test_the_import_map_of_the_editor_carries_the_nonce_of_the_page(rf: Any) -> None:
    request = rf.get("/")
    request.csp_nonce = "once"

    tree = html.fragment_fromstring(
        page("{% form_media %}", form=GalleryForm(), request=request), create_parent="head"
    )

    assert tree.xpath("//script[@type='importmap']/@nonce") == ["once"]
    assert page("{% form_media %}", form=MeetingForm()) == ""
