"""The administration of indicators: headings, small numbers, and who answers for what."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent
from indicators.models import Indicator, SuppressionPolicy, Theme
from tests.conftest import SignedInClient
from tests.factories import PostFactory
from tests.indicator_pages import rows_of
from tests.indicators_factories import IndicatorFactory

pytestmark = pytest.mark.django_db
PAGES = ("theme", "suppressionpolicy", "indicator")


@pytest.fixture
def administrator(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an administrator is signed in."""
    return client_with_role(Role.ADMINISTRATOR)


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_open_to_administrators_alone(
    client_with_role: Callable[..., SignedInClient], administrator: SignedInClient, page: str
) -> None:
    address = reverse(f"admin:indicators_{page}_changelist")

    answers = [
        client.get(address, {"q": "a"}, follow=True).status_code
        for client in (administrator, client_with_role(Role.PERFORMANCE_OFFICER))
    ]

    assert answers == [200, 403]


def test_a_theme_and_a_policy_are_added(administrator: SignedInClient) -> None:
    administrator.post(
        reverse("admin:indicators_theme_add"),
        {"title": "Being safe", "slug": "being-safe", "framework": "", "position": 3},
    )
    administrator.post(
        reverse("admin:indicators_suppressionpolicy_add"), {"name": "Health", "largest": 7, "small_group": 10}
    )

    assert (Theme.objects.get().slug, SuppressionPolicy.objects.get().largest) == ("being-safe", 7)
    assert AuditEvent.objects.filter(verb="reference.added").count() == 2


def test_who_answers_is_changed_and_what_is_measured_is_not(administrator: SignedInClient) -> None:
    indicator, post = IndicatorFactory(reference="LPI1", title="Visits"), PostFactory()
    sent = {"manager": post.pk, "display_map": "stars", "reference": "LPI2", "title": "Other"}

    administrator.post(reverse("admin:indicators_indicator_change", args=[indicator.pk]), sent)

    indicator.refresh_from_db()
    assert (indicator.manager, indicator.display_map) == (post, "stars")
    assert (indicator.reference, indicator.title) == ("LPI1", "Visits")


def test_indicators_are_neither_added_nor_deleted_here(administrator: SignedInClient) -> None:
    indicator = IndicatorFactory()

    answers = [
        administrator.get(address).status_code
        for address in (
            reverse("admin:indicators_indicator_add"),
            reverse("admin:indicators_indicator_delete", args=[indicator.pk]),
        )
    ]

    assert answers == [403, 403]


def test_chosen_indicators_download_as_csv(administrator: SignedInClient) -> None:
    chosen = [IndicatorFactory(reference=reference) for reference in ("LPI2", "LPI1")]
    IndicatorFactory(reference="LPI3")
    sent = {"action": "export", "_selected_action": [indicator.pk for indicator in chosen]}

    rows = rows_of(administrator.post(reverse("admin:indicators_indicator_changelist"), sent))

    assert [(row["reference"], row["unit"]) for row in rows] == [("LPI1", "percent"), ("LPI2", "percent")]
    assert Indicator.objects.count() == 3
