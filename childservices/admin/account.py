"""The page of accounts: who can sign in, as what; saved by the operations."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from childservices.admin_site import CouncilModelAdmin
from childservices.choices import Role
from childservices.models import User
from childservices.operations.accounts import change_account, create_account, reset_second_factor

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[User]
else:
    _ModelForm = forms.ModelForm


class AccountForm(_ModelForm):
    """An account with its roles."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What the account is for. Staff roles end by themselves with the person's last post.",
    )

    class Meta:
        model = User
        fields = ("email", "person", "wants_email", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["roles"] = sorted(self.instance.groups.values_list("name", flat=True))

    def clean_email(self) -> str:
        """Take the address in any case."""
        return str(self.cleaned_data["email"]).lower()


@admin.register(User)
class UserAdmin(CouncilModelAdmin):
    """Accounts; nobody's password is seen or set here, its owner sets it by "forgotten password"."""

    form = AccountForm
    list_display = ("email", "person", "role_names", "is_active", "last_login")
    list_select_related = ("person",)
    list_filter = ("is_active", "groups")
    search_fields = ("email", "person__name")
    ordering = ("email",)
    autocomplete_fields = ("person",)
    actions = ("remove_second_factor",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Give the accounts with their roles."""
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def role_names(self, user: User) -> str:
        """Name the roles of an account."""
        return ", ".join(
            sorted(Role(group.name).label for group in user.groups.all() if group.name in Role.values)
        )

    @admin.action(description="Take away the second factor, so that a new one is set up")
    def remove_second_factor(self, request: HttpRequest, accounts: QuerySet[Any]) -> None:
        """Will take it from the chosen accounts."""
        for user in accounts:
            reset_second_factor(user=user, by=_who(request), at=timezone.now())
        self.message_user(request, "They will be asked to set up a new second factor.", messages.SUCCESS)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Will make or change the account by its operation."""
        data, by, at = form.cleaned_data, _who(request), timezone.now()
        if change:
            change_account(user=obj, by=by, at=at, **data)
            return
        fields = {name: data[name] for name in ("email", "person", "wants_email", "roles")}
        made = create_account(by=by, at=at, **fields)
        obj.pk, obj.password = made.pk, made.password
        obj._state.adding = False

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Leave the audit event to the operation."""
        return None

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Leave the audit event to the operation."""
        return None


def _who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
