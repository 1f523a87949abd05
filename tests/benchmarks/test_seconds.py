"""How many seconds the heavy work takes on this machine: `make bench` prints them; no other run does."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from childservices.choices import Role
from childservices.models import User
from tests.benchmarks.telling import tell

pytestmark = [pytest.mark.timing, pytest.mark.django_db]
MEETING = ("cabinet-member-cyps", "2009-11-18")
PAGES = {
    "home of a clerk": "/",
    "meetings": "/meetings/",
    "the meeting of 18 November 2009": "/meetings/cabinet-member-cyps/2009-11-18/",
    "reports": "/reports/",
}


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration council without its packs."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", without_packs=True, stdout=io.StringIO(), stderr=io.StringIO())
        yield
        transaction.set_rollback(True)


def test_a_pack_is_built_and_built_again(
    demonstration: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for what in ("from nothing", "again"):
        for audience in ("public", "members"):
            printed = io.StringIO()
            began = perf_counter()
            call_command(
                "build_pack",
                *MEETING,
                audience=audience,
                output=tmp_path / f"{audience}.pdf",
                rebuild=True,
                json=True,
                stdout=printed,
                stderr=io.StringIO(),
            )
            seconds = perf_counter() - began
            result = json.loads(printed.getvalue())
            assert result["pages"] >= 60
            tell(capsys, f"{audience} pack {what}: {result['pages']} pages in {seconds:.1f} s")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_shown(
    demonstration: None, client: Client, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    client.force_login(User.objects.filter(groups__name=Role.CLERK).earliest("email"))
    show = timed(lambda: client.get(PAGES[name], follow=True).status_code)

    shown = [show() for _ in range(11)]

    assert {status for status, _ in shown} == {200}
    tell(capsys, f"{name}: {median(seconds for _, seconds in shown) * 1000:.0f} ms")


def timed(work: Callable[[], int]) -> Callable[[], tuple[int, float]]:
    """Give the work with the seconds that it took."""

    def with_seconds() -> tuple[int, float]:
        began = perf_counter()
        return work(), perf_counter() - began

    return with_seconds
