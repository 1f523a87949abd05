"""Every screen of the demonstration in a real browser: accessible, no wider than the window, within the policy."""

import pytest
from playwright.sync_api import expect

from childservices.choices import Role
from tests.browser.demonstration import email_of
from tests.browser.screens import Complaints, Site, serious_findings, sign_in, width_of

pytestmark = pytest.mark.browser

PUBLIC = (
    "sign-in password-reset meetings meeting papers item minutes plans plan plan-immediate "
    "indicators indicator indicator-suppressed indicator-published "
    "partnerships groups group strategy scorecard "
    "scorecards protocols protocol commitments commitment consultations consultation demographics engagements "
    "scrutiny appraisal appraisal-supposed appraisal-annex review self-assessment seven-tests"
)
SCREENS: dict[Role | None, str] = {
    None: PUBLIC,
    Role.OFFICER: (
        "home reports report report-returned report-new report-edit report-delete report-submit preview preview-public "
        "section section-with-table recommendation recommendation-add recommendation-remove risk-add appendix-add "
        "table table-add table-remove meeting-planned my-actions my-actions-update action plan-overdue "
        "group milestones scorecard strategy group-new group-change "
        "member-remove need-change measure-change target-new appraisal option-score review recommendation-new "
        "self-assessment assessment-score"
    ),
    Role.CLEARER: "home",
    Role.CLERK: (
        "home meetings meeting meeting-planned meeting-what-if meeting-new meeting-change agenda "
        "item-new item-change item-place-report item-remove publish publish-again papers-draft "
        "appendix appendix-upload preview-exempt"
    ),
    Role.PROPER_OFFICER: "home",
    Role.MEMBER: "home meeting-held papers-held item-exempt exempt minutes-held minutes-exempt second-factor "
    "monitoring clinic-recommendation",
    Role.PERFORMANCE_OFFICER: (
        "home plans plan plan-update action action-new action-change highlight-report highlight-report-new "
        "highlight-section indicators indicator indicator-suppressed indicator-new indicator-change indicator-retire "
        "entry approve monitoring-month themes theme-narrative clinics clinic-choose clinic-recommend "
        "targets target-new"
    ),
    Role.COMMISSIONING_MANAGER: (
        "home programmes programme programme-2008 localities project attention providers provider agreement "
        "agreement-2008 forecasts round bid-score bid-decide programme-new agreement-add agreement-change "
        "agreement-remove visit-add returns return-submitted return-queried return-approve return-query"
    ),
    Role.PROVIDER: "home returns agreement return return-edit return-check return-sheet",
    Role.ADMINISTRATOR: (
        "home admin admin-plan admin-bodies admin-body admin-body-new admin-indicators admin-themes "
        "admin-themes-load admin-theme-new admin-users "
        "admin-user-new audit second-factor "
        "second-factor-activate password-change sign-out"
    ),
}
ERRORS = {
    403: (Role.PROVIDER, "reports", "You cannot open this page"),
    404: (Role.OFFICER, "no-such-page", "There is no page here"),
}
OPENED = [
    pytest.param(role, name, id=f"{name}-{role or 'public'}")
    for role, names in SCREENS.items()
    for name in names.split()
]


@pytest.mark.parametrize(("role", "name"), OPENED)
def test_a_screen_is_accessible_fits_and_runs_within_the_policy(
    site: Site, role: Role | None, name: str
) -> None:
    page = site.visitor(role)
    complaints = Complaints(page)

    response = site.open(page, name)

    assert response.status == 200
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert page.locator("h1").count() == 1
    assert serious_findings(page) == {}
    assert width_of(page) == 1280
    page.set_viewport_size({"width": 360, "height": 800})
    assert width_of(page) == 360
    # The colours of the longest page are the same at every width, and take many seconds to compare.
    assert serious_findings(page, but=["color-contrast"] if name == "papers" else []) == {}
    assert complaints.left() == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("status", [403, 404])
def test_an_error_page_is_accessible_and_says_where_to_go(site: Site, status: int, width: int) -> None:
    role, name, sentence = ERRORS[status]
    page = site.visitor(role, width=width)
    complaints = Complaints(page)

    response = page.goto(site.url(name))

    assert response is not None
    assert response.status == status
    expect(page.get_by_role("heading", level=1)).to_have_text(sentence)
    expect(page.get_by_role("link", name="home page")).to_have_attribute("href", "/")
    assert (serious_findings(page), width_of(page)) == ({}, width)
    assert complaints.left(f"Failed to load resource: the server responded with a status of {status}") == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_of_a_job_follows_it_to_its_end(changing_site: Site, width: int) -> None:
    page = changing_site.visitor(Role.CLERK, width=width)
    complaints = Complaints(page)
    page.goto(changing_site.url("meeting-planned"))

    page.get_by_role("button", name="Build draft packs").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert (serious_findings(page), width_of(page)) == ({}, width)
    page.get_by_role("button", name="Stop this").click()

    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    assert (serious_findings(page), width_of(page)) == ({}, width)
    assert complaints.left() == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    "name", ["item-new", "risk-add", "meeting-new", "table-add", "report-new", "recommendation-new"]
)
def test_a_form_with_mistakes_is_accessible(changing_site: Site, name: str, width: int) -> None:
    page = changing_site.visitor(Role.CLERK, width=width)
    complaints = Complaints(page)
    page.goto(changing_site.url(name))

    page.get_by_role("main").locator("form button[type=submit]").first.click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    assert (serious_findings(page), width_of(page)) == ({}, width)
    assert complaints.left() == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    ("role", "name", "field"),
    [
        (Role.PROVIDER, "return-edit", "Claim for this quarter"),
        (Role.COMMISSIONING_MANAGER, "programme-new", "Budget"),
    ],
)
def test_a_form_of_commissioning_with_mistakes_is_accessible(
    changing_site: Site, role: Role, name: str, field: str, width: int
) -> None:
    page = changing_site.visitor(role, width=width)
    complaints = Complaints(page)
    page.goto(changing_site.url(name))
    page.get_by_label(field).fill("a lot")

    page.get_by_role("main").locator("form button[type=submit]").first.click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label(field)).to_have_value("a lot")
    assert (serious_findings(page), width_of(page)) == ({}, width)
    assert complaints.left() == []


def test_a_wrong_password_is_told_accessibly(site: Site) -> None:
    page = site.visitor(width=360)
    page.goto(site.url("sign-in"))
    page.get_by_label("Email").fill(email_of(Role.MEMBER))
    page.get_by_label("Password", exact=True).fill("a wrong password")

    page.get_by_role("button", name="Sign in").click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert (serious_findings(page), width_of(page)) == ({}, 360)


@pytest.mark.parametrize("width", [1280, 360])
def test_setting_up_a_second_factor_is_accessible(changing_site: Site, width: int) -> None:
    page = changing_site.visitor(width=width)
    complaints = Complaints(page)
    page.goto(changing_site.url("second-factor-activate"))
    sign_in(page, Role.ADMINISTRATOR)

    expect(page.get_by_role("main").get_by_role("img").or_(page.locator("main svg")).first).to_be_visible()
    assert (serious_findings(page), width_of(page)) == ({}, width)
    page.get_by_role("main").locator("button[type=submit]").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert (serious_findings(page), width_of(page)) == ({}, width)
    assert complaints.left() == []


@pytest.mark.parametrize("width", [1280, 360])
def test_a_search_for_a_person_in_the_administration_has_a_name(changing_site: Site, width: int) -> None:
    page = changing_site.visitor(Role.ADMINISTRATOR, width=width)
    complaints = Complaints(page)
    page.goto(changing_site.url("admin-body"))

    page.get_by_role("button", name="Add another New membership").click()
    page.get_by_role("combobox", name="Person, new row").click()
    page.get_by_role("searchbox", name="Search: Person").fill("Parent-governor")

    expect(page.locator(".select2-results [role=option]")).to_contain_text(["Parent-governor co-optee"])
    assert (serious_findings(page), width_of(page)) == ({}, width)
    assert complaints.left() == []
