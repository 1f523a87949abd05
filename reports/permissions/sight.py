"""The one place that decides who sees what is exempt: lists, papers, packs, files and screens all ask here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from childservices.choices import Role
from reports.choices import MinutesState
from reports.domain.exemption import ExemptMatter, Sight, Viewer, sight
from reports.models import AgendaItem, IssuedPaper, Membership, Minute, Report, ReportAuthor, SightGrant


@dataclass(frozen=True)
class Standing:
    """Where a person stands on a day: all that the rule of sight asks about them, gathered once for a page."""

    is_staff: bool = False
    """Of the council's staff, who may read drafts as far as these are open."""
    prepares_agendas: bool = False
    administers: bool = False
    bodies: frozenset[UUID] = frozenset()
    granted_items: frozenset[UUID] = frozenset()
    reports: frozenset[UUID] = frozenset()

    def viewer(self, *, body: UUID | None, item: UUID | None, reports: Iterable[UUID]) -> Viewer:
        """What the rule needs to know about the person for one item of one body."""
        written = set(reports)
        return Viewer(
            prepares_agendas=self.prepares_agendas,
            wrote_it=bool(written) and written <= self.reports,
            is_on_the_body=body in self.bodies,
            is_a_member=bool(self.bodies),
            has_grant=item in self.granted_items,
            administers=self.administers,
        )


def standing_of(user: Any, *, on: date) -> Standing:
    """Gather where a person stands on a day, in three queries; the public stands nowhere.

    A grant ends with the last membership: it lets a member see more, and nobody else anything.
    """
    if not user.is_authenticated or not user.is_active:
        return Standing()
    person = user.person_id
    bodies = frozenset(_bodies_of(user, on=on))
    return Standing(
        is_staff=user.is_council_staff,
        prepares_agendas=user.has_role(Role.CLERK) or user.has_role(Role.PROPER_OFFICER),
        administers=user.has_role(Role.ADMINISTRATOR),
        bodies=bodies,
        granted_items=frozenset(
            SightGrant.objects.filter(person=person, starts_on__lte=on, ends_on__gte=on).values_list(
                "item", flat=True
            )
            if bodies
            else ()
        ),
        reports=frozenset(
            ReportAuthor.objects.filter(person=person).values_list("report", flat=True)
            if person and user.has_role(Role.OFFICER)
            else ()
        ),
    )


def _bodies_of(user: Any, *, on: date) -> Iterable[UUID]:
    if not user.person_id or not user.has_role(Role.MEMBER):
        return ()
    return Membership.objects.filter(person=user.person_id).running(on=on).values_list("body", flat=True)


@dataclass(frozen=True)
class ReportSight:
    """What a person sees of a report that is being written."""

    sight: Sight
    """Whether they see what is exempt in it, and by what right."""
    is_closed: bool
    """Whether it stands under an agenda item that is not open, so that nothing in it is."""
    has_neutral_title: bool

    @property
    def is_title_open(self) -> bool:
        """Whether the title, and what stands beside it, may be read by all the council's staff."""
        return not (self.has_neutral_title or self.is_closed)

    @property
    def reads_title(self) -> bool:
        """Whether the person may read the title, and what stands beside it."""
        return self.is_title_open or self.sight.allowed

    def keeps(self, part: Any) -> bool:
        """Whether the audit log has to keep that somebody saw a part."""
        return bool(part.is_exempt) or self.is_closed

    def sees(self, part: Any) -> bool:
        """Whether the person may read a part; what is not classified is treated like what is exempt."""
        return self.sight.allowed or (part.is_open and not self.is_closed)


def sight_of_report(standing: Standing, report: Report) -> ReportSight:
    """What a person sees of a report that is being written."""
    viewer = standing.viewer(body=None, item=None, reports=[report.pk])
    answer = sight(viewer, ExemptMatter(paragraph=None))
    return ReportSight(answer, is_closed=_is_closed(report), has_neutral_title=bool(report.neutral_title))


def _is_closed(report: Report) -> bool:
    """Whether an item that it stands under is not open; rows that were read `with_openness` know it."""
    known: bool | None = getattr(report, "is_closed", None)
    if known is None:
        rows: Any = Report.objects.with_openness()
        return bool(rows.filter(pk=report.pk, is_closed=True).exists())
    return known


def title_for(standing: Standing, report: Report) -> str:
    """The title by which lists, headings and links call a report.

    One that is exempt as a whole, or stands under an exempt item, has its neutral title there, and its reference where
    it has none, also for those who may see more: they read its own title on its own page, where the sight is kept.
    """
    if standing.is_staff and sight_of_report(standing, report).is_title_open:
        return report.title
    return report.neutral_title or str(report)


def sight_of_item(standing: Standing, item: AgendaItem, *, reports: Iterable[UUID]) -> Sight:
    """Whether a person sees the exempt parts of an agenda item that is being prepared."""
    viewer = standing.viewer(body=item.meeting.body_id, item=item.pk, reports=reports)
    return sight(viewer, ExemptMatter(paragraph=None))


def sight_of_drafts(standing: Standing) -> Sight:
    """Whether a person sees the exempt parts of every agenda that is being prepared, as a members' draft holds them."""
    return sight(standing.viewer(body=None, item=None, reports=()), ExemptMatter(paragraph=None))


def sight_of_issued(standing: Standing, paper: IssuedPaper, *, reports: Iterable[UUID] = ()) -> Sight:
    """Whether a person sees an exempt paper of a published edition; every paragraph in it must allow it."""
    viewer = standing.viewer(body=paper.edition.meeting.body_id, item=paper.item_key, reports=reports)
    return _sight_of_all(viewer, paper.exempt_paragraphs, negotiation=paper.is_contract_negotiation)


def sight_of_minute(standing: Standing, minute: Minute) -> Sight:
    """Whether a person sees an exempt minute; as long as the minutes are a draft, they are not out to members."""
    viewer = standing.viewer(body=minute.minutes.meeting.body_id, item=None, reports=())
    paragraphs = [minute.exempt_paragraph] if minute.exempt_paragraph else []
    is_out = minute.minutes.state != MinutesState.DRAFT
    return _sight_of_all(viewer, paragraphs, negotiation=minute.is_contract_negotiation, is_out=is_out)


def _sight_of_all(
    viewer: Viewer, paragraphs: Iterable[int], *, negotiation: bool, is_out: bool = True
) -> Sight:
    asked: list[int | None] = [*paragraphs] or [None]
    answers = [
        sight(viewer, ExemptMatter(paragraph, is_contract_negotiation=negotiation, is_out=is_out))
        for paragraph in asked
    ]
    refused = [answer for answer in answers if not answer.allowed]
    return (refused or answers)[0]
