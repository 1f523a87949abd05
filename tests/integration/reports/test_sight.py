"""Where a person stands on a day, and what the rule of sight answers them about rows of the database."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from childservices.choices import Role
from childservices.models import User
from childservices.operations.files import keep_file
from childservices.operations.roles import set_roles
from reports.choices import Audience, Classification, ItemKind, MinutesState
from reports.domain.exemption import Sight
from reports.models import (
    AgendaEdition,
    Body,
    IssuedPaper,
    Meeting,
    Membership,
    Pack,
    ReportAuthor,
    SightGrant,
)
from reports.permissions import (
    Standing,
    sight_of_drafts,
    sight_of_issued,
    sight_of_item,
    sight_of_minute,
    sight_of_report,
    standing_of,
)
from tests.papers import AT, EXEMPT, ON, Office, user_in

pytestmark = pytest.mark.django_db
NOBODY = Sight(False, "no membership, right or grant opens it")
NOT_OUT = Sight(False, "the members' pack is not out")


def seated(body: Body, **fields: Any) -> User:
    """A councillor who joined a body on 22 May 2009, unless the fields say otherwise."""
    user = user_in(Role.MEMBER)
    values = {"role": "member", "starts_on": date(2009, 5, 22), **fields}
    Membership.objects.create(body=body, person=user.person, **values)
    return user


@pytest.fixture
def elsewhere(office: Office) -> User:
    """A councillor who sits on another body."""
    return seated(Body.objects.create(slug="scrutiny", name="Scrutiny", kind="scrutiny", regime="lga_1972"))


def grant(office: Office, user: User, **fields: Any) -> SightGrant:
    """A grant for an exempt item from 16 to 20 November 2009, unless the fields say otherwise."""
    item = fields.pop("item", None) or office.item(
        office.meeting(), title="Tender", neutral_title="Business matter", **EXEMPT
    )
    values = {"starts_on": date(2009, 11, 16), "ends_on": date(2009, 11, 20), **fields}
    return SightGrant.objects.create(
        person=user.person,
        item=item,
        reason="Chairs the panel.",
        granted_at=AT,
        granted_by=office.clerk,
        **values,
    )


def issued(office: Office, *paragraphs: int, meeting: Meeting | None = None, **fields: Any) -> IssuedPaper:
    """An exempt paper of a published edition, under these paragraphs."""
    meeting = meeting or office.meeting(on=ON + timedelta(days=Meeting.objects.count()))
    file = keep_file(data=b"a pack", media_type="application/pdf", at=AT)
    packs = {
        f"{audience}_pack": Pack.objects.create(
            meeting=meeting, audience=audience, file=file, pages=1, contents=[], verdict={}, gathered_at=AT,
            made_at=AT, made_by=office.clerk,
        )
        for audience in Audience
    }  # fmt: skip
    edition = AgendaEdition.objects.create(
        meeting=meeting, number=1, published_at=AT, published_by=office.clerk, **packs
    )
    values = {"item_key": uuid4(), "position": 1, "kind": ItemKind.REPORT, "title": "Tender", **fields}
    return IssuedPaper.objects.create(
        edition=edition, part=Classification.EXEMPT, exempt_paragraphs=list(paragraphs), **values
    )


# Where a person stands ----------------------------------------------------------------------------------------


def test_the_public_stands_nowhere() -> None:
    assert standing_of(AnonymousUser(), on=ON) == Standing()


def test_an_account_that_is_not_active_stands_nowhere(office: Office) -> None:
    office.clerk.is_active = False

    assert standing_of(office.clerk, on=ON) == Standing()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MEMBER, Role.PROVIDER}))
def test_the_council_s_staff(role: Role) -> None:
    standing = standing_of(user_in(role), on=ON)

    assert standing == Standing(
        is_staff=True,
        prepares_agendas=role in {Role.CLERK, Role.PROPER_OFFICER},
        administers=role == Role.ADMINISTRATOR,
    )


@pytest.mark.parametrize("role", [Role.MEMBER, Role.PROVIDER])
def test_councillors_and_providers_are_no_staff(role: Role) -> None:
    assert standing_of(user_in(role), on=ON) == Standing()


def test_a_superuser_without_a_role_stands_nowhere() -> None:
    user = set_roles(user=user_in(Role.MEMBER, is_superuser=True), roles=[], by=None, at=AT)

    assert standing_of(user, on=ON) == Standing()


@pytest.mark.parametrize(
    ("day", "sits"),
    [
        (date(2009, 5, 21), False),
        (date(2009, 5, 22), True),
        (date(2010, 5, 7), True),
        (date(2010, 5, 8), False),
    ],
)
def test_a_membership_counts_from_its_first_day_to_its_last(office: Office, day: date, sits: bool) -> None:
    member = seated(office.body, ends_on=date(2010, 5, 7))

    assert standing_of(member, on=day).bodies == ({office.body.pk} if sits else frozenset())


def test_a_membership_counts_for_councillors_only(office: Office) -> None:
    member = set_roles(user=seated(office.body), roles=[Role.OFFICER], by=None, at=AT)

    assert standing_of(member, on=ON).bodies == frozenset()


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2009, 11, 15), False),
        (date(2009, 11, 16), True),
        (date(2009, 11, 20), True),
        (date(2009, 11, 21), False),
    ],
)
def test_a_grant_counts_from_its_first_day_to_its_last(
    office: Office, elsewhere: User, day: date, opens: bool
) -> None:
    given = grant(office, elsewhere)

    assert standing_of(elsewhere, on=day).granted_items == ({given.item_id} if opens else frozenset())


def test_a_grant_ends_with_the_last_membership(office: Office) -> None:
    member = seated(office.body, ends_on=date(2009, 11, 17))
    grant(office, member)

    assert standing_of(member, on=date(2009, 11, 17)).granted_items != frozenset()
    assert standing_of(member, on=date(2009, 11, 18)).granted_items == frozenset()


def test_a_report_is_its_author_s_as_long_as_they_are_an_officer(office: Office) -> None:
    report = office.report()

    assert standing_of(office.officer, on=ON).reports == {report.pk}
    set_roles(user=office.officer, roles=[Role.MEMBER], by=None, at=AT)
    assert standing_of(User.objects.get(pk=office.officer.pk), on=ON).reports == frozenset()


def test_where_somebody_stands_takes_four_queries_at_most(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    user = seated(office.body)
    user = User.objects.get(pk=set_roles(user=user, roles=list(Role), by=None, at=AT).pk)

    with django_assert_max_num_queries(4):  # one of them reads the roles
        standing_of(user, on=ON)


# What is out --------------------------------------------------------------------------------------------------


def test_a_member_of_the_body_sees_every_paragraph_that_is_out(office: Office) -> None:
    answer = sight_of_issued(standing_of(office.member, on=ON), issued(office, *range(1, 8)))

    assert answer == Sight(True, "member of the body")


@pytest.mark.parametrize(
    ("paragraphs", "allowed"),
    [
        ([1], False),
        ([2], False),
        ([3], True),
        ([4], False),
        ([5], False),
        ([6], True),
        ([7], False),
        ([3, 6], True),
        ([1, 3], False),
        ([3, 1], False),
        ([], False),
    ],
)
def test_another_member_sees_a_paper_when_every_paragraph_in_it_allows_it(
    office: Office, elsewhere: User, paragraphs: list[int], allowed: bool
) -> None:
    assert sight_of_issued(standing_of(elsewhere, on=ON), issued(office, *paragraphs)).allowed is allowed


def test_a_contract_that_is_being_negotiated_is_not_for_other_members(
    office: Office, elsewhere: User
) -> None:
    paper = issued(office, 3, is_contract_negotiation=True)

    assert sight_of_issued(standing_of(elsewhere, on=ON), paper) == NOBODY
    assert sight_of_issued(standing_of(office.member, on=ON), paper).allowed


def test_a_grant_opens_its_own_item_and_no_other(office: Office, elsewhere: User) -> None:
    given = grant(office, elsewhere)
    standing = standing_of(elsewhere, on=ON)

    assert sight_of_issued(standing, issued(office, 1, item_key=given.item_id)).allowed
    assert sight_of_issued(standing, issued(office, 1)) == NOBODY


def test_the_day_after_a_membership_ends_nothing_opens(office: Office) -> None:
    member = seated(office.body, ends_on=date(2009, 11, 17))

    for paragraph in range(1, 8):
        assert sight_of_issued(standing_of(member, on=ON), issued(office, paragraph)) == NOBODY


def test_an_administrator_sees_nothing_even_as_a_member_and_a_clerk(office: Office) -> None:
    user = seated(office.body)
    set_roles(user=user, roles=[Role.MEMBER, Role.CLERK, Role.ADMINISTRATOR], by=None, at=AT)
    standing = standing_of(User.objects.get(pk=user.pk), on=ON)
    item = office.item(office.meeting(), title="Tender", neutral_title="Business matter", **EXEMPT)

    answers = [
        sight_of_issued(standing, issued(office, 3)),
        sight_of_item(standing, item, reports=()),
        sight_of_report(standing, office.report()).sight,
        sight_of_drafts(standing),
    ]

    assert answers == [Sight(False, "administrators do not see exempt content")] * 4


def test_an_author_sees_a_paper_when_they_wrote_all_of_it(office: Office) -> None:
    mine, other = office.report(), office.report()
    ReportAuthor.objects.filter(report=other).delete()
    standing, paper = standing_of(office.officer, on=ON), issued(office, 1)

    assert sight_of_issued(standing, paper, reports=[mine.pk]) == Sight(True, "wrote the report")
    assert sight_of_issued(standing, paper, reports=[mine.pk, other.pk]) == NOBODY
    assert sight_of_issued(standing, paper, reports=[]) == NOBODY


# What is being prepared ---------------------------------------------------------------------------------------


def test_members_see_nothing_that_is_being_prepared(office: Office, elsewhere: User) -> None:
    item = office.item(office.meeting(), title="Tender", neutral_title="Business matter", **EXEMPT)
    grant(office, office.member, item=item)
    standings = [standing_of(user, on=ON) for user in (office.member, elsewhere)]

    assert [sight_of_item(standing, item, reports=()) for standing in standings] == [NOT_OUT, NOT_OUT]
    assert [sight_of_drafts(standing) for standing in standings] == [NOT_OUT, NOT_OUT]
    assert [sight_of_report(standing, office.report()).sight for standing in standings] == [NOT_OUT, NOT_OUT]


def test_clerks_and_proper_officers_see_what_is_being_prepared(office: Office) -> None:
    item = office.item(office.meeting(), title="Tender", neutral_title="Business matter", **EXEMPT)

    for role in (Role.CLERK, Role.PROPER_OFFICER):
        standing = standing_of(user_in(role), on=ON)
        assert sight_of_item(standing, item, reports=()).allowed
        assert sight_of_drafts(standing).allowed
        assert sight_of_report(standing, office.report()).sight.allowed


def test_an_author_sees_their_report_and_not_the_others_of_a_draft(office: Office) -> None:
    mine, other = office.report(), office.report()
    ReportAuthor.objects.filter(report=other).delete()
    standing = standing_of(office.officer, on=ON)

    assert [sight_of_report(standing, report).sight.allowed for report in (mine, other)] == [True, False]
    assert sight_of_drafts(standing) == NOT_OUT


# Minutes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("paragraph", "allowed"), [(1, False), (3, True), (6, True), (7, False)])
def test_another_member_sees_an_exempt_minute_by_its_paragraph(
    office: Office, elsewhere: User, paragraph: int, allowed: bool
) -> None:
    secret = office.minutes(office.meeting(), exempt_paragraph=paragraph).entries.get(number=69)

    assert sight_of_minute(standing_of(elsewhere, on=ON), secret).allowed is allowed
    assert sight_of_minute(standing_of(office.member, on=ON), secret).allowed


def test_draft_minutes_are_not_out_to_members(office: Office, elsewhere: User) -> None:
    minutes = office.minutes(office.meeting())
    minutes.state = MinutesState.DRAFT
    secret = minutes.entries.get(number=69)
    secret.minutes = minutes

    answers = [sight_of_minute(standing_of(user, on=ON), secret) for user in (office.member, elsewhere)]

    assert answers == [NOT_OUT, NOT_OUT]
    assert sight_of_minute(standing_of(office.clerk, on=ON), secret).allowed
