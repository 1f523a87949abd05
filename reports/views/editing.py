"""How every screen that changes a report works: nothing typed is ever lost, whatever happened meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.forms import BooleanField, ChoiceField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from childservices.domain.refusals import EditConflict, Refusal
from childservices.operations.editing import NotAllowed
from childservices.views.refused import show_refusal
from reports.choices import Classification
from reports.forms.part import CLASS_FIELDS, TYPED, EditedForm
from reports.queries.history import LatestChange, latest_change
from reports.views.report_access import SeenReport

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "expected", "keep", "stay", "preview"})
GONE = "Somebody removed this while you were writing. It was not saved: copy your text before you leave."
KEPT_FROM_YOU = "Meanwhile this was closed to you. It was not saved: copy your text before you leave."


@dataclass(frozen=True)
class Editing:
    """One thing of a report that is being written: its form, how it is saved, and where to go then."""

    seen: SeenReport
    form_class: type[EditedForm]
    save: Callable[..., Any]
    """Takes `values` and, where there is a row, `expected`."""
    template: str
    title: str
    back: str
    """Where the way back leads, and the way on, unless `onward` says otherwise."""
    done: str
    onward: Callable[[Any], str] | None = None
    """Where to go when it is saved, told what was saved."""
    row: Any = None
    """What is changed; None for something that is added."""
    part: Any = None
    """The part of the report whose class decides who may see the page; None where the report as a whole does."""
    lists_exempt: bool = False
    """Whether the page also lists words of other parts that are exempt, to somebody who sees these."""
    initial: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_exempt(self) -> bool:
        """Whether the page shows something exempt: a part, or the title of a report that is exempt as a whole."""
        if self.part is not None:
            return self.lists_exempt or self.seen.view.keeps(self.part)
        return self.row == self.seen.report and not self.seen.view.is_title_open

    @property
    def is_closed(self) -> bool:
        """Whether the person may not see what the page shows."""
        if self.part is not None:
            return not self.seen.sees(self.part)
        return self.is_exempt and not self.seen.sight.allowed


def edit(request: HttpRequest, editing: Editing) -> HttpResponse:
    """Show the form, or save what was sent; a refusal comes back with all that was typed."""
    if request.method != "POST":
        editing.seen.require_edit()
        if editing.is_closed:
            raise PermissionDenied("This is not for publication, and not open to you.")
        return _show(request, editing, editing.form_class(initial=_initial(editing), **editing.options))
    if editing.is_closed:
        return unsaved(request, editing.form_class, KEPT_FROM_YOU, status=403)
    if request.POST.get("keep") == "theirs":
        messages.info(request, "The other text was kept, and yours was dropped as you chose.")
        return redirect(editing.back)
    form = editing.form_class(_chosen(request.POST), request.FILES or None, **editing.options)
    if not form.is_valid() or "preview" in request.POST:
        return _show(request, editing, form)
    return _save(request, editing, form)


def unsaved(
    request: HttpRequest, form_class: type[EditedForm], sentence: str = GONE, *, status: int = 409
) -> HttpResponse:
    """Give back what was typed for something that is gone; a page that was only asked for does not exist."""
    if request.method != "POST":
        raise Http404("There is no such part of a report, or not for you.")
    labels = {
        name: str(form_field.label)
        for name, form_field in form_class.base_fields.items()
        if not isinstance(form_field, (ChoiceField, BooleanField))
    }
    sent = [
        (name, str(text)) for name, text in request.POST.items() if name in labels and name not in NOT_TYPED
    ]
    context = {
        "page_title": "This was not saved",
        "sentence": sentence,
        "typed": [(name, labels[name], text) for name, text in sent if text.strip()],
    }
    return render(request, "reports/report_unsaved.html", context, status=status)


def _initial(editing: Editing) -> dict[str, Any]:
    return dict(editing.initial) if editing.row is None else editing.form_class.values_of(editing.row)


def _chosen(sent: QueryDict) -> QueryDict:
    """What was sent, or after "keep mine" on the conflict screen what had been typed before it."""
    if sent.get("keep") != "mine":
        return sent
    data = QueryDict(mutable=True)
    data["expected"] = sent.get("expected", "")
    for name, values in sent.lists():
        if name.startswith(TYPED):
            data.setlist(name.removeprefix(TYPED), values)
    return data


def _save(request: HttpRequest, editing: Editing, form: EditedForm) -> HttpResponse:
    values: dict[str, Any] = {"values": form.values(), "by": request.user, "at": timezone.now()}
    if editing.row is not None:
        values["expected"] = form.cleaned_data["expected"] or 0
    try:
        saved = editing.save(**values)
    except EditConflict:
        return _conflict(request, editing, form)
    except ObjectDoesNotExist:
        return unsaved(request, editing.form_class)
    except Refusal as refusal:
        show_refusal(form, refusal)
        return _show(request, editing, form, status=403 if isinstance(refusal, NotAllowed) else 200)
    messages.success(request, editing.done)
    for sentence in getattr(form, "removed", ()):
        messages.warning(request, sentence)
    if "stay" in request.POST and editing.row is not None:
        return redirect(request.path)
    return redirect(editing.onward(saved) if editing.onward else editing.back)


def _conflict(request: HttpRequest, editing: Editing, form: EditedForm) -> HttpResponse:
    """Show both texts side by side, the own one still in the form, which now counts from the other."""
    now = type(editing.row)._default_manager.filter(pk=editing.row.pk).first()
    if now is None:
        return unsaved(request, editing.form_class)
    theirs = form.values_of(now)
    current = replace(editing, row=now, part=now if editing.part == editing.row else editing.part)
    if current.is_closed:
        return unsaved(request, editing.form_class, KEPT_FROM_YOU, status=403)
    typed = [(name, text) for name, texts in request.POST.lists() if _is_typed(name) for text in texts]
    became_exempt = _became_exempt(theirs, form)
    data = _as_theirs(request.POST, theirs if became_exempt else {}, expected=now.edit_number)
    again = editing.form_class(data, **editing.options)
    conflict = {
        "mine": _told(form, form.cleaned_data),
        "theirs": _told(form, theirs),
        "typed": [(f"{TYPED}{name}", text) for name, text in typed],
        "became_exempt": became_exempt,
        "change": latest_change(now) or LatestChange("somebody else", editing.seen.report.changed_at),
    }
    return _show(request, current, again, status=409, conflict=conflict)


def _told(form: EditedForm, values: Mapping[str, Any]) -> str:
    return render_to_string("reports/component_values.html", {"values": form.told(values)})


def _is_typed(name: str) -> bool:
    return name not in NOT_TYPED and not name.startswith(TYPED)


def _became_exempt(theirs: Mapping[str, Any], form: EditedForm) -> bool:
    """Whether the other person closed what this one would open again by saving."""
    mine = form.cleaned_data.get("classification")
    return theirs.get("classification") == Classification.EXEMPT and mine == Classification.OPEN


def _as_theirs(sent: QueryDict, theirs: Mapping[str, Any], *, expected: int) -> QueryDict:
    """What was sent, counting from the other text, and exempt like it where that has become so."""
    data = sent.copy()
    data["expected"] = str(expected)
    for name in CLASS_FIELDS if theirs else ():
        data.pop(name, None)
        if theirs[name]:
            data[name] = str(theirs[name])
    return data


def _show(
    request: HttpRequest, editing: Editing, form: EditedForm, *, status: int = 200, conflict: Any = None
) -> HttpResponse:
    """Answer with the page, once the sight of what is exempt on it is kept."""
    if editing.is_exempt:
        editing.seen.keep(request, editing.part or editing.seen.report)
    context = {
        "form": form,
        "report": editing.seen.report,
        "seen": editing.seen,
        "row": editing.row,
        "conflict": conflict,
        "page_title": editing.title,
        "cancel_url": editing.back,
        **editing.context,
    }
    return render(request, editing.template, context, status=status)
