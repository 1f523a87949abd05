"""Who may see what is exempt.

Source: Local Government Act 1972, sections 100A to 100F and Part 1 of Schedule 12A; the Local Authorities (Executive
Arrangements) (Meetings and Access to Information) (England) Regulations 2012, regulation 16.
"""

from dataclasses import dataclass

BUSINESS, NOTICE = 3, 6


@dataclass(frozen=True)
class Viewer:
    """Who asks to see something exempt, in the terms that the rule knows."""

    prepares_agendas: bool = False
    """Clerk or proper officer."""
    wrote_it: bool = False
    is_on_the_body: bool = False
    """A membership of the body runs today."""
    is_a_member: bool = False
    """A membership of some council body runs today."""
    has_grant: bool = False
    """A logged grant for this item runs today."""
    administers: bool = False


@dataclass(frozen=True)
class ExemptMatter:
    """What is asked for: its paragraph of Schedule 12A and whether it has gone out to members."""

    paragraph: int | None
    is_contract_negotiation: bool = False
    is_out: bool = False
    """The members' pack that holds it was published."""


@dataclass(frozen=True)
class Sight:
    """The answer, with the reason that the audit log keeps."""

    allowed: bool
    reason: str


def sight(viewer: Viewer, matter: ExemptMatter) -> Sight:
    """Decide whether a viewer may see an exempt matter, and why; whatever no line allows is refused."""
    if viewer.administers:
        return Sight(False, "administrators do not see exempt content")
    if viewer.prepares_agendas:
        return Sight(True, "prepares the agenda")
    if viewer.wrote_it:
        return Sight(True, "wrote the report")
    if not matter.is_out:
        return Sight(False, "the members' pack is not out")
    return _sight_of_what_is_out(viewer, matter)


def _sight_of_what_is_out(viewer: Viewer, matter: ExemptMatter) -> Sight:
    if viewer.is_on_the_body:
        return Sight(True, "member of the body")
    if viewer.has_grant:
        return Sight(True, "granted for this item")
    if viewer.is_a_member and matter.paragraph == NOTICE:
        return Sight(True, "any member may see paragraph 6")
    if viewer.is_a_member and matter.paragraph == BUSINESS and not matter.is_contract_negotiation:
        return Sight(True, "any member may see paragraph 3 outside contract negotiations")
    return Sight(False, "no membership, right or grant opens it")
