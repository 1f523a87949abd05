"""A page with every component on it, for the tests alone: the service has no such address."""

import datetime as dt
from pathlib import Path
from typing import Any

import django_tables2
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.safestring import mark_safe
from django_prose_editor.fields import ProseEditorFormField

from childservices.forms import DateField
from childservices.tables import CouncilTable, LongDateColumn, MoneyColumn, NumberColumn

EDITOR = dict.fromkeys(
    [
        "Bold",
        "Italic",
        "BulletList",
        "OrderedList",
        "ListItem",
        "Table",
        "TableRow",
        "TableHeader",
        "TableCell",
    ],
    True,
)
PAGES = ("components", "form", "errors", "reading")


class GalleryForm(forms.Form):
    """One field of every kind that screens use."""

    title = forms.CharField(help_text="As the agenda prints it.", max_length=80)
    held_on = DateField(
        label="Date of the meeting", help_text="For example 18 11 2009, or 18 November 2009 in the first box."
    )
    purpose = forms.ChoiceField(
        choices=[("decide", "To decide"), ("note", "To note"), ("consult", "To be consulted")],
        widget=forms.RadioSelect,
    )
    disciplines = forms.MultipleChoiceField(
        label="Clearing disciplines",
        choices=[("finance", "Finance"), ("legal", "Legal")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    body = forms.ChoiceField(choices=[("", "Choose"), ("a", "Cabinet Member and Advisers")])
    summary = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=400)
    text = ProseEditorFormField(
        label="Proposals and details",
        help_text="Headings, lists and tables are kept when you paste.",
        extensions=EDITOR,
    )
    upload = forms.FileField(label="Appendix")
    amount = forms.DecimalField(
        label="Amount in pounds", widget=forms.NumberInput(attrs={"class": "govuk-input--width-10"})
    )
    password = forms.CharField(widget=forms.PasswordInput)
    is_key = forms.BooleanField(
        label="This is a key decision", help_text="Spending above the threshold, or two wards or more."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class GalleryTable(CouncilTable):
    """A list with figures, sums, dates and a total."""

    caption = "Providers"
    empty_text = "There are no providers yet. Add the first one."
    row_header = "provider"

    provider = django_tables2.Column(footer="Total")
    starts_on = LongDateColumn(verbose_name="Starts")
    measures = NumberColumn()
    spend = MoneyColumn(footer="£1,234,567")
    note = django_tables2.Column(orderable=False, verbose_name="What the last visit said")


def table_rows(count: int) -> list[dict[str, Any]]:
    """Rows of the table, all alike but for their number."""
    return [
        {
            "provider": f"Provider {number}",
            "starts_on": dt.date(2008, 4, 1),
            "measures": 1000 + number,
            "spend": 4934 + number,
            "note": "Outputs are on course, and the next visit is in the spring term.",
        }
        for number in range(count)
    ]


def gallery_context(page: str, request: HttpRequest) -> dict[str, Any]:
    """What the gallery's templates are given."""
    table = GalleryTable(table_rows(181), order_by="-measures", csv_url="/providers.csv")
    table.paginate(per_page=25, page=3)
    context: dict[str, Any] = {
        "page_title": "Every component",
        "table": table,
        "empty_table": GalleryTable([], prefix="empty-"),
        "moment": dt.datetime(2009, 11, 18, 10, 30, tzinfo=dt.UTC),
        "day": dt.date(2009, 11, 18),
        "rich": mark_safe(
            "<h2>Heading</h2><p>A paragraph.</p><table><caption>Spend by quarter</caption><thead><tr>"
            + "".join(f'<th scope="col">Column number {n}</th>' for n in range(12))
            + "</tr></thead><tbody><tr>"
            + "".join(f"<td>{n}00,000</td>" for n in range(12))
            + "</tr></tbody></table>"
        ),
    }
    if page == "form":
        context["form"] = GalleryForm(initial={"held_on": dt.date(2009, 11, 18)})
    if page == "errors":
        form = GalleryForm(
            {"held_on_day": "31", "held_on_month": "11", "held_on_year": "2009", "version": "1"}, {}
        )
        form.add_error(None, "The paper has been submitted. Ask for it back before you change it.")
        context["form"] = form
    return context


def gallery(request: HttpRequest, page: str) -> HttpResponse:
    """Draw one page of the gallery."""
    if page == "components":
        messages.success(request, "The pack is built. Publish the agenda next.")
        messages.info(request, "Two papers are still to follow.")
    return HttpResponse(gallery_html(page, request))


gallery.login_required = False  # type: ignore[attr-defined]


def gallery_html(page: str, request: HttpRequest) -> str:
    """Give the page as text."""
    name = "form" if page == "errors" else page
    source = (Path(__file__).parent / f"gallery_{name}.html").read_text()
    return str(engines["django"].from_string(source).render(gallery_context(page, request), request))


urlpatterns = [
    path("", gallery, {"page": "components"}, name="home"),
    path("meetings/", gallery, {"page": "reading"}, name="meeting_list"),
    path("gallery/<str:page>/", gallery, name="gallery"),
    path("accounts/", include("allauth.urls")),
]
