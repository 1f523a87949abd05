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
from reports.querysets.report import ReportQuerySet


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


def sight_of_report(standing: Standing, report: Report) -> Sight:
    """Whether a person sees the exempt parts of a report that is being written."""
    viewer = standing.viewer(body=None, item=None, reports=[report.pk])
    return sight(viewer, ExemptMatter(paragraph=None))


def title_for(standing: Standing, report: Report) -> str:
    """The title of a report as a person may read it.

    One that is exempt as a whole is called by its neutral title, and by its reference where it has none.
    """
    if sight_of_report(standing, report).allowed or (standing.is_staff and _has_open_title(report)):
        return report.title
    return report.neutral_title or str(report)


def _has_open_title(report: Report) -> bool:
    """Whether staff may read the title; rows that were read `with_openness` know it."""
    known: bool | None = getattr(report, "has_open_title", None)
    if known is None:
        rows: Any = Report.objects.with_openness()
        return bool(rows.filter(pk=report.pk, has_open_title=True).exists())
    return known


def titled_for(standing: Standing, reports: ReportQuerySet) -> ReportQuerySet:
    """Reports with what `title_for` answers for each as `shown_title`, to be listed, sorted and searched by."""
    prepares = sight(standing.viewer(body=None, item=None, reports=()), ExemptMatter(paragraph=None)).allowed
    written = frozenset() if standing.administers else standing.reports
    return reports.with_shown_titles(sees_all=prepares, seen=written)


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
