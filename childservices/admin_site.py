"""The administration site itself, and what every page of it shares; apart from the pages, which register with it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from childservices.domain.refusals import Refusal
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.permissions import can_administer

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
    _TabularInline = admin.TabularInline[Any, Any]
else:
    _ModelAdmin = admin.ModelAdmin
    _TabularInline = admin.TabularInline

#: Only what these apps register has a page: libraries' tables hold secrets and tracebacks.
APPS = frozenset({"childservices", "indicators", "partnerships", "reports"})


#: Where a request keeps the refusal that its form is shown again with.
REFUSAL = "childservices.refusal"


class CouncilAdminSite(AdminSite):
    """Reference data and accounts, opened by the administrator role alone; nothing exempt is on it."""

    site_header = site_title = "Administration"
    index_title = "Reference data and accounts"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Say whether somebody is an administrator; being a superuser does not help."""
        return can_administer(request.user)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the one page that signs people in, where the second factor and the limits hold."""
        if request.user.is_authenticated:
            raise PermissionDenied
        onward = request.GET.get(REDIRECT_FIELD_NAME, request.get_full_path())
        return redirect(reverse("account_login", query={REDIRECT_FIELD_NAME: onward}))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Send to the one page that changes passwords."""
        return redirect("account_change_password")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Will give a page to our own models and to no library's."""
        is_one = isinstance(model_or_iterable, ModelBase)
        models: Iterable[type[Model]] = [model_or_iterable] if is_one else model_or_iterable
        ours = [model for model in models if model._meta.app_label in APPS]
        super().register(ours, admin_class, **options)


class CouncilModelAdmin(_ModelAdmin):
    """A page of the administration: open to administrators, never deleting, every change on the audit log."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Say whether the page is listed."""
        return can_administer(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say whether the page opens."""
        return can_administer(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say whether rows can be added."""
        return can_administer(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say whether rows can be changed."""
        return can_administer(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no: records of a council are ended or closed, not deleted."""
        return False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Save or show a row; what an operation refuses is shown as an error of the form."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refusal as refusal:
            request.META[REFUSAL] = refusal
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form, with the operation's refusal when there was one."""
        usual = super().get_form(request, obj, change, **kwargs)
        refusal = request.META.get(REFUSAL)
        return _refused(usual, refusal) if isinstance(refusal, Refusal) else usual

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Will note the addition on the audit log too."""
        self._record("reference.added", request, obj, [])
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Will note the change, with the names of the fields, on the audit log too."""
        self._record("reference.changed", request, obj, _changed_fields(message))
        return super().log_change(request, obj, message)

    def _record(self, verb: str, request: HttpRequest, obj: Model, fields: Sequence[str]) -> None:
        assert isinstance(request.user, User)
        record_event(
            verb=verb,
            subject=obj,
            by=request.user,
            at=timezone.now(),  # noqa: TID251  (a page of the administration)
            detail={"fields": list(fields)},
        )


class CouncilInline(_TabularInline):
    """Rows shown and changed under what they belong to, and never deleted."""

    extra = 0
    can_delete = False
    has_add_permission = has_change_permission = CouncilModelAdmin.has_change_permission
    has_view_permission = CouncilModelAdmin.has_view_permission
    has_delete_permission = CouncilModelAdmin.has_delete_permission

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Give the rows, in which each field says what it is: the heading of its column is no label."""
        return _named(super().get_formset(request, obj, **kwargs))


class ReadOnlyAdmin(CouncilModelAdmin):
    """A page on which nothing can be changed."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        return False


def _refused(usual: Any, refusal: Refusal) -> Any:
    """Give a form that says the refusal beside the field that it is about."""

    class Refused(usual):  # type: ignore[misc]
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
            return cleaned

    return Refused


def _named(usual: Any) -> Any:
    """Give rows whose fields carry their names for screen readers."""

    class Named(usual):  # type: ignore[misc]
        def add_fields(self, form: Any, index: int | None) -> None:
            super().add_fields(form, index)
            row = "new row" if index is None else f"row {index + 1}"
            for name, field in form.fields.items():
                field.widget.attrs.setdefault("aria-label", f"{field.label or name}, {row}")

    return Named


def _changed_fields(message: Any) -> list[str]:
    changes = [part.get("changed", {}) for part in message if isinstance(part, dict)]
    return sorted({str(name) for change in changes for name in change.get("fields", [])})
