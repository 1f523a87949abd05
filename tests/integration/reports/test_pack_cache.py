"""A pack that is built again: what did not change is not set again, and what fails harms nothing that was there."""

import io
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from childservices import pdf
from childservices.choices import JobState
from childservices.jobs import JobCancelled, JobRun
from childservices.models import Rendering, StoredFile
from childservices.operations.jobs import cancel_job, claim_next_job, enqueue_job
from childservices.operations.renderings import KeptRenderings
from reports.choices import Audience, JobKind, ReportState
from reports.models import Meeting, Minute, Pack, Report, Section
from reports.papers import typesetting
from reports.papers.pack import BuiltPack, PaperFailed
from reports.papers.packs import build_packs, gather_packs
from reports.papers.typesetting import Typesetter
from reports.tasks import build
from tests.papers import AT, EXEMPT, Office

pytestmark = pytest.mark.django_db
RunJobs = Callable[[], int]


@pytest.fixture
def meeting(office: Office) -> Meeting:
    """Two open reports, the second with tables, open and exempt."""
    second = office.report("Schools", state=ReportState.ACCEPTED)
    office.appendix(second)
    office.appendix(second, title="Bids", neutral_title="Terms", **EXEMPT)
    return office.meeting(office.report("Foster carers", state=ReportState.ACCEPTED), second)


def built(
    meeting: Meeting, *, is_draft: bool = True, said: list[str] | None = None
) -> Mapping[Audience, BuiltPack]:
    """Build both packs as a worker does."""

    def progress(percent: int, message: str) -> None:
        if said is not None:
            said.append(f"{percent} {message}")

    typesetter = Typesetter(KeptRenderings(clock=lambda: AT))
    return build_packs(
        gather_packs(meeting, at=AT), is_draft=is_draft, typesetter=typesetter, progress=progress
    )


def counts(packs: Mapping[Audience, BuiltPack]) -> list[tuple[int, int]]:
    return [(packs[audience].rendered, packs[audience].reused) for audience in Audience]


def change(report: str, words: str) -> None:
    section = Section.objects.filter(report__title=report).order_by("position")[0]
    Section.objects.filter(pk=section.pk).update(body=f"<p>{words}</p>")


def with_minutes(office: Office, meeting: Meeting) -> Callable[[], object]:
    """Put minutes on the agenda, and give what makes them load something from outside."""
    earlier = office.meeting(on=meeting.on - timedelta(days=14), state="held")
    office.minutes(earlier)
    office.item(meeting, kind="minutes", title="Minutes", minutes_of=earlier)
    outside = '<p><img src="http://127.0.0.1:9/x.png"></p>'
    return lambda: Minute.objects.filter(number=68).update(body=outside)


def test_an_unchanged_pack_is_not_rendered_again_whatever_else_changed(
    office: Office, meeting: Meeting
) -> None:
    first = built(meeting)
    Report.objects.update(changed_at=AT + timedelta(days=1))
    Meeting.objects.update(changed_at=AT + timedelta(days=1))
    office.meeting(office.report("Elsewhere"), on=meeting.on + timedelta(days=-7))

    again = built(Meeting.objects.get(pk=meeting.pk))

    assert counts(first) == [(3, 0), (4, 0)]
    assert counts(again) == [(0, 3), (0, 4)]
    assert [again[audience].data for audience in Audience] == [first[audience].data for audience in Audience]


def test_only_what_changed_is_rendered(meeting: Meeting) -> None:
    built(meeting)
    change("Schools", "Other words.")

    assert counts(built(meeting)) == [(1, 2), (1, 3)]


def test_the_final_packs_reuse_what_the_drafts_were_made_of(meeting: Meeting) -> None:
    drafts = built(meeting)

    final = built(meeting, is_draft=False)

    assert counts(final) == [(0, 3), (0, 4)]
    assert (
        final[Audience.PUBLIC].verdict == drafts[Audience.PUBLIC].verdict == {"pdfua1": True, "findings": []}
    )
    assert pdf.check_pdf(final[Audience.MEMBERS].data).pdfua1
    assert "DRAFT" not in PdfReader(io.BytesIO(final[Audience.PUBLIC].data)).pages[1].extract_text()


def test_a_rendering_whose_bytes_are_lost_is_made_and_kept_anew(meeting: Meeting) -> None:
    first = built(meeting)
    for file in StoredFile.objects.filter(renderings__isnull=False):
        default_storage.delete(file.path)

    assert counts(built(meeting)) == counts(first)
    assert counts(built(meeting)) == [(0, 3), (0, 4)]


def test_progress_counts_the_papers_and_names_the_last(meeting: Meeting) -> None:
    said: list[str] = []

    built(meeting, said=said)

    assert said[0] == "0 0 of 3 papers are set"
    assert sorted(said[1:4]) == [
        f"{80 * done // 3} {done} of 3 papers are set: item {number}"
        for done, number in zip((1, 2, 3), (text[-1] for text in said[1:4]), strict=True)
    ]
    assert said[4:] == ["80 Public pack: put together", "89 Members pack: put together"]


class TestInterrupted:
    @pytest.fixture
    def begun(self, office: Office, meeting: Meeting) -> JobRun:
        """A build that is stopped when its second paper has been set."""
        enqueue_job(kind=JobKind.BUILD_PACKS, parameters={"meeting": str(meeting.pk)}, by=office.clerk, at=AT)
        job = claim_next_job(at=AT)
        assert job is not None

        class StoppedAtTheSecond(JobRun):
            def progress(self, percent: int, message: str = "") -> None:
                if message.startswith("2 of"):
                    cancel_job(job=self.job, by=office.clerk, at=AT)
                super().progress(percent, message)

        return StoppedAtTheSecond(job, clock=lambda: AT)

    def test_stopping_takes_effect_before_the_next_paper_is_taken(self, begun: JobRun) -> None:
        with pytest.raises(JobCancelled):
            build(begun)

        assert Rendering.objects.count() == 2
        assert not Pack.objects.exists()

    def test_the_next_build_goes_on_where_it_was(self, begun: JobRun, meeting: Meeting) -> None:
        with pytest.raises(JobCancelled):
            build(begun)

        built(meeting)

        kept_by_the_first = Rendering.objects.exclude(used_at=AT)
        assert (kept_by_the_first.count(), Rendering.objects.count()) == (2, 5)


class TestFailing:
    def test_the_sentence_names_the_item_and_the_last_packs_stay(
        self, office: Office, meeting: Meeting, run_jobs: RunJobs
    ) -> None:
        break_minutes = with_minutes(office, meeting)
        for is_broken in (False, True):
            if is_broken:
                break_minutes()
            job = enqueue_job(
                kind=JobKind.BUILD_PACKS, parameters={"meeting": str(meeting.pk)}, by=office.clerk, at=AT
            )
            run_jobs()

        job.refresh_from_db()
        assert job.state == JobState.FAILED
        assert job.error.startswith("Item 3, open part, could not be turned into pages. The paper loads ")
        assert [pack.file.read()[:5] for pack in Pack.objects.all()] == [b"%PDF-", b"%PDF-"]

    def test_a_machine_that_can_set_nothing_says_what_it_lacks(
        self, meeting: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(typesetting, "STYLESHEET", tmp_path / "papers.css")

        with pytest.raises(PaperFailed) as refused:
            built(meeting)

        assert refused.value.sentence == (
            f"The packs could not be made. The file {tmp_path}/papers.css is missing, "
            "without which no paper can be set."
        )


class TestVerdict:
    def test_a_finding_is_told_by_item_and_page_of_the_pack_and_the_claim_is_not_made(
        self, meeting: Meeting
    ) -> None:
        change("Schools", "北京")

        drafts, final = built(meeting), built(meeting, is_draft=False)

        found = {
            "rule": "PDFUA1-NOTDEF-GLYPH-001",
            "message": "A character has no shape in the council's fonts and prints as a box.",
            "page": None,
        }
        told = {"pdfua1": False, "findings": [{**found, "item": "2"}]}
        assert drafts[Audience.PUBLIC].verdict == final[Audience.PUBLIC].verdict == told
        for pack in (drafts[Audience.PUBLIC], final[Audience.PUBLIC]):
            rules = {finding.rule for finding in pdf.check_pdf(pack.data).findings}
            assert "06-002" in rules

    def test_what_is_wrong_with_an_exempt_paper_is_told_with_the_members_pack_only(
        self, office: Office, meeting: Meeting
    ) -> None:
        secret = office.report("The Marigold report", neutral_title="A matter", state=ReportState.ACCEPTED)
        office.item(meeting, secret, neutral_title="A matter", **EXEMPT)
        change("The Marigold report", "北京")

        packs = built(meeting)

        assert packs[Audience.PUBLIC].verdict == {"pdfua1": True, "findings": []}
        assert [row["item"] for row in packs[Audience.MEMBERS].verdict["findings"]] == ["3"]
        assert "Marigold" not in json.dumps(packs[Audience.MEMBERS].verdict)


def test_the_tables_travel_inside_each_pack_and_exempt_ones_in_the_members_only(meeting: Meeting) -> None:
    packs = built(meeting)

    files = {audience: PdfReader(io.BytesIO(packs[audience].data)).attachments for audience in Audience}
    assert list(files[Audience.PUBLIC]) == ["item-02-arrivals.csv"]
    assert list(files[Audience.MEMBERS]) == ["item-02-arrivals.csv", "item-02-exempt-arrivals.csv"]
    assert files[Audience.PUBLIC]["item-02-arrivals.csv"] == [
        b"Year,Arrivals\r\n2007/08,310\r\n2008/09,404\r\n"
    ]
    front = PdfReader(io.BytesIO(packs[Audience.MEMBERS].data)).pages[0].extract_text()
    assert "The figures of 2 tables are attached to this document as CSV files" in " ".join(front.split())


class TestCommand:
    def run(self, meeting: Meeting, folder: Path, audience: str = "public") -> dict[str, Any]:
        out = io.StringIO()
        call_command(
            "build_pack", meeting.body.slug, "2009-11-18", audience=audience, output=folder / "pack.pdf",
            json=True, stdout=out, stderr=io.StringIO(),
        )  # fmt: skip
        return dict(json.loads(out.getvalue()))

    def test_its_counts_add_up_to_the_papers_and_the_front_sheet(
        self, meeting: Meeting, tmp_path: Path
    ) -> None:
        results = [self.run(meeting, tmp_path) for _ in range(2)]

        assert [(result["rendered"], result["reused"]) for result in results] == [(3, 0), (0, 3)]
        assert len({result["sha256"] for result in results}) == 1

    def test_a_pack_made_alone_is_the_one_made_with_the_other(self, meeting: Meeting, tmp_path: Path) -> None:
        both = built(meeting)

        for audience in Audience:
            self.run(meeting, tmp_path, audience.value)
            assert (tmp_path / "pack.pdf").read_bytes() == both[audience].data

    def test_a_paper_that_cannot_be_set_is_one_clear_line(
        self, office: Office, meeting: Meeting, tmp_path: Path
    ) -> None:
        with_minutes(office, meeting)()

        with pytest.raises(CommandError, match=r"^Item 3, open part, could not be turned into pages\."):
            self.run(meeting, tmp_path)
