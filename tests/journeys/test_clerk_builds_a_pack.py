"""A clerk plans a meeting, builds and publishes its pack with one exempt item and one late upload; members read it."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pikepdf
import pypdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from childservices.models import AuditEvent
from reports.choices import ReportState
from reports.models import AgendaEdition, Meeting, Report, StandingItem
from tests.conftest import SignedInClient
from tests.papers import Office, make_office
from tests.screens import source, value_of, words

LONDON = ZoneInfo("Europe/London")
SECRET, NEUTRAL = "The Marigold case", "Information about an individual"


@pytest.fixture
def monday() -> Iterator[None]:
    """The working day before the agenda has to be out."""
    with time_machine.travel(datetime(2009, 11, 9, 9, 0, tzinfo=LONDON), tick=True):
        yield


@pytest.fixture
def office(db: None) -> Office:
    office = make_office()
    StandingItem.objects.create(body=office.body, position=1, title="Apologies", kind="standing")
    office.minutes(office.meeting(on=datetime(2009, 11, 4, tzinfo=LONDON).date(), state="held"))
    return office


def upload() -> SimpleUploadedFile:
    """A scan that comes in at the last moment."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    data = io.BytesIO()
    pdf.save(data)
    return SimpleUploadedFile("late letter.pdf", data.getvalue(), content_type="application/pdf")


def add_item(clerk: SignedInClient, meeting: Meeting, report: Report, **sent: str) -> None:
    values = {
        "kind": "report",
        "title": report.title,
        "classification": "open",
        "is_for_decision": "on",
        **sent,
    }
    clerk.post(reverse("item_new", args=[meeting.pk]), values)
    item = meeting.items.get(title=report.title)
    clerk.post(reverse("item_place_report", args=[item.pk]), {"report": str(report.pk)})


def text_of(pack: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pack)).pages)


@pytest.mark.usefixtures("monday")
def test_a_clerk_builds_and_publishes_a_pack(office: Office, run_jobs: Callable[[], int]) -> None:
    clerk, member, public = SignedInClient(office.clerk), SignedInClient(office.member), Client()
    report = office.report("Foster carers", state=ReportState.SUBMITTED)
    appendix = office.appendix(report, title="A letter")
    secret = office.report(SECRET, neutral_title=NEUTRAL, state=ReportState.ACCEPTED)

    # The meeting is planned: standing items and the last minutes are on its agenda already.
    planned = {"body": str(office.body.pk), "on": "18 11 2009", "starts": "14:00", "kind": "ordinary"}
    builder = clerk.post(reverse("meeting_new"), planned)["Location"]
    meeting = Meeting.objects.get(state="planned")
    assert "Item 1: Apologies" in words(clerk.get(builder))
    assert "Item 2: Minutes of the previous meeting held on 4 November 2009" in words(clerk.get(builder))

    # An exempt item and an open one; the open one comes before it whatever the order of typing.
    add_item(clerk, meeting, secret, classification="exempt", exempt_paragraph="1", neutral_title=NEUTRAL)
    add_item(clerk, meeting, report)
    page = words(clerk.get(builder))
    assert page.index("Item 3: Foster carers") < page.index("Exempt part") < page.index(f"Item 4: {NEUTRAL}")

    # One report is not accepted yet, and so the agenda cannot go out.
    publication = reverse("agenda_publish", args=[meeting.pk])
    assert "Accept report 2009/0001, which is submitted" in words(clerk.get(publication))
    clerk.post(reverse("report_move", args=[report.pk, "accept"]))
    assert "What will happen" in words(clerk.get(publication))

    # Draft packs, and then a letter that comes late.
    clerk.post(reverse("packs_build", args=[meeting.pk]))
    run_jobs()
    assert "Draft of the members’ pack" in words(clerk.get(meeting.get_absolute_url()))
    place = reverse("appendix_upload", args=[appendix.pk])
    expected = value_of(clerk.get(place), "expected")
    clerk.post(place, {"file": upload(), "expected": expected})
    changed = words(clerk.get(meeting.get_absolute_url()))
    assert "Changed since the draft packs were made Report 2009/0001" in changed

    # Publication says what the public does not get, then happens in the background.
    assert f"Item 4: {NEUTRAL} (paragraph 1)" in words(clerk.get(publication))
    followed = clerk.post(publication)["Location"]
    run_jobs()
    assert "Publishing the agenda Done" in words(clerk.get(followed))
    edition = AgendaEdition.objects.get()

    # The public has the agenda, the letter and its pack, and nothing of the exempt item but its neutral title.
    page = words(public.get(meeting.get_absolute_url()))
    assert "3 Foster carers For decision" in page
    assert f"4 {NEUTRAL} For decision Not for publication: paragraph 1" in page
    assert SECRET not in page
    reading = public.get(reverse("meeting_papers", args=[meeting.pk]))
    assert "late letter.pdf" in words(reading)
    letter = reverse("issued_file", args=[meeting.pk, appendix.pk])
    assert letter in source(reading)
    assert b"".join(public.get(letter)).startswith(b"%PDF")  # type: ignore[arg-type]
    public_text = text_of(b"".join(public.get(reverse("pack_download", args=[edition.public_pack_id]))))  # type: ignore[arg-type]
    assert "Foster carers" in public_text
    assert "Marigold" not in public_text
    assert public.get(reverse("pack_download", args=[edition.members_pack_id])).status_code == 403

    # The member finds the paper from home; the same page is the same page in both packs; the sight is kept.
    home = words(member.get("/"))
    assert "18 November 2009 14:00 Papers are out" in home
    assert "exempt paper of item 4" in home
    members_text = text_of(b"".join(member.get(reverse("pack_download", args=[edition.members_pack_id]))))  # type: ignore[arg-type]
    assert "Marigold" in members_text
    open_rows = [row for row in edition.members_pack.contents if row["part"] == "open"]
    assert open_rows == edition.public_pack.contents
    seen = AuditEvent.objects.filter(verb="exempt_seen", by=office.member).values_list("label", flat=True)
    assert sorted(seen) == ["Exempt paper of item 2", "Exempt paper of item 4"]

    # It went out in time.
    assert "Done in time" in words(clerk.get(meeting.get_absolute_url()))
