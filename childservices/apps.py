"""The kernel that every other app stands on, and the administration site on the council's brand."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ChildservicesConfig(AppConfig):
    """Accounts, audit, jobs, files and the statutory clock: what every part of the service uses."""

    name = "childservices"
    verbose_name = "Childservices"


class CouncilAdminConfig(AdminConfig):
    """Django's administration site, replaced by the council's own."""

    default_site = "childservices.admin.CouncilAdminSite"
