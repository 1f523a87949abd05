"""People who ask for addresses, and what they are sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from childservices.models import User
from tests.journeys.leaks.walking import Book, Place, Values, links_on
from tests.journeys.leaks.words import words_sent

LEADS_AWAY = frozenset({"account_logout", "admin:logout"})
FINE, NOT_ALLOWED, BROKEN = 200, 405, 500


@dataclass(frozen=True)
class Answer:
    """What somebody was sent for an address: the status, the planted words in it, and the request's identifier."""

    address: str
    status: int
    words: frozenset[str]
    request: str
    error: str = ""

    @property
    def leads_somewhere(self) -> bool:
        """Whether there is such a page, be it only for others."""
        return self.status != 404


def name_of(address: str) -> str:
    """The name of an address; empty where there is none."""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


@dataclass
class Person:
    """Somebody with a browser, or the public."""

    name: str
    user: User | None
    answers: list[Answer] = field(default_factory=list)
    sent: list[Answer] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def browser(self) -> Client:
        """A browser in which the person is signed in."""
        client = Client(raise_request_exception=False)
        if self.user is not None:
            client.force_login(self.user)
        return client

    def get(self, client: Client, address: str, book: Book | None = None) -> Answer:
        """Ask for an address, keep what came, and note the links in a book."""
        self.asked.add(address)
        response: Any = client.get(address)
        answer = self._answer(address, response)
        self.answers.append(answer)
        if book is not None and answer.status == FINE:
            for link in links_on(response, address):
                book.add(link)
        return answer

    def walk(self, places: Iterable[Place], values: Values, book: Book) -> None:
        """Ask for every place with ids of every model, and note in the book what leads somewhere.

        Where one row of a model leads somewhere, every row of it is asked for.
        """
        client = self.browser()
        for place in places:
            for keys in values.rows.values():
                leads = [self._try(client, address, book) for address in values.addresses(place, keys[:1])]
                for address in values.addresses(place, keys[1:]) if any(leads) else ():
                    self._try(client, address, book)

    def _try(self, client: Client, address: str, book: Book) -> bool:
        if address in self.asked:
            return address in book.read or address in book.sent
        answer = self.get(client, address, book)
        if answer.status == NOT_ALLOWED:
            answer = self.send(client, address, {})
            if answer.leads_somewhere:
                book.sent[address] = None
        elif answer.leads_somewhere:
            book.add(address)
        return answer.leads_somewhere

    def follow(self, book: Book) -> None:
        """Ask for every address of a book, also for those that are noted while this goes on."""
        client, read = self.browser(), 0
        while read < len(book.read):
            for address in list(book.read)[read:]:
                read += 1
                if address not in self.asked and name_of(address) not in LEADS_AWAY:
                    self.get(client, address, book)

    def send(self, client: Client, address: str, fields: Mapping[str, str]) -> Answer:
        """Send fields to an address, keep what came back, and take back whatever it changed."""
        with transaction.atomic():
            response: Any = client.post(address, fields)
            answer = self._answer(address, response)
            transaction.set_rollback(True)
        self.sent.append(answer)
        return answer

    def _answer(self, address: str, response: Any) -> Answer:
        return Answer(
            address=address,
            status=response.status_code,
            words=words_sent(response),
            request=response.headers.get("X-Request-ID", ""),
            error=repr(response.exc_info[1]) if response.status_code == BROKEN and response.exc_info else "",
        )
