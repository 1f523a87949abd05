"""When rights that come from posts stand and when they have ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tenure:
    """A time in a post, both days included; without an end it goes on."""

    starts_on: date
    ends_on: date | None

    def includes(self, day: date) -> bool:
        """Say whether the post is held on the day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def roles_standing(
    roles: frozenset[str], tenures: Collection[Tenure], *, staff_roles: frozenset[str], on: date
) -> frozenset[str]:
    """Give the roles that stand on a day.

    Staff roles end with the last post: a person who has held posts and holds none on the day keeps only what does
    not come from a post, such as a councillor's role. A person without any post on record keeps every role.
    """
    if not tenures or any(tenure.includes(on) for tenure in tenures):
        return roles
    return roles - staff_roles
