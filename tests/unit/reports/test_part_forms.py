"""Forms of a report's parts: what they keep, drop and ask for."""

from reports.choices import Classification
from reports.forms.component import RecommendationForm, RiskForm
from reports.forms.data_table import NewDataTableForm
from reports.forms.section import AppendixForm, SectionForm

EXEMPT = {"classification": "exempt", "exempt_paragraph": "3", "exempt_reason": "A tender is open."}


def test_values_are_the_part_s_own_and_those_of_its_class() -> None:
    form = RiskForm({"risk": "Late", "likelihood": "Low", **EXEMPT, "expected": "4"})

    assert form.is_valid()
    assert form.values() == {
        "risk": "Late",
        "likelihood": "Low",
        "consequence": "",
        "mitigation": "",
        "classification": "exempt",
        "exempt_paragraph": 3,
        "is_contract_negotiation": False,
        "exempt_reason": "A tender is open.",
    }


def test_told_leaves_out_what_is_empty_and_says_choices_in_words() -> None:
    form = RecommendationForm()

    told = form.told({"verb": "note", "text": "it be noted", **EXEMPT, "exempt_paragraph": 3})

    assert told == [
        ("verb", "Members are asked to", "Note"),
        ("text", "Recommendation", "it be noted"),
        ("classification", "Who may read it?", "Exempt: not for publication"),
        ("exempt_paragraph", "Paragraph of Schedule 12A", "3 Financial or business affairs"),
        ("exempt_reason", "Why the public interest favours keeping it exempt", "A tender is open."),
    ]


def test_the_text_is_never_called_optional() -> None:
    form = AppendixForm()

    marked = {bound.name for bound in form.visible_fields() if bound.is_marked_optional}

    assert marked == {"neutral_title"}


def test_a_form_knows_whether_its_class_is_settled() -> None:
    settled = {
        name: SectionForm(initial={"classification": name}).is_unsettled for name in Classification.values
    }

    assert settled == {"unclassified": True, "open": False, "exempt": False}


def test_a_cleaned_text_says_what_was_taken_out() -> None:
    form = SectionForm({"body": "<p>A</p><img src=x>", "classification": "open"})

    assert form.is_valid()
    assert form.removed == ("A picture was removed: attach it as an appendix.",)


def test_every_place_of_a_table_has_to_name_one_that_is_there() -> None:
    form = SectionForm(
        {"body": "<p>[table a]</p><p>[table b]</p>", "classification": "open"}, table_keys=["a"]
    )

    assert form.errors["body"] == [
        "There is no table “b” here. Add it below, or take [table b] out of the text."
    ]


def test_a_table_is_named_after_its_caption() -> None:
    sent = {"caption": "Arrivals_by year: 2009", "contents": "A\n1", "header_lines": "1", "row_headers": "1"}

    form = NewDataTableForm({**sent, "totals": "0"})

    assert form.is_valid()
    assert form.values()["key"] == "arrivals-by-year-2009"
    assert form.laid_out is not None
