"""A page with nothing but the editor of papers, for the tests alone: it shows what was saved."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from childservices.forms.rich_text import RichTextField
from childservices.richtext import identify_blocks

PAGE = """{% extends "base.html" %}
{% block content %}
<h1>{{ page_title }}</h1>
<form method="post">{% csrf_token %}{{ form }}<button class="govuk-button">Save</button></form>
<pre id="saved">{{ saved }}</pre>
<ul>{% for sentence in removed %}<li class="removed">{{ sentence }}</li>{% endfor %}</ul>
{% endblock content %}"""
STORED = identify_blocks(
    """<h3>Summary</h3><h4>Below</h4><h5>Deeper</h5>
<p>Now <data value="58.56">58.56%</data> of <strong>actions</strong>, <em>so</em>, <u>far</u>: H<sub>2</sub>O
m<sup>2</sup><br><a href="https://example.org/?a=1&amp;b=2">a link</a>, <a href="mailto:a@example.org">a clerk</a></p>
<ol start="3" type="a"><li>third<ul><li>inner</li></ul></li><li>fourth</li></ol>
<blockquote><p>Said.</p></blockquote><hr><table><caption>Spend, £</caption>
<thead><tr><td></td><th colspan="2" scope="col">Year</th></tr></thead>
<tbody><tr><th rowspan="2" scope="rowgroup">Health</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>
</table><p>[table plan-summary]</p>"""
)


class PaperForm(forms.Form):
    """One text."""

    text = RichTextField(label="Summary", required=False, help_text="Headings, lists and tables are kept.")


def editor(request: HttpRequest, stored: str) -> HttpResponse:
    """Show the editor; on saving also the text as it would be stored, and what was taken out of it."""
    before = STORED if stored == "stored" else ""
    form = PaperForm(request.POST or None, initial={"text": before})
    saved, removed = "", ()
    if form.is_valid():
        saved = identify_blocks(form.cleaned_data["text"], before)
        removed = form.fields["text"].removed  # type: ignore[attr-defined]
    context = {"page_title": "Edit the summary", "form": form, "saved": saved, "removed": removed}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


editor.login_required = False  # type: ignore[attr-defined]

urlpatterns = [
    path("", editor, {"stored": "new"}, name="home"),
    path("editor/<str:stored>/", editor, name="editor"),
    path("accounts/", include("allauth.urls")),
]
