"""Committee papers for tests: a small template, a body, a report with every kind of part, a meeting with items."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from childservices.choices import Role
from childservices.models import User
from childservices.operations.roles import set_roles
from reports.choices import BodyKind, Classification, ItemKind, MeetingState, Regime, ReportState, SectionKind
from reports.models import (
    AgendaItem,
    Appendix,
    Body,
    Contact,
    DataTable,
    ItemReport,
    Meeting,
    Membership,
    Minute,
    Minutes,
    Recommendation,
    Report,
    ReportAuthor,
    ReportTemplate,
    Resolution,
    Section,
    TemplateSection,
    TemplateVersion,
)
from tests.factories import OrganisationFactory, PersonFactory, UserFactory

AT = datetime(2009, 11, 2, 9, 0, tzinfo=UTC)
ON = date(2009, 11, 18)
EXEMPT = {"classification": Classification.EXEMPT, "exempt_paragraph": 3}
OPEN = {"classification": Classification.OPEN}


def user_in(role: Role, **fields: Any) -> User:
    """An account with a role and a person."""
    fields.setdefault("person", PersonFactory())
    return set_roles(user=UserFactory(**fields), roles=[role], by=None, at=AT)


@dataclass
class Office:
    """A clerk, an officer, a template and a body with a member: what most stories begin with."""

    clerk: User
    officer: User
    member: User
    version: TemplateVersion
    body: Body

    def report(self, title: str = "Parenting Strategy", **fields: Any) -> Report:
        """A complete report by the officer, open in all its parts."""
        number = Report.objects.count() + 1
        fields.setdefault("state", ReportState.DRAFT)
        report = Report.objects.create(
            title=title,
            year=2009,
            number=number,
            template_version=self.version,
            directorate=OrganisationFactory(),
            created_at=AT,
            created_by=self.officer,
            changed_at=AT,
            changed_by=self.officer,
            **fields,
        )
        ReportAuthor.objects.create(
            report=report, person=self.officer.person, post_title="Head of Performance"
        )
        for heading in self.version.sections.order_by("position"):
            body = f'<p id="b-{number:06}{heading.position:06}">About {heading.heading.lower()}.</p>'
            Section.objects.create(
                report=report, heading=heading, position=heading.position, body=body, **OPEN
            )
        Recommendation.objects.create(
            report=report, position=1, verb="approve", text="the strategy be approved.", **OPEN
        )
        Contact.objects.create(report=report, position=1, post_title="Head of Performance", **OPEN)
        return report

    def appendix(self, report: Report, **fields: Any) -> Appendix:
        """An open appendix at the end of a report, with a table of two rows."""
        position = report.appendices.count() + 1
        values = {"title": "Figures", "body": "<p>The figures.</p>", **OPEN, **fields}
        appendix = Appendix.objects.create(report=report, position=position, **values)
        DataTable.objects.create(
            appendix=appendix,
            key="arrivals",
            caption="Arrivals by year",
            columns=[
                {"label": "Year", "group": "", "numeric": False},
                {"label": "Arrivals", "group": "", "numeric": True},
            ],
            rows=[["2007/08", "310"], ["2008/09", "404"]],
        )
        return appendix

    def meeting(self, *reports: Report, on: date = ON, **fields: Any) -> Meeting:
        """A planned meeting with an open item for each report."""
        values = {"state": MeetingState.PLANNED, "changed_at": AT, "changed_by": self.clerk, **fields}
        meeting = Meeting.objects.create(body=self.body, on=on, **values)
        for report in reports:
            self.item(meeting, report)
        return meeting

    def item(self, meeting: Meeting, *reports: Report, **fields: Any) -> AgendaItem:
        """An item at the end of an agenda, open unless the fields say otherwise."""
        values = {"title": reports[0].title if reports else "Apologies", **OPEN, **fields}
        values.setdefault("kind", ItemKind.REPORT if reports else ItemKind.STANDING)
        item = AgendaItem.objects.create(meeting=meeting, position=meeting.items.count() + 1, **values)
        for position, report in enumerate(reports, start=1):
            ItemReport.objects.create(item=item, report=report, position=position)
        return item

    def minutes(self, meeting: Meeting, **exempt: Any) -> Minutes:
        """The minutes of a meeting: D68 open, D69 exempt under paragraph 3 unless the fields say otherwise."""
        minutes = Minutes.objects.create(meeting=meeting, state="unconfirmed")
        Minute.objects.create(
            minutes=minutes, number=68, title="Parenting", body="<p>Considered.</p>", **OPEN
        )
        values = {
            "title": "Tender for classrooms",
            "neutral_title": "Business matter",
            "body": "<p>The tender was £1,819,926.00.</p>",
            **EXEMPT,
            **exempt,
        }
        secret = Minute.objects.create(minutes=minutes, number=69, **values)
        Resolution.objects.create(minute=secret, number=1, text="the tender be accepted.")
        return minutes


def make_office() -> Office:
    """Make the clerk, the officer, the member, the template and the body."""
    template = ReportTemplate.objects.create(slug="report-to-members", name="Report to Members")
    version = TemplateVersion.objects.create(template=template, number=1, banner="Report to Members")
    headings = [
        ("summary", "Summary", SectionKind.TEXT),
        ("recommendations", "Recommendations", SectionKind.RECOMMENDATIONS),
        ("finance", "Finance", SectionKind.TEXT),
        ("risks", "Risks and Uncertainties", SectionKind.RISKS),
        ("background", "Background Papers and Consultation", SectionKind.BACKGROUND),
        ("contacts", "Contact Name", SectionKind.CONTACTS),
    ]
    for position, (key, heading, kind) in enumerate(headings, start=1):
        TemplateSection.objects.create(
            version=version, key=key, heading=heading, kind=kind, position=position
        )
    body = Body.objects.create(
        slug="cabinet-member-cyps",
        name="Cabinet Member for Children",
        kind=BodyKind.CABINET_MEMBER,
        regime=Regime.LGA_1972,
        minute_prefix="D",
        template=template,
    )
    member = user_in(Role.MEMBER)
    Membership.objects.create(body=body, person=member.person, role="member", starts_on=date(2009, 5, 22))
    return Office(user_in(Role.CLERK), user_in(Role.OFFICER), member, version, body)
