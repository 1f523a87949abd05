"""The administration site itself."""

from django.contrib.admin import AdminSite


class CouncilAdminSite(AdminSite):
    """Reference data and accounts, opened by the administrator role alone."""
