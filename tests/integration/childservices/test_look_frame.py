"""The frame of a page for somebody signed in, and the pages and e-mails of signing in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from lxml import html

from childservices.choices import Role
from childservices.models import User
from tests.factories import PostHoldingFactory, UserFactory

pytestmark = pytest.mark.django_db

PUBLIC_PAGES = {
    "/accounts/login/": "Sign in",
    "/accounts/password/reset/": "Choose a new password",
    "/accounts/password/reset/done/": "Look for our e-mail",
    "/accounts/password/reset/key/done/": "Your password is changed",
    "/accounts/signup/": "Accounts are made for you",
    "/accounts/inactive/": "This account is closed",
}
OWN_PAGES = {
    "/accounts/2fa/": "Second factor",
    "/accounts/password/change/": "Change your password",
    "/accounts/logout/": "Sign out",
    "/accounts/reauthenticate/": "Show that it is you",
}


@pytest.fixture
def clerk() -> User:
    """Somebody with an account, who was Clerk until 31 March 2012."""
    holding = PostHoldingFactory(post__title="Clerk", ends_on=date(2012, 3, 31))
    return UserFactory(email="clerk@council.example", password="a long password", person=holding.person)


def header(client: Client) -> html.HtmlElement:
    """The header of a page of one's account."""
    return html.document_fromstring(client.get("/accounts/password/change/").content).xpath("//header")[0]


def test_the_header_names_the_post_held_today_and_signs_out_by_a_form(client: Client, clerk: User) -> None:
    PostHoldingFactory(
        person=clerk.person, post__title="Head of Democratic Services", starts_on=date(2012, 4, 1)
    )
    client.force_login(clerk)

    shown = header(client)

    assert "Signed in as Head of Democratic Services" in " ".join(shown.text_content().split())
    assert shown.xpath(".//form/@action") == ["/accounts/logout/"]
    assert shown.xpath(".//form/@method") == ["post"]
    assert len(shown.xpath(".//form/input[@name='csrfmiddlewaretoken']")) == 1


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (
            Role.OFFICER,
            [
                "Home",
                "Meetings",
                "Reports",
                "Plans",
                "Indicators",
                "Commissioning",
                "Partnerships",
                "Scrutiny",
            ],
        ),
        (Role.MEMBER, ["Home", "Meetings", "Plans", "Indicators", "Partnerships", "Scrutiny"]),
        (
            Role.PROVIDER,
            ["Home", "Meetings", "Plans", "Indicators", "Commissioning", "Partnerships", "Scrutiny"],
        ),
    ],
)
def test_the_navigation_offers_what_the_role_may_open(
    client_with_role: Callable[..., Client], role: Role, names: list[str]
) -> None:
    page = html.document_fromstring(client_with_role(role).get("/accounts/2fa/").content)

    links = page.xpath("//nav[@aria-label='Service']//a")
    assert [link.text_content().strip() for link in links] == names


def test_the_header_names_the_address_of_one_without_a_post(client: Client, clerk: User) -> None:
    client.force_login(clerk)

    assert "Signed in as clerk@council.example" in " ".join(header(client).text_content().split())


@pytest.mark.parametrize(("path", "title"), PUBLIC_PAGES.items())
def test_a_page_of_signing_in_has_our_look(client: Client, path: str, title: str) -> None:
    tree = html.document_fromstring(client.get(path).content)

    assert [heading.text for heading in tree.xpath("//h1")] == [title]
    assert len(tree.xpath("//main[@id='main-content']")) == 1


@pytest.mark.parametrize(("path", "title"), OWN_PAGES.items())
def test_a_page_of_ones_account_has_our_look(client: Client, clerk: User, path: str, title: str) -> None:
    client.force_login(clerk)

    tree = html.document_fromstring(client.get(path).content)

    assert [heading.text for heading in tree.xpath("//h1")] == [title]


def test_a_wrong_password_is_told_at_the_top_and_the_address_stays(client: Client, clerk: User) -> None:
    answer = client.post("/accounts/login/", {"login": "clerk@council.example", "password": "wrong"})

    tree = html.document_fromstring(answer.content)
    assert tree.xpath("//title")[0].text.strip().startswith("Error: Sign in")
    assert len(tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")) == 1
    assert tree.xpath("//input[@name='login']/@value") == ["clerk@council.example"]


def test_the_link_to_a_new_password_comes_in_plain_words_and_works(
    client: Client, clerk: User, settings: Any
) -> None:
    settings.COUNCIL_NAME = "Borough of Example"
    client.post("/accounts/password/reset/", {"email": "clerk@council.example"})

    message = mail.outbox[0]
    link = next(line for line in message.body.splitlines() if line.startswith("http"))
    page = html.document_fromstring(client.get(link, follow=True).content)
    assert message.subject.endswith("Choose a new password")
    assert "If it was not you, do nothing" in message.body
    assert message.body.strip().endswith("Borough of Example")
    assert [heading.text for heading in page.xpath("//h1")] == ["Choose a new password"]


def test_a_used_or_broken_link_says_what_to_do(client: Client) -> None:
    tree = html.document_fromstring(client.get("/accounts/password/reset/key/1-broken/").content)

    assert [heading.text for heading in tree.xpath("//h1")] == ["This link no longer works"]
    assert tree.xpath("//main//a/@href") == ["/accounts/password/reset/"]
