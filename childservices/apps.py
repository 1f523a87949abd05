"""The kernel that every other app stands on, and the administration site on the council's brand."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate


class ChildservicesConfig(AppConfig):
    """Accounts, audit, jobs, files and the statutory clock: what every part of the service uses."""

    name = "childservices"
    verbose_name = "Childservices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Will register the system checks and what follows every migrate."""
        from childservices import checks  # noqa: F401  (registers them)

        post_migrate.connect(after_migrate, sender=self)


def after_migrate(using: str, verbosity: int = 0, plan: Any = None, **kwargs: Any) -> None:
    """Will put back what a migrate can drop or cannot make: audit triggers and the cache table.

    The only signal of the project: SQLite drops a table's triggers whenever a migration remakes it.
    """
    from childservices.operations.triggers import install_audit_triggers

    install_audit_triggers(connection=connections[using])
    call_command("createcachetable", database=using, verbosity=0)


class CouncilAdminConfig(AdminConfig):
    """Django's administration site, replaced by the council's own."""

    default_site = "childservices.admin_site.CouncilAdminSite"
