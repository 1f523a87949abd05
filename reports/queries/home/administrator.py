"""What an administrator has before them: accounts and reference data that are not complete, and where they are kept."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
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
    accounts = reverse("admin:childservices_user_changelist")
    counted = (
        ("Accounts without a role", users.filter(groups=None).count(), accounts),
        ("Staff accounts without a second factor", staff.count(), accounts),
        ("Bodies without a report template", bodies.count(), reverse("admin:reports_body_changelist")),
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
