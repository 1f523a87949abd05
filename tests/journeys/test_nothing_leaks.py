"""Nobody is sent a word of anything exempt that is not theirs to see, wherever they ask; and every sight is kept."""

import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection, transaction
from django.test import override_settings

from childservices.logs import JsonFormatter
from childservices.models import AuditEvent, StoredFile
from reports.choices import Audience, Classification
from reports.models import IssuedPaper, Pack
from tests.journeys.leaks.asking import Answer, Person, name_of
from tests.journeys.leaks.nowhere import LEADS_NOWHERE, WITHOUT_SECRETS
from tests.journeys.leaks.planting import ASKED_AT, BUILT_AT, LAST_DAY, Council, make_council
from tests.journeys.leaks.walking import Book, fields_to_search, fields_to_send, places, values_of
from tests.journeys.leaks.words import EXEMPT, Kind, words_in, words_in_bytes, words_sent

pytestmark = [pytest.mark.django_db, pytest.mark.leaks]

PREPARES = "clerk"
EVERYBODY = (
    PREPARES, "author", "author of the rest", "member of the body", "member with a grant", "administrator",
    "member of another body", "member whose membership has ended", "provider", "officer who wrote nothing",
    "clerk who is not active", "superuser without a role", "clerk who administers", "public",
)  # fmt: skip
STRANGERS = [name for name in EVERYBODY if name != PREPARES]
STAFF = ["author", "administrator", "officer who wrote nothing", "clerk who administers"]

# Fields that no screen shows yet: reasons where there is no form for them, and what minutes do not print.
ON_NO_SCREEN = re.compile(
    "grant: reason|unclassified minute.*|.*minute, resolution: (owner|due text|bodies it is referred to)"
    "|(exempt|unclassified) (minute|item|item in preparation): exempt reason"
    "|(published report|report under the exempt item, .*), .*: exempt reason"
)
# Where words may stand in the database: what somebody wrote, and what was issued of it to those who may see it.
WRITTEN = {
    "reports_agendaitem", "reports_appendix", "reports_backgroundpaper", "reports_consultee", "reports_contact",
    "reports_datatable", "reports_minute", "reports_recommendation", "reports_report", "reports_resolution",
    "reports_risk", "reports_section", "reports_sightgrant",
}  # fmt: skip
ISSUED = {"reports_issuedpaper", "reports_issuedfile", "reports_pack"}


class Lines(logging.Handler):
    """The log as it would be written, line by line."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(JsonFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))


@dataclass
class Walk:
    """What everybody was sent for every address, and what was written into the log meanwhile."""

    council: Council
    book: Book
    people: dict[str, Person]
    log: Lines = field(default_factory=Lines)

    def offences(self, name: str, answers: list[Answer]) -> dict[str, list[str]]:
        """The addresses that sent a person words which are not theirs, with the places of the words."""
        allowed = self.council.may_see(name)
        return {
            f"{answer.status} {answer.address}": self.council.words.named(answer.words - allowed)
            for answer in answers
            if answer.words - allowed
        }


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walk]:
    """Make the council and let everybody ask for everything; all of it is taken back at the end."""
    log = Lines()
    loggers = [logging.getLogger(name) for name in (None, "django", "django-q")]
    # N+1 is looked for elsewhere; here it would only make thousands of requests slower.
    middleware = [name for name in settings.MIDDLEWARE if not name.startswith("zeal.")]
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(MIDDLEWARE=middleware))
        clock = stack.enter_context(time_machine.travel(BUILT_AT, tick=True))
        stack.enter_context(transaction.atomic())
        for logger in loggers:
            logger.addHandler(log)
            stack.callback(logger.removeHandler, log)
        council = make_council()
        clock.move_to(ASKED_AT)
        people = {name: Person(name, council.people.get(name)) for name in EVERYBODY}
        walked = Walk(council, Book(), people, log)
        _walk(walked)
        yield walked
        transaction.set_rollback(True)


def _walk(walked: Walk) -> None:
    values = values_of(walked.council.meetings.values())
    walked.people[PREPARES].walk(places(), values, walked.book)
    # Twice: what the later ones are led to, the earlier ones are to ask for too.
    for _ in range(2):
        for person in walked.people.values():
            person.follow(walked.book)


# That the test can fail ---------------------------------------------------------------------------------------


def test_every_address_is_asked_for(walk: Walk) -> None:
    """A new address that this test does not reach has to be given values in `values_of`, or listed with a reason."""
    answers = [answer for person in walk.people.values() for answer in (*person.answers, *person.sent)]
    reached = {name_of(answer.address) for answer in answers if answer.leads_somewhere}

    missed = {place.name for place in places()} - reached - LEADS_NOWHERE - WITHOUT_SECRETS
    assert {name for name in missed if not name.startswith("admin:indicators_")} == set()


def test_no_address_breaks(walk: Walk) -> None:
    answers = [answer for person in walk.people.values() for answer in (*person.answers, *person.sent)]

    assert [(answer.address, answer.error) for answer in answers if answer.status == 500] == []


def test_the_clerk_is_sent_every_word_that_any_screen_shows(walk: Walk) -> None:
    words = walk.council.words
    sent = frozenset().union(*(answer.words for answer in walk.people[PREPARES].answers))

    missing = {words.places[word][0] for word in words.places.keys() - sent}
    assert {place for place in missing if not ON_NO_SCREEN.fullmatch(place)} == set()
    assert len(sent) > 150


def test_a_member_of_the_body_is_sent_all_that_is_in_the_members_pack(walk: Walk) -> None:
    words, person = walk.council.words, walk.people["member of the body"]
    in_the_pack = words_in_bytes(_pack(walk, "published", Audience.MEMBERS).file.read())
    sent = frozenset().union(*(answer.words for answer in person.answers))

    assert words.of(Kind.OUT, Kind.GRANTED) & in_the_pack <= sent
    assert len(in_the_pack) > 90


def test_a_grant_opens_the_whole_item(walk: Walk) -> None:
    words = walk.council.words
    sent = frozenset().union(*(answer.words for answer in walk.people["member with a grant"].answers))
    printed = words_in_bytes(_pack(walk, "published", Audience.MEMBERS).file.read()) & words.of(Kind.GRANTED)

    assert printed <= sent
    assert len(printed) > 50


def _pack(walk: Walk, meeting: str, audience: Audience) -> Pack:
    return Pack.objects.get(meeting=walk.council.meetings[meeting], audience=audience)


# Pages, files, JSON -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_is_sent_what_is_not_theirs(walk: Walk, name: str) -> None:
    person = walk.people[name]

    assert walk.offences(name, person.answers) == {}
    assert len(person.answers) > 400


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_is_answered_with_it(walk: Walk, name: str) -> None:
    person = walk.people[name]
    client = person.browser()
    ours = [address for address in walk.book.read if "?" not in address and _takes_forms(address)]
    typed = {
        "title": "Title",
        "body": "<p>Text</p>",
        "classification": "open",
        "expected": "0",
        "edit_number": "0",
    }

    answers = [person.send(client, address, typed) for address in (*ours, *walk.book.sent)]

    assert walk.offences(name, answers) == {}
    assert len(answers) > 100


def _takes_forms(address: str) -> bool:
    return not name_of(address).startswith(("account_", "mfa_", "api", "admin:log", "admin:password"))


@pytest.mark.parametrize("name", STAFF)
def test_no_conflict_shows_it(walk: Walk, name: str) -> None:
    """Whoever sends a form late is shown what somebody else has saved meanwhile, as far as they may see it."""
    person = walk.people[name]
    client = person.browser()
    forms = {
        answer.address: fields_to_send(client.get(answer.address))
        for answer in person.answers
        if answer.status == 200 and "?" not in answer.address and _takes_forms(answer.address)
    }
    late = {
        address: {**fields, **dict.fromkeys({"expected", "edit_number"} & fields.keys(), "0")}
        for address, fields in forms.items()
        if fields
    }

    answers = [person.send(client, address, fields) for address, fields in late.items()]

    assert walk.offences(name, answers) == {}


@pytest.mark.parametrize("name", ["public", *STAFF])
def test_no_search_finds_it(walk: Walk, name: str) -> None:
    """What is found for a word that is not theirs is what is found for one that stands nowhere."""
    person, allowed = walk.people[name], walk.council.may_see(name)
    client = person.browser()
    secret = [
        word for word in walk.council.words.places if word not in allowed and _names_something(walk, word)
    ]
    pages = {answer.address: client.get(answer.address) for answer in person.answers if _is_list(answer)}
    fields = {(address, each) for address, page in pages.items() for each in fields_to_search(page)}

    told = set()
    for address, each in fields:
        nothing = _found(client, address, each, "zqnowhereqz")
        told |= {
            (address, each, walk.council.words.places[word][0])
            for word in secret
            if _found(client, address, each, word) != nothing
        }

    assert told == set()
    assert fields


def _names_something(walk: Walk, word: str) -> bool:
    return re.search(": (title|file name|wards)$", walk.council.words.places[word][0]) is not None


def _is_list(answer: Answer) -> bool:
    return answer.status == 200 and "?" not in answer.address and answer.address.count("-") < 4


def _found(client: Any, address: str, each: str, word: str) -> str:
    page = client.get(address, {each: word}).content.decode()
    plain = re.sub(r'(nonce|value)="[^"]*"|<script.*?</script>', "", page, flags=re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", plain).replace(word, "").split())


def test_the_day_after_a_membership_ends_nothing_more_opens(walk: Walk) -> None:
    person = walk.people["member whose membership has ended"]
    address = next(
        a.address for a in walk.people["member of the body"].answers if a.words and "exempt" in a.address
    )

    with time_machine.travel(datetime(2009, 11, LAST_DAY.day, 23, 50, tzinfo=ASKED_AT.tzinfo), tick=False):
        on_the_last_day = person.browser().get(address)
    with time_machine.travel(datetime(2009, 11, LAST_DAY.day + 1, 0, 10, tzinfo=ASKED_AT.tzinfo), tick=False):
        on_the_day_after = person.browser().get(address)

    assert (on_the_last_day.status_code, on_the_day_after.status_code) == (200, 403)
    assert words_sent(on_the_last_day)
    assert not words_sent(on_the_day_after)


# The audit log ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_sight_is_kept(walk: Walk, name: str) -> None:
    person, exempt = walk.people[name], walk.council.words.of(*EXEMPT)
    seen = {answer.request: answer for answer in person.answers if answer.words & exempt}
    events = AuditEvent.objects.filter(verb="exempt_seen", request_id__in=seen)
    kept = dict(events.values_list("request_id", "by"))

    assert {answer.address for request, answer in seen.items() if request not in kept} == set()
    assert set(kept.values()) <= {person.user and person.user.pk}
    assert bool(seen) is (
        name in {PREPARES, "author", "author of the rest", "member of the body", "member with a grant"}
    )


def test_nothing_is_kept_where_nothing_was_seen(walk: Walk) -> None:
    exempt = walk.council.words.of(*EXEMPT)
    answers = [answer for person in walk.people.values() for answer in person.answers]
    seen = {answer.request for answer in answers if answer.words & exempt}
    kept = set(AuditEvent.objects.filter(verb="exempt_seen").values_list("request_id", flat=True))

    unseen = {answer.address for answer in answers if answer.request in kept - seen}
    assert {address for address in unseen if name_of(address) not in HOLDS_NO_WORD_OF_TEXT} == set()


HOLDS_NO_WORD_OF_TEXT = {
    # Deeds on an exempt thing, whose pages name it neutrally, and previews of reports with nothing but open words.
    "appendix_upload", "appendix_file_remove", "data_table_add", "live_table_add", "item_change", "exempt_paper",
    "report_edit",
}  # fmt: skip


# Behind the screens -------------------------------------------------------------------------------------------


def test_the_database_holds_words_only_where_they_were_written(walk: Walk) -> None:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        holding = {table for table in tables if _words_in_table(cursor, table)}

    assert holding == WRITTEN | ISSUED


def _words_in_table(cursor: Any, table: str) -> frozenset[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    cells = (cell for row in cursor.fetchall() for cell in row)
    return frozenset().union(*(words_in_bytes(_bytes_of(cell)) for cell in cells))


def _bytes_of(cell: Any) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def test_what_was_issued_to_the_public_holds_none(walk: Walk) -> None:
    packs = Pack.objects.filter(audience=Audience.PUBLIC)
    papers = IssuedPaper.objects.filter(part=Classification.OPEN)
    issued = {*packs.filter(public_edition__isnull=False).values_list("file", flat=True)}
    issued |= {*papers.exclude(html=None).values_list("html", flat=True)}
    issued |= {*papers.exclude(files=None).values_list("files__file", flat=True)}
    drafts = packs.filter(public_edition=None)

    told = [
        *packs.values_list("contents", "verdict"),
        *papers.values_list("title", "exempt_paragraphs", "files__name"),
    ]
    files = {file.pk: words_in_bytes(file.read()) for file in StoredFile.objects.filter(pk__in=issued)}
    assert words_in(str(told)) <= walk.council.words.of(Kind.NOT_ISSUED)
    assert {key for key, words in files.items() if words} == set()
    assert len(files) > 3
    in_drafts = frozenset().union(*(words_in_bytes(pack.file.read()) for pack in drafts))
    assert in_drafts == walk.council.words.of(Kind.NOT_ISSUED)


def test_sessions_hold_none(walk: Walk) -> None:
    sessions = [session.get_decoded() for session in Session.objects.all()]

    assert words_in(str(sessions)) == frozenset()
    assert len(sessions) >= len(EVERYBODY) - 2


def test_the_log_holds_none(walk: Walk) -> None:
    assert words_in("\n".join(walk.log.lines)) == frozenset()
    assert len(walk.log.lines) > 5000


def test_e_mails_hold_none(walk: Walk) -> None:
    told = [
        f"{one.subject} {one.body} {one.alternatives} {one.attachments} {one.to}"
        for one in walk.council.mails
    ]

    assert words_in(" ".join(told)) == frozenset()
    assert len(told) >= 2


# When something breaks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["administrator", "clerk", "public"])
@override_settings(
    ROOT_URLCONF="tests.journeys.leaks.broken", ADMINS=[("Administrator", "a@council.example")]
)
def test_a_page_that_breaks_tells_nothing(walk: Walk, name: str) -> None:
    written, person = len(walk.log.lines), walk.people[name]

    response: Any = person.browser().get("/breaks/", follow=True)

    lines = "\n".join(walk.log.lines[written:])
    if name != "public":
        assert response.status_code == 500
        assert words_in(str(response.exc_info[1]))
        assert "Unforeseen" in lines
    assert words_sent(response) == frozenset()
    assert words_in(lines) == frozenset()
    assert words_in(str([one.message() for one in mail.outbox])) == frozenset()
