"""Notices by e-mail, for people who want them; they name things neutrally and carry no text of papers."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from childservices.models import User


def send_notice(*, to: Iterable[User], subject: str, sentences: Sequence[str]) -> int:
    """Will send a notice to each of the people who want e-mail once the change is committed, and give their number.

    The sentences must be such that anybody may read them: a reference and what to do, never a title or a reason.
    """
    people = {user.pk: user for user in to if user.is_active and user.wants_email}
    for user in people.values():
        transaction.on_commit(partial(_send, user.email, subject, tuple(sentences)), robust=True)
    return len(people)


def _send(address: str, subject: str, sentences: Sequence[str]) -> None:
    context = {"subject": subject, "sentences": sentences}
    message = EmailMultiAlternatives(subject, render_to_string("email/notice.txt", context), to=[address])
    message.attach_alternative(render_to_string("email/notice.html", context), "text/html")
    message.send()
