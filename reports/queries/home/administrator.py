"""What an administrator has before them: accounts and reference data that are not complete, and where they are kept."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import reverse

from childservices.choices import SECOND_FACTOR_ROLES
from childservices.models import User
from reports.models import Body
from reports.queries.home.desk import Desk, Need


def administrator_desks() -> Iterable[Desk]:
    """Gather an administrator's desks; nothing in them comes from a paper."""
    users = User.objects.filter(is_active=True)
    secured = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user")
    staff = users.filter(groups__name__in=SECOND_FACTOR_ROLES).exclude(pk__in=secured).distinct()
    bodies = Body.objects.filter(template=None, active_to=None)
    counted = (
        ("Accounts without a role", users.filter(groups=None).count(), _list_of(User)),
        ("Staff accounts without a second factor", staff.count(), _list_of(User)),
        ("Bodies without a report template", bodies.count(), _list_of(Body)),
    )
    return (
        Desk(
            "Not complete yet",
            [Need(name, href, status=str(count), colour="orange") for name, count, href in counted if count],
            "Every account has a role and its second factor, and every body has a report template.",
        ),
        Desk(
            "Where things are kept",
            (
                Need("Administration pages", reverse("admin:index"), "Accounts and reference data"),
                Need("Audit log", reverse("audit_list"), "Who did what, and when"),
            ),
            "",
        ),
    )


def _list_of(model: type[User | Body]) -> str:
    if not admin.site.is_registered(model):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
