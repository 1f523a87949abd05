"""The council's administration site: reference data and accounts, for administrators, without exempt content."""

from childservices.admin.site import CouncilAdminSite

__all__ = ["CouncilAdminSite"]
