"""The page of bodies: what meets, its standing items, and who sits on it from when to when."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from childservices.admin import CouncilInline, CouncilModelAdmin
from childservices.operations.audit import record_event
from reports.admin.ordered import OrderedInline
from reports.models import Body, Membership, StandingItem

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Body]
    _Filter = admin.SimpleListFilter
else:
    _ModelForm, _Filter = forms.ModelForm, admin.SimpleListFilter


class BodyForm(_ModelForm):
    """A body that reports to another, and never to itself by a roundabout way."""

    class Meta:
        model = Body
        fields = (
            "name", "slug", "kind", "regime", "minute_prefix", "call_in_applies", "quorum", "parent", "template",
            "active_from", "active_to",
        )  # fmt: skip

    def clean_parent(self) -> Body | None:
        """Refuse a body that stands below this one."""
        chosen: Body | None = self.cleaned_data["parent"]
        above = chosen
        while above is not None:
            if above.pk == self.instance.pk:
                raise ValidationError("A body cannot report to itself or to a body that reports to it.")
            above = above.parent
        return chosen


class StandsFilter(_Filter):
    """Bodies that exist today, or that no longer or not yet do."""

    title = "whether it exists today"
    parameter_name = "exists"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Give the two answers."""
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        """Give the bodies of the chosen answer."""
        today = Body.objects.active(on=timezone.localdate())
        return {"yes": queryset.filter(pk__in=today), "no": queryset.exclude(pk__in=today)}.get(
            self.value() or ""
        )


class StandingItemInline(OrderedInline):
    """What stands on every agenda of the body."""

    model = StandingItem


class MembershipInline(CouncilInline):
    """Who sits or sat on the body: a place ends by its last day and is never taken away."""

    model = Membership
    verbose_name_plural = "Memberships"
    fields = ("person", "role", "starts_on", "ends_on")
    readonly_fields = ("person",)
    ordering = ("-starts_on", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Give the memberships with whose they are."""
        return super().get_queryset(request).select_related("person", "body")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say no: new memberships have rows of their own, in which a person is searched for."""
        return False


class NewMembershipInline(CouncilInline):
    """Who joins the body."""

    model = Membership
    verbose_name = "new membership"
    verbose_name_plural = "New memberships"
    fields = ("person", "role", "starts_on", "ends_on")
    autocomplete_fields = ("person",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Give none of those that are there."""
        return super().get_queryset(request).none()

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Say what the person's field is for."""
        kwargs["help_texts"] = {
            "person": "Search by name. Rights begin on the first day and end after the last."
        }
        return super().get_formset(request, obj, **kwargs)


@admin.register(Body)
class BodyAdmin(CouncilModelAdmin):
    """Bodies of the council and its partnerships; one that ends gets a last day and stays."""

    form = BodyForm
    list_display = ("name", "kind", "regime", "parent", "template", "active_from", "active_to")
    list_select_related = ("parent", "template")
    list_filter = (StandsFilter, "kind", "regime")
    search_fields = ("name", "slug", "memberships__person__name")
    search_help_text = "The name of a body, or of somebody who sits or sat on it."
    ordering = ("name",)
    inlines = (StandingItemInline, MembershipInline, NewMembershipInline)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the short name once addresses hold it."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """Offer a short name made from the name."""
        return {} if obj else {"slug": ("name",)}

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Will save the rows; rights hang on memberships, so that each is noted on the audit log by itself."""
        super().save_formset(request, form, formset, change)
        if formset.model is Membership:
            for membership in formset.new_objects:
                _note("membership.added", membership, request)
            for membership, _ in formset.changed_objects:
                _note("membership.changed", membership, request)


def _note(verb: str, membership: Membership, request: HttpRequest) -> None:
    user: Any = request.user
    ends_on = membership.ends_on.isoformat() if membership.ends_on else None
    detail = {
        "body": str(membership.body_id),
        "person": str(membership.person_id),
        "role": str(membership.role),
        "starts_on": membership.starts_on.isoformat(),
        "ends_on": ends_on,
    }
    record_event(verb=verb, subject=membership, by=user, at=timezone.now(), detail=detail)
