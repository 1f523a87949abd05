"""What the tables of partnerships share."""

from typing import Any, ClassVar

import django_tables2

from childservices.tables import KeptTable

LINK = {"a": {"class": "govuk-link"}}


def linked(**options: Any) -> django_tables2.Column:
    """A column whose words lead to the row's own page."""
    return django_tables2.Column(linkify=lambda record: record.get_absolute_url(), attrs=LINK, **options)


class PartnershipTable(KeptTable):
    """Rows that partners' coordinators keep; those of a query's own make stand in the field `within`."""

    address = "partnership"
    within: ClassVar[str] = ""

    def render_keep(self, record: Any) -> Any:
        """Give the links of the row itself."""
        return super().render_keep(getattr(record, self.within) if self.within else record)


def yes_no(value: bool) -> str:
    """Say whether."""
    return "Yes" if value else "No"
