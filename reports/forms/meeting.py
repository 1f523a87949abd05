"""Forms for meetings and agendas."""

from typing import Any

from django import forms

from childservices.forms import DateField
from reports.choices import Classification, ExemptParagraph, ItemKind, MeetingKind, ReportState
from reports.models import AgendaItem, Body, Meeting, Report


class MeetingForm(forms.Form):
    """When and where a meeting is held."""

    on = DateField(label="Date", help_text="For example 18 November 2026.")
    starts = forms.TimeField(
        label="Start",
        required=False,
        help_text="For example 14:00.",
        widget=forms.TimeInput(format="%H:%M"),
    )
    venue = forms.CharField(label="Venue", max_length=200, required=False)
    kind = forms.ChoiceField(label="Kind", choices=MeetingKind.choices, widget=forms.RadioSelect)


class NewMeetingForm(MeetingForm):
    """A new meeting of a body that exists."""

    body = forms.ModelChoiceField(label="Body", queryset=Body.objects.none(), empty_label="Choose a body")
    field_order = ("body", "on", "starts", "venue", "kind")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies


class ChangeMeetingForm(MeetingForm):
    """A meeting that exists, with the number of the change it was read at."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput)


class WhatIfForm(forms.Form):
    """Another day for a meeting, to see what moving it would mean; nothing is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["if"] = DateField(
            label="If the meeting were on another day", help_text="Nothing is changed."
        )


class ItemForm(forms.Form):
    """An agenda item."""

    kind = forms.ChoiceField(label="Kind", choices=ItemKind.choices)
    title = forms.CharField(label="Title", max_length=300, help_text="As members will read it.")
    is_for_decision = forms.BooleanField(label="Members are asked to decide", required=False)
    presenter = forms.CharField(
        label="Presented by",
        max_length=300,
        required=False,
        help_text="A post; only needed where no report names one.",
    )
    classification = forms.ChoiceField(
        label="May the public see it?",
        choices=[(Classification.OPEN, "Yes, open"), (Classification.EXEMPT, "No, exempt")],
        widget=forms.RadioSelect,
    )
    exempt_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        choices=[("", "None: the item is open"), *ExemptParagraph.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    is_contract_negotiation = forms.BooleanField(
        label="It would reveal terms the council is negotiating",
        required=False,
        help_text="Paragraph 3 only.",
    )
    neutral_title = forms.CharField(
        label="Neutral title",
        max_length=300,
        required=False,
        help_text="For an exempt item: what the public reads in place of the title.",
    )
    minutes_of = forms.ModelChoiceField(
        label="Minutes to confirm", queryset=Meeting.objects.none(), required=False, empty_label="None"
    )
    edit_number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["minutes_of"]
        assert isinstance(field, forms.ModelChoiceField)
        earlier = Meeting.objects.filter(body=meeting.body_id, minutes__isnull=False).exclude(pk=meeting.pk)
        field.queryset = earlier.select_related("body").latest_first()


ITEM_FIELDS = tuple(name for name in ItemForm.base_fields if name != "edit_number")


def item_values(item: AgendaItem) -> dict[str, Any]:
    """What the form shows of an item that exists."""
    values = {name: getattr(item, name) for name in (*ITEM_FIELDS, "edit_number")}
    return values | {"minutes_of": item.minutes_of_id}


class PlaceReportForm(forms.Form):
    """A report to put under an item."""

    report = forms.ModelChoiceField(
        label="Report", queryset=Report.objects.none(), empty_label="Choose a report"
    )

    def __init__(self, *args: Any, item: AgendaItem, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["report"]
        assert isinstance(field, forms.ModelChoiceField)
        taken = item.item_reports.values("report")
        offered = Report.objects.with_openness().exclude(
            state__in=[ReportState.WITHDRAWN, ReportState.DEFERRED]
        )
        field.queryset = offered.exclude(pk__in=taken).order_by("-year", "-number")
        field.label_from_instance = label  # type: ignore[method-assign]
