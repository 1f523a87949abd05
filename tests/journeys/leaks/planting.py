"""A council whose papers hold one word in every place that may be exempt, with its packs built and published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.core import mail
from django.core.mail import EmailMessage
from django.db.models import CharField, Model, TextField
from django.test import TestCase

from childservices.choices import JobState, Role
from childservices.models import Job, OfficeClosure, User
from childservices.operations.jobs import enqueue_job
from childservices.operations.roles import set_roles
from childservices.operations.uploads import cleaned_upload
from childservices.tasks import run_waiting_jobs
from reports.choices import Classification, ItemKind, JobKind, MeetingState, ReportState
from reports.models import (
    AgendaItem,
    Appendix,
    BackgroundPaper,
    Body,
    Component,
    Consultee,
    Contact,
    DataTable,
    Meeting,
    Membership,
    Minute,
    Minutes,
    Recommendation,
    Report,
    ReportAuthor,
    Resolution,
    Risk,
    Section,
)
from reports.operations import generate_highlight_report, grant_sight, move_report
from tests.factories import OrganisationFactory, PostHoldingFactory
from tests.journeys.leaks.files import pdf_that_says
from tests.journeys.leaks.words import Kind, Words
from tests.papers import AT, OPEN, Office, make_office, user_in
from tests.plans import make_planning
from tests.uploads import picture

BUILT_AT = datetime(2009, 11, 10, 12, 0, tzinfo=UTC)
ASKED_AT = datetime(2009, 11, 12, 12, 0, tzinfo=UTC)
LAST_DAY = date(2009, 11, 11)  # of the member whose membership has ended

LISTED: tuple[type[Component], ...] = (Recommendation, Risk, BackgroundPaper, Consultee, Contact)
PUBLIC_TEXTS = frozenset({"neutral_title", "public_summary", "subject"})
REASONED = frozenset({Kind.OUT, Kind.GRANTED, Kind.DRAFT})
"""What is exempt: the reason why is for officers only, however many may see the rest."""
WRITTEN_BY = {
    "author": ("published report", "report in preparation", "report that comes back"),
    "author of the rest": (
        "report under",
        "report that is exempt as a whole",
        "unclassified report",
        "exempt item: title",  # of the item that holds nothing but their reports
    ),
}
"""How the places begin that stand in an author's reports."""
PARAGRAPH_1 = {"classification": Classification.EXEMPT, "exempt_paragraph": 1}
UNCLASSIFIED = {"classification": Classification.UNCLASSIFIED}


@dataclass
class Council:
    """The council of the leak test: its people, its papers, and every word that was planted."""

    office: Office
    words: Words = field(default_factory=Words)
    people: dict[str, User] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)

    def texts(self, model: type[Model], place: str, kind: Kind, **given: Any) -> dict[str, Any]:
        """The fields given, and a word for every other text that the model has."""
        values = dict(given)
        for each in model._meta.concrete_fields:
            is_text = isinstance(each, CharField | TextField) and not each.choices and not each.primary_key
            if not is_text or each.is_relation or each.name in {*given, *PUBLIC_TEXTS}:
                continue
            its_kind = Kind.OFFICERS if each.name == "exempt_reason" and kind in REASONED else kind
            word = self.words.plant(f"{place}: {each.verbose_name}", its_kind)
            values[each.name] = f'<p id="b-{uuid4().hex[:12]}">{word}</p>' if each.name == "body" else word
        return values

    def report(self, place: str, author: str, **fields: Any) -> Report:
        """A report by an author with open words under every heading; nothing in it is secret yet."""
        writer = self.people[author]
        values = {"title": f"The {place}", "wards": "All", "state": ReportState.ACCEPTED, **fields}
        report = Report.objects.create(
            year=2009, number=Report.objects.count() + 1, template_version=self.office.version,
            directorate=OrganisationFactory(), created_at=AT, created_by=writer, changed_at=AT,
            changed_by=writer, **values,
        )  # fmt: skip
        ReportAuthor.objects.create(report=report, person=writer.person, post_title="Head of Service")
        for heading in self.office.version.sections.order_by("position"):
            body = f'<p id="b-{uuid4().hex[:12]}">Open words about {heading.heading.lower()}.</p>'
            Section.objects.create(
                report=report, heading=heading, position=heading.position, body=body, **OPEN
            )
        Recommendation.objects.create(report=report, verb="note", text="the report be noted.", **OPEN)
        Contact.objects.create(report=report, post_title="Head of Service", **OPEN)
        return report

    def plant_in_parts(self, report: Report, place: str, kind: Kind, classified: Mapping[str, Any]) -> None:
        """Put a word into every text of a section, of one of each kind that reports list, of an appendix and tables."""
        section = report.sections.get(heading__key="finance")
        texts = self.texts(Section, f"{place}, section", kind, **classified)
        Section.objects.filter(pk=section.pk).update(**texts)
        self.plant_table(f"{place}, table in the section", kind, section=section)
        for model in LISTED:
            name = f"{place}, {model._meta.verbose_name}"
            model._default_manager.create(
                report=report, position=2, **self.texts(model, name, kind, **classified)
            )
        inside = self.words.plant(f"{place}, appendix: bytes of its file", kind)
        given = {"picture_description": "", **classified}
        appendix = self.plant_appendix(report, f"{place}, appendix", kind, pdf_that_says(inside), **given)
        self.plant_table(f"{place}, table in the appendix", kind, appendix=appendix)
        self.plant_appendix(report, f"{place}, picture", kind, picture(), position=2, **classified)

    def plant_appendix(self, report: Report, place: str, kind: Kind, data: bytes, **given: Any) -> Appendix:
        """An appendix that is a file, with a word in every text of it."""
        texts = self.texts(Appendix, place, kind, **given)
        cleaned = cleaned_upload(data=data, at=AT)
        texts |= {"file": cleaned.original, "cleaned": cleaned, "file_name": f"{texts['file_name']}.pdf"}
        return Appendix.objects.create(report=report, neutral_title="More figures", **texts)

    def plant_table(self, place: str, kind: Kind, **holder: Any) -> None:
        """A table of one cell, with a word in every text of it."""
        label, group, cell = (
            self.words.plant(f"{place}: {name}", kind) for name in ("heading", "group of headings", "cell")
        )
        columns = [{"label": label, "group": group, "numeric": False}]
        DataTable.objects.create(
            columns=columns, rows=[[cell]], **holder, **self.texts(DataTable, place, kind)
        )

    def plant_minute(self, minutes: Minutes, number: int, place: str, kind: Kind, **classified: Any) -> None:
        """A minute with one resolution, with a word in every text of both."""
        texts = self.texts(Minute, place, kind, **classified)
        minute = Minute.objects.create(
            minutes=minutes,
            number=number,
            neutral_title="A matter",
            public_summary="It was settled.",
            **texts,
        )
        bodies = [self.words.plant(f"{place}, resolution: bodies it is referred to", kind)]
        texts = self.texts(Resolution, f"{place}, resolution", kind)
        Resolution.objects.create(minute=minute, number=1, target_bodies=bodies, **texts)

    def plant_item(
        self, meeting: Meeting, *reports: Report, place: str, kind: Kind, **classified: Any
    ) -> AgendaItem:
        """An item at the end of an agenda, with a word in every text of it."""
        texts = self.texts(AgendaItem, place, kind, **classified)
        return self.office.item(meeting, *reports, neutral_title="A matter", **texts)

    def may_see(self, name: str) -> frozenset[str]:
        """The words that a person may be sent; everybody may be sent none that are not listed here."""
        words, staff = self.words, self.words.of(Kind.NOT_ISSUED)
        own = {author: words.placed(*beginnings) for author, beginnings in WRITTEN_BY.items()}
        return {
            "clerk": frozenset(words.places),
            "author": staff | own["author"],
            "author of the rest": staff | own["author of the rest"],
            "member of the body": words.of(Kind.OUT, Kind.GRANTED),
            "member with a grant": words.of(Kind.GRANTED),
            "administrator": staff,
            "officer who wrote nothing": staff,
            "clerk who administers": staff,
        }.get(name, frozenset())


def plant_council() -> Council:
    """Make the council with its people and papers; nothing is published yet."""
    council = Council(make_office())
    _add_people(council)
    _add_minutes(council)
    _add_what_is_published(council)
    _add_what_is_prepared(council)
    _add_a_plan()
    return council


def make_council() -> Council:
    """Make the council; then send a report back and forth, and build and publish its packs as the clerk would."""
    council = plant_council()
    _tell_people(council)
    _do(council, "published", JobKind.PUBLISH_AGENDA)
    _do(council, "prepared", JobKind.BUILD_PACKS)
    return council


def _add_people(council: Council) -> None:
    office = council.office
    PostHoldingFactory(person=office.officer.person)
    OfficeClosure.objects.create(on=date(2009, 12, 24), reason="Snow")
    elsewhere = Body.objects.create(slug="scrutiny", name="Scrutiny", kind="scrutiny", regime="lga_1972")
    council.people = {
        "clerk": office.clerk,
        "author": office.officer,
        "author of the rest": user_in(Role.OFFICER),
        "member of the body": office.member,
        "member with a grant": user_in(Role.MEMBER),
        "member of another body": user_in(Role.MEMBER),
        "member whose membership has ended": user_in(Role.MEMBER),
        "provider": user_in(Role.PROVIDER),
        "administrator": user_in(Role.ADMINISTRATOR),
        "officer who wrote nothing": user_in(Role.OFFICER),
        "clerk who is not active": user_in(Role.CLERK, is_active=False),
        "superuser without a role": set_roles(
            user=user_in(Role.CLERK, is_superuser=True), roles=[], by=None, at=AT
        ),
        "clerk who administers": user_in(Role.CLERK),
    }
    roles = [Role.CLERK, Role.ADMINISTRATOR]
    set_roles(user=council.people["clerk who administers"], roles=roles, by=None, at=AT)
    since = {"role": "member", "starts_on": date(2009, 5, 22)}
    for name in ("member with a grant", "member of another body"):
        Membership.objects.create(body=elsewhere, person=council.people[name].person, **since)
    ended = council.people["member whose membership has ended"].person
    Membership.objects.create(body=office.body, person=ended, ends_on=LAST_DAY, **since)


def _add_minutes(council: Council) -> None:
    meeting = council.office.meeting(on=date(2009, 11, 4), state=MeetingState.CLOSED)
    council.meetings["closed"] = meeting
    minutes = Minutes.objects.create(meeting=meeting, state="unconfirmed")
    Minute.objects.create(minutes=minutes, number=68, title="Parenting", body="<p>Considered.</p>", **OPEN)
    council.plant_minute(minutes, 69, "exempt minute", Kind.OUT, **PARAGRAPH_1)
    council.plant_minute(minutes, 70, "unclassified minute", Kind.UNCLASSIFIED, **UNCLASSIFIED)


def _add_what_is_published(council: Council) -> None:
    office, words = council.office, council.words
    meeting = office.meeting(on=date(2009, 11, 18), venue="County Hall")
    council.meetings["published"] = meeting
    office.item(meeting, title="Apologies")
    office.item(meeting, title="Minutes", kind=ItemKind.MINUTES, minutes_of=council.meetings["closed"])
    partly = council.report("report that is exempt in parts", "author")
    council.plant_in_parts(partly, "published report", Kind.OUT, PARAGRAPH_1)
    office.item(meeting, partly, title="A report that is exempt in parts")
    whole = council.report(
        "report under an open item",
        "author of the rest",
        neutral_title="A matter",
        title=words.plant("report that is exempt as a whole under an open item: title", Kind.OFFICERS),
        wards=words.plant("report that is exempt as a whole under an open item: wards", Kind.OFFICERS),
        source_notes=[words.plant("report that is exempt as a whole: source notes", Kind.OFFICERS)],
    )
    office.item(meeting, whole, title="A matter")
    under = [_report_under_an_exempt_item(council, name) for name in ("with", "without")]
    item = council.plant_item(meeting, *under, place="exempt item", kind=Kind.GRANTED, **PARAGRAPH_1)
    grant_sight(
        item=item, person=council.people["member with a grant"].person,
        reason=words.plant("grant: reason", Kind.OFFICERS), starts_on=date(2009, 11, 10),
        ends_on=date(2009, 11, 30), by=office.clerk, at=AT,
    )  # fmt: skip


def _report_under_an_exempt_item(council: Council, name: str) -> Report:
    place, plant = f"report under the exempt item, {name} a neutral title", council.words.plant
    report = council.report(
        place,
        "author of the rest",
        neutral_title="A matter" if name == "with" else "",
        title=plant(f"{place}: title", Kind.GRANTED),
        wards=plant(f"{place}: wards", Kind.GRANTED),
    )
    open_words = f"<p>{plant(f'{place}: section classed as open', Kind.GRANTED)}</p>"
    report.sections.filter(heading__key="summary").update(body=open_words)
    council.plant_in_parts(report, place, Kind.GRANTED, PARAGRAPH_1)
    return report


def _add_what_is_prepared(council: Council) -> None:
    office, plant = council.office, council.words.plant
    meeting = office.meeting(on=date(2009, 12, 2))
    council.meetings["prepared"] = meeting
    draft = {"state": ReportState.DRAFT}
    exempt = council.report("report in preparation", "author", **draft)
    Report.objects.filter(pk=exempt.pk).update(title=plant("report in preparation: title", Kind.NOT_ISSUED))
    open_words = f"<p>{plant('report in preparation: open section', Kind.NOT_ISSUED)}</p>"
    exempt.sections.filter(heading__key="summary").update(body=open_words)
    council.plant_in_parts(exempt, "report in preparation", Kind.DRAFT, PARAGRAPH_1)
    unclassified = council.report("unclassified report", "author of the rest", **draft)
    council.plant_in_parts(unclassified, "unclassified report", Kind.UNCLASSIFIED, UNCLASSIFIED)
    office.item(meeting, exempt, title=plant("open item in preparation: title", Kind.NOT_ISSUED))
    office.item(meeting, unclassified, title="The unclassified report")
    council.plant_item(meeting, place="unclassified item", kind=Kind.UNCLASSIFIED, **UNCLASSIFIED)
    council.plant_item(meeting, place="exempt item in preparation", kind=Kind.DRAFT, **PARAGRAPH_1)


def _add_a_plan() -> None:
    """A plan with everything that has an address of its own: an action, an update with evidence, a highlight report."""
    planning = make_planning()
    evidence = cleaned_upload(data=picture(), at=AT)
    planning.said(planning.action(), date(2009, 11, 2), evidence=evidence, evidence_name="picture.png")
    generate_highlight_report(plan=planning.plan, month=date(2009, 10, 1), by=planning.keeper, at=AT)


def _tell_people(council: Council) -> None:
    """Send a report back and forth, so that e-mails are sent about it."""
    report = council.report("report that comes back", "author", neutral_title="A matter")
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.DRAFT, title=council.words.plant("report that comes back: title", Kind.DRAFT)
    )
    section = report.sections.get(heading__key="finance")
    texts = council.texts(Section, "report that comes back, section", Kind.DRAFT, **PARAGRAPH_1)
    Section.objects.filter(pk=section.pk).update(**texts)
    for heading in ("risks", "background"):
        report.sections.filter(heading__key=heading).update(body="<p>None, because none is known.</p>")
    with TestCase.captureOnCommitCallbacks(execute=True):
        move_report(report=report, verb="submit", by=council.people["author"], at=BUILT_AT)
        move_report(
            report=report, verb="return", by=council.office.clerk, at=BUILT_AT, reason="Say what it costs."
        )
    council.mails = list(mail.outbox)


def _do(council: Council, meeting: str, kind: str) -> None:
    parameters = {"meeting": str(council.meetings[meeting].pk)}
    job = enqueue_job(kind=kind, parameters=parameters, by=council.office.clerk, at=BUILT_AT)
    run_waiting_jobs()
    done = Job.objects.get(pk=job.pk)
    assert done.state == JobState.DONE, done.error
