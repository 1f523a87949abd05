"""The council's administration site: reference data and accounts, for administrators, without exempt content."""

from childservices.admin import account, record, reference
from childservices.admin.exchange import ExchangedAdmin
from childservices.admin_site import CouncilAdminSite, CouncilInline, CouncilModelAdmin, ReadOnlyAdmin

__all__ = [
    "CouncilAdminSite",
    "CouncilInline",
    "CouncilModelAdmin",
    "ExchangedAdmin",
    "ReadOnlyAdmin",
    "account",
    "record",
    "reference",
]
