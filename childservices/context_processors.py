"""What the frame of every page shows: the council, the navigation, and who is signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from childservices.choices import Role
from childservices.models import PostHolding, User

NAVIGATION = (
    ("Home", "home"),
    ("Meetings", "meeting_list"),
    ("Reports", "report_list"),
    ("Plans", "plan_list"),
    ("Indicators", "indicator_list"),
    ("Commissioning", "programme_list"),
    ("Partnerships", "partnership_home"),
    ("Scrutiny", "scrutiny_home"),
)
FOR_STAFF = frozenset({"report_list"})
FOR_STAFF_AND_PROVIDERS = frozenset({"programme_list"})
FOOTER = (("Accessibility statement", "accessibility_statement"), ("Open data", "open_data"))


@dataclass(frozen=True)
class Link:
    """A link of the frame; current is the page itself, active a page below it."""

    text: str
    href: str
    is_current: bool = False
    is_active: bool = False


def council(request: HttpRequest) -> dict[str, Any]:
    """Give the frame of a page; nothing asks the database before a template shows it, so error pages stand."""
    return {
        "council_name": settings.COUNCIL_NAME,
        "is_demonstration": settings.DEMO,
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "footer_links": SimpleLazyObject(lambda: list(_links(FOOTER))),
        "account_href": SimpleLazyObject(lambda: _address("mfa_index", "account_change_password")),
        "sign_in_href": SimpleLazyObject(lambda: _address("account_login")),
        "sign_out_href": SimpleLazyObject(lambda: _address("account_logout")),
        "signed_in_as": SimpleLazyObject(lambda: _signed_in_as(request)),
    }


def _navigation(request: HttpRequest) -> list[Link]:
    """Give the pages that exist and that whoever asks may open."""
    shown = []
    for text, name in NAVIGATION:
        href = _address(name)
        if href and _opens(request, name, href):
            is_current = request.path == href
            is_below = href != "/" and request.path.startswith(href)
            shown.append(Link(text, href, is_current, is_current or is_below))
    return shown


def _opens(request: HttpRequest, name: str, href: str) -> bool:
    """Say whether a page is public, or open to an account like this one."""
    if not getattr(resolve(href).func, "login_required", True):
        return True
    user = request.user
    if not isinstance(user, User):
        return False
    if name in FOR_STAFF_AND_PROVIDERS and user.has_role(Role.PROVIDER):
        return True
    return name not in FOR_STAFF | FOR_STAFF_AND_PROVIDERS or user.is_council_staff


def _links(named: Iterable[tuple[str, str]]) -> Iterable[Link]:
    for text, name in named:
        if href := _address(name):
            yield Link(text, href)


def _address(*names: str) -> str:
    """Give the address of the first of these pages that exists, or nothing."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def _signed_in_as(request: HttpRequest) -> str:
    """Give the post that the user holds today, or the e-mail address of one who holds none."""
    if not isinstance(request.user, User):
        return ""
    today = timezone.localdate()  # noqa: TID251 (the frame belongs to the request, as a view does)
    held = PostHolding.objects.current(on=today).filter(person__user=request.user)
    return held.order_by("-starts_on").values_list("post__title", flat=True).first() or request.user.email
