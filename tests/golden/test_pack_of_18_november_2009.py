"""The pack of the Cabinet Member's meeting of 18 November 2009: the main job, end to end, on real input."""

import io
import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from reports.choices import BlockKind
from reports.models import AgendaItem, DataTable, Meeting, Minute, Report, Section
from reports.papers.blocks import fill_live_tables
from tests.golden.spoken_tables import letters, spoken_tables

pytestmark = pytest.mark.django_db

ITEMS = [
    "Items suggested for exempt or confidential categories (Local Government Act 1972)",
    "Items that the person in the chair considers urgent",
    "Apologies for Absence",
    "Minutes of the previous meeting held on 4th November, 2009",
    "Parenting Strategy",
    "Overarching Information Sharing Protocol",
    "Children and Young People's Services Improvement Plan – October Highlight Report",
    "Children and Young People's Services - Performance Indicator Report – 2009/10 – Quarter 2",
    "The 'Welcome Offer' to Vulnerable Children and Young People",
    "The Children's Fund 2008/2009",
    "The Extra Mile Project",
]
SECRETS = ("1,819,926.00", "2,410,444.50", "Monkwood", "Surplus school balances", "Education Consultative")


class Built:
    """A pack that `build_pack` made: what it printed, and what it wrote."""

    def __init__(self, audience: str, folder: Path) -> None:
        output, printed = folder / f"{audience}.pdf", io.StringIO()
        call_command(
            "build_pack",
            "cabinet-member-cyps",
            "2009-11-18",
            audience=audience,
            output=output,
            json=True,
            stdout=printed,
            stderr=io.StringIO(),
        )
        lines = printed.getvalue().splitlines()
        assert len(lines) == 1
        self.result: dict[str, Any] = json.loads(lines[0])
        self.data = output.read_bytes()
        self.pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(self.data)).pages]


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration council, loaded twice because loading must be safe to repeat."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", without_packs=True, stdout=io.StringIO())
        before = Counter(
            {model: model.objects.count() for model in (Report, Section, DataTable, AgendaItem, Minute)}
        )
        call_command("load_demo", without_packs=True, stdout=io.StringIO())
        after = Counter(
            {model: model.objects.count() for model in (Report, Section, DataTable, AgendaItem, Minute)}
        )
        assert before == after
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def public(demonstration: None, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The public pack."""
    return Built("public", tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def members(demonstration: None, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The members' pack."""
    return Built("members", tmp_path_factory.mktemp("packs"))


def structure(data: bytes) -> Counter[str]:
    """How often each kind of element stands in the structure tree of a PDF."""
    kinds: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        waiting = [pdf.Root.StructTreeRoot.K]
        while waiting:
            element = waiting.pop()
            if isinstance(element, pikepdf.Array):
                waiting.extend(list(element))
            elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
                kinds[str(element.S)] += 1
                waiting.extend([element.K] if "/K" in element else [])
    return kinds


def test_the_agenda_has_its_eleven_items_and_standing_items_have_no_pages(public: Built) -> None:
    items = public.result["items"]

    assert [item["title"] for item in items] == ITEMS
    assert [item["number"] for item in items] == [str(number) for number in range(1, 12)]
    assert [item["first_page"] for item in items[:3]] == [None, None, None]
    assert all(item["first_page"] for item in items[3:])


def test_the_ranges_follow_each_other_and_the_pack_is_about_sixty_pages_or_more(public: Built) -> None:
    placed = [item for item in public.result["items"] if item["first_page"]]

    assert public.result["pages"] == len(public.pages) >= 60
    for before, after in pairwise(placed):
        assert after["first_page"] == before["last_page"] + 1
    assert placed[-1]["last_page"] == len(public.pages)


def test_every_page_is_stamped_with_its_number_and_the_front_sheet_prints_the_ranges(public: Built) -> None:
    for number, text in enumerate(public.pages, start=1):
        assert f"Page {number}" in text.splitlines()
    front = " ".join(" ".join(public.pages[:2]).split())
    for item in public.result["items"]:
        if item["first_page"]:
            assert f"{item['first_page']} to {item['last_page']}" in front


def test_each_item_begins_on_the_page_that_its_range_says(public: Built) -> None:
    for item in public.result["items"]:
        if item["first_page"]:
            opening = " ".join(public.pages[item["first_page"] - 1].split())
            assert opening.startswith(f"{item['number']} {item['title'].split()[0]}")


def test_the_exempt_minutes_follow_the_last_open_page_of_the_members_pack(
    members: Built, public: Built
) -> None:
    *open_rows, exempt = members.result["items"]

    assert open_rows == public.result["items"]
    assert (exempt["part"], exempt["first_page"]) == ("exempt", public.result["pages"] + 1)
    text = " ".join(" ".join(members.pages[exempt["first_page"] - 1 :]).split())
    for secret in SECRETS:
        assert secret in text
    assert "Not for publication" in text


def test_the_public_pack_has_only_number_neutral_title_and_paragraph_of_the_exempt_minutes(
    public: Built,
) -> None:
    text = " ".join(" ".join(public.pages).split())

    for secret in SECRETS:
        assert secret not in text
    with pikepdf.open(io.BytesIO(public.data)) as pdf:
        pdf_bytes = io.BytesIO()
        pdf.save(pdf_bytes, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    for secret in SECRETS:
        assert secret.encode() not in pdf_bytes.getvalue()
        assert secret.encode("utf-16-be") not in pdf_bytes.getvalue()
    for reference, paragraph in (("D72", 3), ("D73", 3), ("D74", 4)):
        assert reference in text
        assert f"exempt under paragraph {paragraph} of Part 1 of Schedule 12A" in text


def test_both_packs_are_accessible_and_every_table_is_one_table(public: Built, members: Built) -> None:
    tables = 0
    for report in Report.objects.filter(item_reports__item__meeting__on="2009-11-18"):
        tables += DataTable.objects.filter(section__report=report).count()
        tables += DataTable.objects.filter(appendix__report=report).count()
    kinds = structure(public.data)

    assert public.result["verdict"] == members.result["verdict"] == {"pdfua1": True, "findings": []}
    assert kinds["/Table"] >= tables > 50
    assert kinds["/Caption"] >= tables


def test_every_table_of_figures_of_the_sources_is_there_with_all_its_rows(demonstration: None) -> None:
    tables = list(DataTable.objects.order_by("position"))
    fill_live_tables(tables)
    for table in tables:
        assert table.caption
        assert table.rows
        assert all(len(row) == len(table.columns) for row in table.rows)

    [actions] = [table for table in tables if table.block == BlockKind.PLAN_ACTIONS]
    outputs = DataTable.objects.filter(appendix__report__slug="childrens-fund-2008-09")
    printed = [table for table in outputs if any(column.get("group") for column in table.columns)]
    assert len(actions.rows) == 37
    assert len(printed) == 20
    assert sum(len(table.rows) for table in printed) == 106


def test_every_figure_of_the_providers_is_spoken_with_its_output_its_quarter_and_its_kind(
    public: Built,
) -> None:
    spoken = {table.caption: table for table in spoken_tables(public.data)}
    outputs = DataTable.objects.filter(appendix__report__slug="childrens-fund-2008-09")
    figures = 0
    for table in outputs:
        if not any(column.get("group") for column in table.columns):
            continue
        columns = [(letters(c["group"]), letters(c["label"])) for c in table.columns[1:]]
        expected = [
            ((letters(row[0]), *column), letters(cell))
            for row in table.rows
            for column, cell in zip(columns, row[1:], strict=True)
        ]
        assert spoken[table.caption].spoken() == expected
        assert spoken[table.caption].rows == 2 + len(table.rows)
        figures += len(expected)

    assert figures == 106 * 10


def test_two_builds_give_the_same_bytes_and_the_second_sets_nothing(public: Built, tmp_path: Path) -> None:
    again = Built("public", tmp_path)

    assert again.result["sha256"] == public.result["sha256"]
    assert (public.result["rendered"], public.result["reused"]) == (9, 0)
    assert (again.result["rendered"], again.result["reused"]) == (0, 9)


def test_every_table_travels_inside_as_csv_named_after_its_item(public: Built, members: Built) -> None:
    names = list(pypdf.PdfReader(io.BytesIO(public.data)).attachments)

    assert len(names) == 73
    assert names == sorted(names)
    assert sorted({name[:8] for name in names}) == [f"item-{number:02}-" for number in range(5, 12)]
    assert list(pypdf.PdfReader(io.BytesIO(members.data)).attachments) == names


def test_a_wrong_body_or_day_is_one_clear_line(demonstration: None, tmp_path: Path) -> None:
    for body, day, sentence in (
        ("cabinet-member-cyps", "18.11.2009", "“18.11.2009” is not a date. Write it as 2009-11-18."),
        ("cabinet-member-cyps", "2009-11-19", "No meeting of “cabinet-member-cyps” is on 2009-11-19."),
        ("nobody", "2009-11-18", "No meeting of “nobody” is on 2009-11-18."),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("build_pack", body, day, audience="public", output=tmp_path / "x.pdf")
        assert str(refused.value) == sentence


def test_the_meeting_is_on_its_day_with_its_members(demonstration: None) -> None:
    meeting = Meeting.objects.get(body__slug="cabinet-member-cyps", on="2009-11-18")

    assert f"{meeting.starts:%H:%M}" == "08:45"
    assert meeting.items.count() == 11
