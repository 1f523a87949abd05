"""System checks: what must be true of an installation before it serves."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.db import connections

from childservices.operations.triggers import TABLES, missing_audit_triggers


@register(Tags.database)
def audit_triggers_stand(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Complain when the database would let somebody change the audit log."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if not set(TABLES) <= set(connection.introspection.table_names()):
            continue  # not migrated yet
        missing = missing_audit_triggers(connection=connection)
        if missing:
            messages.append(
                Error(
                    f"The audit log is not protected: {', '.join(sorted(missing))} missing.",
                    hint="Run `python manage.py migrate`, which puts the triggers back.",
                    id="childservices.E001",
                )
            )
    return messages


@register(Tags.security, deploy=True)
def e_mail_leaves_the_machine(**kwargs: Any) -> list[CheckMessage]:
    """Warn when notices and password links would only be written to files."""
    if settings.EMAIL_URL:
        return []
    return [
        Warning(
            "EMAIL_URL is not set: e-mails are written to files in DATA_DIR/mail and reach nobody.",
            id="childservices.W001",
        )
    ]


@register(Tags.security, deploy=True)
def demonstration_is_off(**kwargs: Any) -> list[CheckMessage]:
    """Complain when an installation to be deployed waives the second factor."""
    if not settings.DEMO:
        return []
    return [Error("DEMO=1 waives the second factor: unset it.", id="childservices.E002")]
