"""Reference data by file: what a file would do is shown first, and it is loaded whole or not at all."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from childservices.choices import Role
from childservices.exports import workbook
from childservices.models import AuditEvent
from indicators.models import Area, SuppressionPolicy, Theme
from tests.indicators_factories import AreaFactory
from tests.screens import words

pytestmark = pytest.mark.django_db
THEMES = "/admin/indicators/theme/"
AREAS = "/admin/indicators/area/"
HEADINGS = "code,name,level,region__code,ons_code,is_former,is_own\n"


@pytest.fixture
def administrator(client_with_role: Any) -> Client:
    client: Client = client_with_role(Role.ADMINISTRATOR)
    return client


@pytest.fixture
def theme() -> Theme:
    return Theme.objects.create(slug="staying-safe", title="Staying Safe", framework="Outcomes", position=2)


def send(client: Client, page: str, text: str, name: str = "file.csv") -> Any:
    return client.post(f"{page}load/", {"file": SimpleUploadedFile(name, text.encode())})


def confirm(client: Client, page: str, lines: str) -> Any:
    return client.post(f"{page}load/", {"lines": lines, "confirm": "1"}, follow=True)


def test_what_was_downloaded_can_be_changed_and_loaded_again(administrator: Client, theme: Theme) -> None:
    chosen = {"action": "export", "_selected_action": [theme.pk]}
    file = b"".join(administrator.post(THEMES, chosen)).decode("utf-8-sig")  # type: ignore[arg-type]

    changed = f"{file.replace('Staying Safe', 'Being safe')}being-healthy,Being Healthy,,1\r\n"
    page = send(administrator, THEMES, changed)
    assert "1 rows will be added, 1 changed, and 0 stay as they are." in words(page)
    assert Theme.objects.get().title == "Staying Safe"

    done = confirm(administrator, THEMES, changed)

    assert "1 rows were added and 1 changed." in words(done)
    assert list(Theme.objects.order_by("position").values_list("slug", "title", "framework", "position")) == [
        ("being-healthy", "Being Healthy", "", 1),
        ("staying-safe", "Being safe", "Outcomes", 2),
    ]
    event = AuditEvent.objects.get(verb="reference.loaded")
    assert event.detail == {"added": 1, "changed": 1}


def test_a_file_that_changes_nothing_leaves_no_trace(administrator: Client, theme: Theme) -> None:
    lines = "slug,title\nstaying-safe,Staying Safe\n"

    assert "0 changed, and 1 stay as they are" in words(send(administrator, THEMES, lines))
    confirm(administrator, THEMES, lines)

    assert not AuditEvent.objects.filter(verb="reference.loaded").exists()


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (
            "title\nSafe\n",
            "1",
            "The headings have to be among slug, title, framework, position; slug must be",
        ),
        ("slug,colour\na,red\n", "1", "The headings have to be among slug, title, framework, position"),
        ("slug,title\n,Safe\n", "2", "This line has no name. Give it one."),
        ("slug,title\na,A\na,B\n", "3", "Two lines are about the same row. Leave one."),
        ("slug,title,position\na,A,second\n", "2", "“second” value must be an integer."),
        ("slug,title\nno slug,A\n", "2", "Enter a valid “slug”"),
        ("slug,title\na,\n", "2", "This field cannot be blank."),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(
    administrator: Client, text: str, line: str, sentence: str
) -> None:
    page = send(administrator, THEMES, text)

    assert f"{line} " in words(page)
    assert sentence in words(page)
    confirm(administrator, THEMES, text)
    assert not Theme.objects.exists()


def test_rows_of_other_lists_are_named_by_their_codes(administrator: Client) -> None:
    AreaFactory(code="YH", name="Yorkshire", level="region", is_own=False)
    lines = f"{HEADINGS}384,Wakefield,local_authority,YH,E08000036,no,no\n"

    confirm(administrator, AREAS, lines)

    added = Area.objects.get(code="384")
    assert (added.region, added.is_own) == (Area.objects.get(code="YH"), False)


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ("384,Wakefield,local_authority,XX,,no,no", "region__code", "There is no area “XX”."),
        ("384,Wakefield,local_authority,,,perhaps,no", "is_former", "Write yes or no."),
        ("384,Wakefield,parish,,,no,no", "level", "is not a valid choice."),
        ("384,Wakefield,local_authority,,,no,yes", "", "area_own_once"),
    ],
)
def test_what_an_area_cannot_be(administrator: Client, cells: str, column: str, sentence: str) -> None:
    AreaFactory(code="372", is_own=True)

    page = send(administrator, AREAS, f"{HEADINGS}{cells}\n")

    assert f"2 {column}".strip() in words(page)
    assert sentence in words(page)


def test_a_workbook_is_read_too_and_what_is_none_is_refused(administrator: Client) -> None:
    book = workbook("Policies", ["name", "largest", "small_group"], [["Schools", 10, 5]])
    file = SimpleUploadedFile("policies.xlsx", book)

    page = administrator.post("/admin/indicators/suppressionpolicy/load/", {"file": file})
    refused = send(administrator, THEMES, "nothing", "themes.xlsx")

    assert "1 rows will be added" in words(page)
    assert "This is no Excel workbook" in words(refused)
    assert not SuppressionPolicy.objects.exists()


def test_without_a_file_it_asks_for_one_and_only_administrators_get_there(
    administrator: Client, client_with_role: Any
) -> None:
    assert "Choose the file." in words(administrator.post(f"{THEMES}load/", {"lines": ""}))
    assert "Load from a file" in words(administrator.get(THEMES))
    assert "The first line holds the headings: slug, title" in words(administrator.get(f"{THEMES}load/"))
    assert client_with_role(Role.CLERK).get(f"{THEMES}load/", follow=True).status_code == 403
