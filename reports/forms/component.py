"""Forms for what a report lists: recommendations, risks, background papers, consultees and contacts."""

from collections.abc import Mapping, Sequence

from django import forms

from reports.choices import Verb
from reports.forms.part import PartForm


def _text(label: str, *, most: int, hint: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, help_text=hint, required=required)


def _long(label: str, *, hint: str = "", required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


class RecommendationForm(PartForm):
    """What members are asked to do."""

    own: Sequence[str] = ("verb", "text", "target_body", "due_text")

    verb = forms.ChoiceField(label="Members are asked to", choices=[("", "Choose one"), *Verb.choices])
    text = _long("Recommendation", hint="Write it as it goes on after “That”.", required=True)
    target_body = _text("Addressed or referred to", most=200, hint="A body, if it is not the one that meets.")
    due_text = _text("By when", most=100, hint="For example 31 March 2010.")

    def clean_text(self) -> str:
        """Take off the “That” which is printed anyway."""
        text = str(self.cleaned_data["text"]).strip()
        return text.removeprefix("That ").strip() if text.startswith("That ") else text


class RiskForm(PartForm):
    """A risk and what is done about it."""

    own: Sequence[str] = ("risk", "likelihood", "consequence", "mitigation")

    risk = _long("What might happen", required=True)
    likelihood = _text("How likely it is", most=100, hint="For example low, medium or high.")
    consequence = _long("What it would mean")
    mitigation = _long("What is done about it")


class BackgroundPaperForm(PartForm):
    """A document that was relied on."""

    own: Sequence[str] = ("title", "author", "date_text")

    title = _text(
        "Title",
        most=400,
        required=True,
        hint="Published works need not be listed. It stays open to inspection.",
    )
    author = _text("Who wrote it", most=200, hint="A body or a post.")
    date_text = _text("Date", most=60, hint="As it stands on the document.")


class ConsulteeForm(PartForm):
    """Who was consulted, and what came of it."""

    own: Sequence[str] = ("name", "consulted_on", "outcome")

    name = _text("Who was consulted", most=200, required=True, hint="A body, a group or a post.")
    consulted_on = _text("About what", most=400)
    outcome = _long("What they answered and what came of it")


class ContactForm(PartForm):
    """Who answers questions about the report."""

    own: Sequence[str] = ("post_title", "note")

    post_title = _text("Post", most=200, required=True, hint="As it is printed. Papers name posts.")
    note = _text("How to reach the post", most=200, hint="For example an extension or a team's address.")


COMPONENT_FORMS: Mapping[str, type[PartForm]] = {
    "recommendation": RecommendationForm,
    "risk": RiskForm,
    "background-paper": BackgroundPaperForm,
    "consultee": ConsulteeForm,
    "contact": ContactForm,
}
