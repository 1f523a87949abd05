"""Questions about accounts: which of their roles stand today."""

from datetime import date

from childservices.choices import SECOND_FACTOR_ROLES
from childservices.domain.rights import Tenure, roles_standing
from childservices.models import PostHolding, User


def standing_roles(*, user: User, on: date) -> frozenset[str]:
    """The roles of an account that stand on a day: staff roles end with the person's last post."""
    tenures: list[Tenure] = []
    if user.person_id is not None:
        holdings = PostHolding.objects.filter(person_id=user.person_id).values_list("starts_on", "ends_on")
        tenures = [Tenure(starts_on, ends_on) for starts_on, ends_on in holdings]
    return roles_standing(user.roles, tenures, staff_roles=SECOND_FACTOR_ROLES, on=on)
