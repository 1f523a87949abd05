"""Forms for a report as a whole: begun, described, moved along."""

from collections.abc import Sequence
from typing import Any

from django import forms

from childservices.choices import OrganisationKind
from childservices.models import Organisation
from reports.choices import Purpose
from reports.forms.part import EditedForm
from reports.models import TemplateVersion


def _directorates() -> Any:
    return Organisation.objects.filter(kind=OrganisationKind.DIRECTORATE).order_by("name")


class TemplateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A template, by the name that authors know it by."""

    def label_from_instance(self, obj: TemplateVersion) -> str:
        """Give the template's name without its version."""
        return obj.template.name


class NewReportForm(forms.Form):
    """A report that is begun."""

    title = forms.CharField(label="Title", max_length=300, help_text="As members will read it.")
    template_version = TemplateField(
        label="Template",
        queryset=TemplateVersion.objects.none(),
        empty_label="Choose a template",
        help_text="The body that the report goes to says which.",
    )
    directorate = forms.ModelChoiceField(
        label="Directorate", queryset=Organisation.objects.none(), empty_label="Choose a directorate"
    )
    purpose = forms.ChoiceField(
        label="What members are asked for",
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        initial=Purpose.DECIDE,
    )
    post_title = forms.CharField(
        label="Your post as it is printed", max_length=200, help_text="Papers name posts, not people."
    )

    def __init__(self, *args: Any, templates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions, directorates = self.fields["template_version"], self.fields["directorate"]
        assert isinstance(versions, forms.ModelChoiceField)
        assert isinstance(directorates, forms.ModelChoiceField)
        versions.queryset, directorates.queryset = templates, _directorates()


class ReportDetailsForm(EditedForm):
    """What a report says about itself at its head."""

    own: Sequence[str] = ("title", "neutral_title", "directorate", "wards", "purpose", "is_key_decision")

    title = forms.CharField(label="Title", max_length=300, help_text="As members will read it.")
    neutral_title = forms.CharField(
        label="Neutral title",
        max_length=300,
        required=False,
        help_text="Only for a report that is exempt as a whole: a title that reveals nothing. Everybody who may "
        "not see the report reads it instead.",
    )
    directorate = forms.ModelChoiceField(label="Directorate", queryset=Organisation.objects.none())
    wards = forms.CharField(
        label="Wards affected", max_length=200, required=False, help_text="Their names, or All."
    )
    purpose = forms.ChoiceField(
        label="What members are asked for", choices=Purpose.choices, widget=forms.RadioSelect
    )
    is_key_decision = forms.BooleanField(label="This is a key decision", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["directorate"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = _directorates()


class MoveForm(forms.Form):
    """A move of a report that needs no reason."""


class MoveWithReasonForm(MoveForm):
    """A move of a report that its authors and the audit log need a reason for."""

    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="The authors and the audit log keep it. Write nothing that is exempt.",
    )
