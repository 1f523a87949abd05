"""Reports: begun, described, moved along, deleted; two editors never overwrite each other."""

import pytest
from django.core.mail import EmailMultiAlternatives

from childservices.choices import Role
from childservices.domain.refusals import EditConflict
from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from reports.choices import Purpose, ReportState
from reports.domain.workflow import REPORT
from reports.models import Report, Section
from reports.operations import change_report_details, create_report, delete_report, move_report, save_section
from tests.factories import OrganisationFactory
from tests.papers import AT, OPEN, Office, make_office, user_in


def begin(office: Office, **fields: object) -> Report:
    values = {
        "title": "Foster carers",
        "template_version": office.version,
        "directorate": OrganisationFactory(),
        "post_title": "Head of Performance",
        "by": office.officer,
        "at": AT,
        **fields,
    }
    return create_report(**values)  # type: ignore[arg-type]


def test_a_new_report_has_a_section_for_each_heading_classified_as_the_template_says(office: Office) -> None:
    report = begin(office)

    sections = report.sections.order_by("position").values_list("heading__key", "classification", "body")
    assert list(sections) == [
        (key, "open", "")
        for key in ("summary", "recommendations", "finance", "risks", "background", "contacts")
    ]
    assert (report.reference, report.state) == ("2009/0001", "draft")


def test_references_of_a_year_run_on_and_are_not_used_again_after_a_deletion(office: Office) -> None:
    first = begin(office)
    delete_report(report=first, by=office.officer, at=AT)

    assert begin(office).reference == "2009/0002"


def test_a_report_is_not_begun_by_a_member(office: Office) -> None:
    with pytest.raises(NotAllowed) as refused:
        begin(office, by=office.member)

    assert refused.value.sentence.startswith("Only an officer who holds a post may begin a report.")


def test_two_officers_save_one_section_and_the_second_is_shown_the_first_ones_text(office: Office) -> None:
    section = office.report().sections.get(heading__key="finance")
    save_section(section=section, expected=1, values={"body": "<p>First.</p>"}, by=office.officer, at=AT)
    stale = Section.objects.get(pk=section.pk)

    with pytest.raises(EditConflict) as conflict:
        save_section(section=stale, expected=1, values={"body": "<p>Second.</p>"}, by=office.officer, at=AT)

    assert "First." in conflict.value.current["body"]
    assert "First." in Section.objects.get(pk=section.pk).body


def test_a_section_of_a_report_that_was_deleted_meanwhile_is_a_refusal_that_keeps_the_text(
    office: Office,
) -> None:
    report = office.report()
    section = report.sections.get(heading__key="finance")
    delete_report(report=report, by=office.officer, at=AT)

    with pytest.raises(EditConflict) as conflict:
        save_section(section=section, expected=1, values={"body": "<p>Typed.</p>"}, by=office.officer, at=AT)

    assert conflict.value.current == {}


def test_a_saved_section_keeps_the_ids_of_blocks_that_did_not_change(office: Office) -> None:
    section = office.report().sections.get(heading__key="finance")
    known = section.body.split('id="')[1].split('"')[0]

    save_section(
        section=section,
        expected=1,
        values={"body": "<p>New first paragraph.</p><p>About finance.</p>"},
        by=office.officer,
        at=AT,
    )

    body = Section.objects.get(pk=section.pk).body
    assert f'<p id="{known}">About finance.</p>' in body
    assert body.count('id="b-') == 2


def test_saving_takes_scripts_out_and_notes_who_changed_the_report(office: Office) -> None:
    section = office.report().sections.get(heading__key="finance")

    save_section(
        section=section,
        expected=1,
        values={"body": "<p>Safe<script>alert(1)</script></p>"},
        by=office.clerk,
        at=AT,
    )

    section.refresh_from_db()
    assert "script" not in section.body
    assert section.report.changed_by == office.clerk


def test_details_change_only_from_the_version_that_was_read(office: Office) -> None:
    report = office.report()
    change_report_details(
        report=report, expected=1, values={"purpose": Purpose.NOTE}, by=office.officer, at=AT
    )

    with pytest.raises(EditConflict):
        change_report_details(
            report=Report.objects.get(pk=report.pk),
            expected=1,
            values={"wards": "All"},
            by=office.officer,
            at=AT,
        )


def test_an_exempt_section_without_a_paragraph_is_refused_with_a_sentence(office: Office) -> None:
    section = office.report().sections.get(heading__key="finance")

    with pytest.raises(Invalid) as refused:
        save_section(
            section=section, expected=1, values={"classification": "exempt"}, by=office.officer, at=AT
        )

    assert refused.value.sentence == "Choose a paragraph for what is exempt, and none for what is open."


@pytest.mark.parametrize("verb", ["submit", "accept", "return", "withdraw"])
@pytest.mark.parametrize("state", list(ReportState))
def test_every_move_from_every_state_goes_where_the_lifecycle_says(
    office: Office, state: ReportState, verb: str
) -> None:
    report = office.report(state=state)
    target = REPORT.get((state, verb))

    if target is None:
        with pytest.raises(NotAllowed):
            move_report(report=report, verb=verb, by=office.clerk, at=AT, reason="Because.")
    else:
        move_report(report=report, verb=verb, by=office.clerk, at=AT, reason="Because.")
        assert Report.objects.get(pk=report.pk).state == target


def test_an_incomplete_report_is_not_submitted_and_the_sentence_says_what_is_missing(office: Office) -> None:
    report = begin(office)

    with pytest.raises(Invalid) as refused:
        move_report(report=report, verb="submit", by=office.officer, at=AT)

    assert refused.value.sentence == (
        "The report is not complete. Write “Summary”, or say “None, because …”. Add at least one recommendation. "
        "Write “Finance”, or say “None, because …”. Write “Risks and Uncertainties”, or say “None, because …”. "
        "Write “Background Papers and Consultation”, or say “None, because …”. "
        "Add the post that answers questions about the report."
    )


def test_a_return_needs_a_reason_and_the_audit_log_keeps_it(office: Office) -> None:
    report = office.report(state=ReportState.SUBMITTED)
    with pytest.raises(Invalid) as refused:
        move_report(report=report, verb="return", by=office.clerk, at=AT, reason=" ")
    assert refused.value.field == "reason"

    move_report(report=report, verb="return", by=office.clerk, at=AT, reason="The table does not add up.")

    event = AuditEvent.objects.get(verb="report_return")
    assert (event.reason, event.by) == ("The table does not add up.", office.clerk)


def test_an_author_may_not_accept_and_another_officer_may_not_submit(office: Office) -> None:
    report = office.report(state=ReportState.SUBMITTED)
    stranger = user_in(Role.OFFICER)

    with pytest.raises(NotAllowed):
        move_report(report=report, verb="accept", by=office.officer, at=AT)
    with pytest.raises(NotAllowed):
        move_report(report=office.report(), verb="submit", by=stranger, at=AT)


def test_an_author_may_not_change_a_submitted_report_and_a_clerk_may(office: Office) -> None:
    section = office.report(state=ReportState.SUBMITTED).sections.get(heading__key="finance")

    with pytest.raises(NotAllowed):
        save_section(section=section, expected=1, values={"body": "<p>Late.</p>"}, by=office.officer, at=AT)
    save_section(
        section=section, expected=1, values={"body": "<p>Corrected.</p>", **OPEN}, by=office.clerk, at=AT
    )

    assert "Corrected." in Section.objects.get(pk=section.pk).body


def test_a_published_report_keeps_its_words(office: Office) -> None:
    section = office.report(state=ReportState.PUBLISHED).sections.get(heading__key="finance")

    with pytest.raises(NotAllowed) as refused:
        save_section(section=section, expected=1, values={"body": "<p>Other.</p>"}, by=office.clerk, at=AT)

    assert refused.value.sentence == (
        "This report is published and its words are fixed. Ask democratic services to return it."
    )


def test_only_a_draft_is_deleted_and_it_leaves_every_agenda(office: Office) -> None:
    draft, submitted = office.report(), office.report(state=ReportState.SUBMITTED)
    meeting = office.meeting(draft, submitted)

    delete_report(report=draft, by=office.officer, at=AT)
    with pytest.raises(NotAllowed):
        delete_report(report=submitted, by=office.clerk, at=AT)

    assert list(Report.objects.all()) == [submitted]
    assert meeting.items.filter(item_reports__isnull=False).count() == 1
    assert AuditEvent.objects.filter(verb="report_deleted").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("wants_email", "sent"), [(True, 1), (False, 0)])
def test_authors_who_want_e_mail_are_told_of_a_return_without_a_word_of_the_paper(
    mailoutbox: list[EmailMultiAlternatives], wants_email: bool, sent: int
) -> None:
    office = make_office()
    office.officer.wants_email = wants_email
    office.officer.save(update_fields=["wants_email"])
    report = office.report("The Marigold case", state=ReportState.SUBMITTED)

    move_report(
        report=report, verb="return", by=office.clerk, at=AT, reason="Marigold is named in the summary."
    )

    assert [mail.to for mail in mailoutbox] == [[office.officer.email]] * sent
    for mail in mailoutbox:
        assert mail.subject == "Report 2009/0001 was returned"
        assert "Marigold" not in f"{mail.subject} {mail.body} {mail.alternatives}"
