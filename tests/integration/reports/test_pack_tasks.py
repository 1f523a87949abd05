"""Packs, built as background jobs and issued when the agenda is published."""

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pypdf
import pytest

from childservices.choices import JobState
from childservices.models import Job, StoredFile
from childservices.operations.jobs import enqueue_job
from reports import tasks
from reports.choices import Audience, JobKind, ReportState
from reports.models import AgendaEdition, IssuedFile, Meeting, Minute, Pack, Report
from reports.operations import delete_report
from reports.papers.pack import NothingToPrint, gather_pack
from tests.papers import AT, EXEMPT, Office

pytestmark = pytest.mark.django_db
RunJobs = Callable[[], int]


def ask(office: Office, meeting: Meeting, kind: JobKind, run_jobs: RunJobs) -> Job:
    job = enqueue_job(kind=kind, parameters={"meeting": str(meeting.pk)}, by=office.clerk, at=AT)
    run_jobs()
    job.refresh_from_db()
    return job


def text_of(pack: Pack) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pack.file.read())).pages)


@pytest.fixture
def meeting(office: Office) -> Meeting:
    """A meeting with the minutes of the last one, a report with an exempt appendix, and an exempt report."""
    earlier = office.meeting(on=date(2009, 11, 4), state="held")
    office.minutes(earlier)
    report = office.report(state=ReportState.ACCEPTED)
    office.appendix(report)
    office.appendix(report, title="Bids by price", neutral_title="Commercial terms", **EXEMPT)
    meeting = office.meeting()
    office.item(meeting, kind="minutes", title="Minutes of 4 November 2009", minutes_of=earlier)
    office.item(meeting, report)
    secret = office.report(
        "The Marigold case", neutral_title="An individual matter", state=ReportState.ACCEPTED
    )
    paragraph = {**EXEMPT, "exempt_paragraph": 1}
    office.item(meeting, secret, neutral_title="An individual matter", **paragraph)
    return meeting


def test_the_exempt_paper_calls_an_open_appendix_by_its_title_and_gives_it_no_page_of_its_own(
    office: Office, meeting: Meeting, run_jobs: RunJobs
) -> None:
    ask(office, meeting, JobKind.BUILD_PACKS, run_jobs)

    pages = pypdf.PdfReader(io.BytesIO(Pack.objects.get(audience=Audience.MEMBERS).file.read())).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert ["Appendix A: Figures In the open paper." in text for text in texts].count(True) == 1
    before = next(text for text in texts if "Appendix A: Figures In the open paper." in text)
    assert "Contact Name In the open paper. Appendix A" in before


def test_the_public_pack_holds_no_exempt_word_and_the_members_pack_all_of_them(
    office: Office, meeting: Meeting, run_jobs: RunJobs
) -> None:
    job = ask(office, meeting, JobKind.BUILD_PACKS, run_jobs)

    assert (job.state, job.error) == (JobState.DONE, "")
    public, members = (text_of(Pack.objects.get(audience=audience)) for audience in Audience)
    for words in ("1,819,926.00", "Bids by price", "Marigold", "Tender for classrooms"):
        assert words not in public
        assert words in members
    for words in (
        "Business matter",
        "Commercial terms",
        "An individual matter",
        "paragraph 3",
        "Arrivals by year",
    ):
        assert words in public


def test_open_pages_carry_the_same_numbers_in_both_packs_and_exempt_ones_follow(
    office: Office, meeting: Meeting, run_jobs: RunJobs
) -> None:
    ask(office, meeting, JobKind.BUILD_PACKS, run_jobs)

    public, members = (Pack.objects.get(audience=audience) for audience in Audience)
    open_rows = [row for row in members.contents if row["part"] == "open"]
    exempt_rows = [row for row in members.contents if row["part"] == "exempt"]
    assert open_rows == public.contents
    assert [row["title"] for row in exempt_rows] == [
        "Minutes of 4 November 2009",
        "Parenting Strategy",
        "The Marigold case",
    ]
    assert exempt_rows[0]["first_page"] == public.pages + 1
    pages = pypdf.PdfReader(io.BytesIO(members.file.read())).pages
    for row in members.contents:
        if row["first_page"]:
            text = pages[row["first_page"] - 1].extract_text()
            assert f"Page {row['first_page']}" in text
            assert row["title"].split()[0] in text


def test_both_packs_pass_the_accessibility_check_and_say_so_in_their_metadata(
    office: Office, meeting: Meeting, run_jobs: RunJobs
) -> None:
    ask(office, meeting, JobKind.BUILD_PACKS, run_jobs)

    for pack in Pack.objects.all():
        assert pack.verdict == {"pdfua1": True, "findings": []}
        with pikepdf.open(io.BytesIO(pack.file.read())) as pdf:
            assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()


def test_publishing_issues_papers_protects_files_and_fixes_the_reports(
    office: Office, meeting: Meeting, run_jobs: RunJobs
) -> None:
    job = ask(office, meeting, JobKind.PUBLISH_AGENDA, run_jobs)

    assert (job.state, job.error) == (JobState.DONE, "")
    edition = AgendaEdition.objects.get()
    assert [
        (paper.number, paper.part, paper.title) for paper in edition.papers.order_by("position", "-part")
    ] == [
        ("1", "open", "Minutes of 4 November 2009"),
        ("1", "exempt", "Minutes of 4 November 2009"),
        ("2", "open", "Parenting Strategy"),
        ("2", "exempt", "Parenting Strategy"),
        ("3", "open", "An individual matter"),
        ("3", "exempt", "The Marigold case"),
    ]
    assert set(Report.objects.values_list("state", flat=True)) == {ReportState.PUBLISHED}
    assert Meeting.objects.get(pk=meeting.pk).state == "convened"
    used = StoredFile.objects.filter(pk__in=IssuedFile.objects.values("file"))
    assert used.exists()
    assert not used.filter(protected=False).exists()
    assert edition.public_pack.file.protected


def test_open_issued_papers_hold_no_exempt_word(office: Office, meeting: Meeting, run_jobs: RunJobs) -> None:
    ask(office, meeting, JobKind.PUBLISH_AGENDA, run_jobs)

    issued = AgendaEdition.objects.get().papers.filter(part="open", html__isnull=False)
    html = "".join(paper.html.read().decode() for paper in issued if paper.html)
    assert "Parenting" in html
    for words in ("1,819,926.00", "Bids by price", "Marigold", "Tender for classrooms"):
        assert words not in html


def test_an_agenda_with_a_report_that_is_not_accepted_is_not_published(
    office: Office, run_jobs: RunJobs
) -> None:
    meeting = office.meeting(office.report(state=ReportState.SUBMITTED))

    job = ask(office, meeting, JobKind.PUBLISH_AGENDA, run_jobs)

    assert (job.state, job.error) == (
        JobState.FAILED,
        "Accept report 2009/0001, which is submitted, or take it off the agenda.",
    )
    assert not Pack.objects.exists()


def test_a_change_while_the_packs_are_made_stops_the_publication(
    office: Office, meeting: Meeting, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = tasks.build_packs

    def build_while_somebody_writes(*args: object, **kwargs: object) -> object:
        Report.objects.filter(title="Parenting Strategy").update(changed_at=tasks.timezone.now())
        return build(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "build_packs", build_while_somebody_writes)
    job = ask(office, meeting, JobKind.PUBLISH_AGENDA, run_jobs)

    assert job.error == "The agenda or a report changed while the packs were being made. Publish again."
    assert not AgendaEdition.objects.exists()


def test_a_report_deleted_while_its_pack_is_built_leaves_a_right_pack_of_the_moment_it_was_read(
    office: Office, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = office.report("Foster carers")
    meeting = office.meeting(report, office.report("Schools"))
    build = tasks.build_packs

    def build_while_somebody_deletes(*args: object, **kwargs: object) -> object:
        if Report.objects.filter(pk=report.pk).exists():
            delete_report(report=report, by=office.officer, at=tasks.timezone.now())
        return build(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks, "build_packs", build_while_somebody_deletes)
    job = ask(office, meeting, JobKind.BUILD_PACKS, run_jobs)

    assert job.state == JobState.DONE
    assert "Foster carers" in text_of(Pack.objects.get(audience=Audience.PUBLIC))
    monkeypatch.undo()
    ask(office, meeting, JobKind.BUILD_PACKS, run_jobs)
    newest = Pack.objects.filter(audience=Audience.PUBLIC).latest("made_at")
    assert "About finance." in text_of(newest)


def test_an_empty_agenda_has_no_pack_and_the_sentence_says_what_to_do(office: Office) -> None:
    with pytest.raises(NothingToPrint) as refused:
        gather_pack(office.meeting(), Audience.PUBLIC)

    assert refused.value.sentence == "The agenda has no items yet. Add the first before you build its pack."


def test_a_paper_that_cannot_be_laid_out_names_its_item_and_keeps_the_last_pack(
    office: Office, meeting: Meeting, run_jobs: RunJobs
) -> None:
    ask(office, meeting, JobKind.BUILD_PACKS, run_jobs)
    Minute.objects.filter(number=68).update(body='<p><img src="http://127.0.0.1:9/x.png"></p>')

    job = ask(office, meeting, JobKind.BUILD_PACKS, run_jobs)

    assert job.state == JobState.FAILED
    assert job.error.startswith("Item 1, open part, could not be turned into pages.")
    assert Pack.objects.count() == 2
