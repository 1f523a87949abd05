"""Who is told by e-mail: commissioning managers, and the people of a provider."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from childservices.choices import Role
from childservices.models import PostHolding, User
from partnerships.models import Agreement


def managers() -> QuerySet[Any]:
    """The accounts of commissioning managers."""
    return User.objects.filter(groups__name=Role.COMMISSIONING_MANAGER)


def people_of(agreement: Agreement, *, on: date) -> QuerySet[Any]:
    """The accounts that sign in for the provider of an agreement on a day."""
    held = PostHolding.objects.current(on=on).filter(post__organisation=agreement.provider.organisation_id)
    return User.objects.filter(groups__name=Role.PROVIDER, person__in=held.values("person"))
