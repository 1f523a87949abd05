"""The council's administration site: reference data and accounts, for administrators, without exempt content."""

from childservices.admin import account, record, reference
from childservices.admin_site import CouncilAdminSite, CouncilModelAdmin, ReadOnlyAdmin

__all__ = ["CouncilAdminSite", "CouncilModelAdmin", "ReadOnlyAdmin", "account", "record", "reference"]
