"""Improvement plans with their themes, priorities and risks, as an administrator keeps them."""

from collections.abc import Callable
from typing import Any

import pytest

from childservices.choices import Role
from childservices.models import AuditEvent
from reports.models import ImprovementPlan, PlanTheme
from tests.admin_pages import errors_in, formset, page_of
from tests.conftest import SignedInClient
from tests.papers import Office
from tests.plans import make_planning

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an administrator is signed in."""
    return client_with_role(Role.ADMINISTRATOR)


def plan_form(office: Office, **changes: Any) -> dict[str, Any]:
    """What a browser sends for a plan with two themes, a priority and a risk."""
    return {
        "title": "Recovery Plan",
        "slug": "recovery-plan",
        "body": office.body.pk,
        "starts_on": "2009-04-01",
        "ends_on": "2010-03-31",
        "overall_decimals": 2,
        "theme_decimals": 0,
        "priority_decimals": 2,
        **formset(
            "themes",
            {"position": 2, "reference": "2", "title": "Safeguarding"},
            {"position": 1, "reference": "1", "title": "Leadership"},
        ),
        **formset("priorities", {"number": 1, "last": "2009-10-31"}),
        **formset("risks", {"reference": "R1", "text": "Too few staff", "raised_on": "2009-10-01"}),
        **changes,
    }


def test_a_plan_is_added_and_is_on_the_audit_log(administrator: SignedInClient, office: Office) -> None:
    administrator.post("/admin/reports/improvementplan/add/", plan_form(office))

    plan = ImprovementPlan.objects.get()
    assert not plan.is_public
    assert [str(theme) for theme in plan.themes.order_by("position")] == ["1 Leadership", "2 Safeguarding"]
    assert str(plan.priorities.get()) == "1: by 31 October 2009"
    assert str(plan.risks.get()) == "Too few staff"
    assert AuditEvent.objects.get(verb="reference.added").label == "Recovery Plan"


def test_a_period_that_ends_before_it_starts_is_told(administrator: SignedInClient, office: Office) -> None:
    response = administrator.post(
        "/admin/reports/improvementplan/add/", plan_form(office, ends_on="2009-03-31")
    )

    assert errors_in(response) == ["The period ends before it starts. Change one of the two days."]


def test_a_theme_gets_objectives_in_their_order(administrator: SignedInClient) -> None:
    make_planning()
    theme = PlanTheme.objects.get(reference="1")
    first = theme.objectives.get()
    rows = formset(
        "objectives",
        {"id": first.pk, "theme": theme.pk, "position": 2, "title": "Better leadership"},
        {"position": 1, "title": "Posts filled"},
        initial=1,
    )

    administrator.post(page_of(theme), {"reference": "1", "title": "Leadership", **rows})

    assert [str(one) for one in theme.objectives.order_by("position")] == [
        "Posts filled",
        "Better leadership",
    ]


def test_a_theme_is_found_by_its_objectives(administrator: SignedInClient) -> None:
    make_planning()

    found = administrator.get("/admin/reports/plantheme/?q=Better leadership").context["cl"].queryset

    assert [str(theme) for theme in found] == ["1 Leadership"]
    assert administrator.get("/admin/reports/plantheme/add/").status_code == 403


def test_the_short_name_stays(administrator: SignedInClient) -> None:
    plan = make_planning().plan

    page = administrator.get(page_of(plan))

    assert "slug" not in page.context["adminform"].form.fields
