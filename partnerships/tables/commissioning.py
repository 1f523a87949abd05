"""The lists of commissioning."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import django_tables2
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable, LongDateColumn, MoneyColumn, NumberColumn
from childservices.templatetags.council import money, tag
from partnerships.choices import ReturnState
from partnerships.domain.reconciliation import NOTHING
from partnerships.models import Agreement, Programme, Provider, QuarterlyReturn
from partnerships.queries.agreement import AgreementSummary, summaries_of
from partnerships.queries.programme import share_text

LINK = {"a": {"class": "govuk-link"}}
STATE_COLOURS = {
    ReturnState.DRAFT: "grey",
    ReturnState.SUBMITTED: "blue",
    ReturnState.QUERIED: "orange",
    ReturnState.APPROVED: "green",
    ReturnState.PAID: "green",
}


class ProgrammeTable(CouncilTable):
    """Programmes, the latest first."""

    caption = "Programmes"
    empty_text = "There is no programme yet. A commissioning manager adds one."
    row_header = "title"

    title = django_tables2.Column(linkify=lambda record: record.get_absolute_url(), attrs=LINK)
    funder = django_tables2.Column(orderable=False, default="")
    budget = MoneyColumn()
    starts_on = LongDateColumn(verbose_name="First day")
    ends_on = LongDateColumn(verbose_name="Last day")

    class Meta:
        model = Programme
        fields = ("title", "funder", "budget", "starts_on", "ends_on")


class ProviderTable(CouncilTable):
    """Providers by name, with how many agreements each has had."""

    caption = "Providers"
    empty_text = "No provider matches. Clear the filter, or add the provider."
    row_header = "name"

    name = django_tables2.Column(
        accessor="organisation__name", linkify=lambda record: record.get_absolute_url(), attrs=LINK
    )
    sector = django_tables2.Column(
        accessor="organisation__get_kind_display", order_by="organisation__kind", verbose_name="Sector"
    )
    charity_number = django_tables2.Column(verbose_name="Charity number", orderable=False, default="")
    agreements = NumberColumn(accessor="agreement_count", verbose_name="Agreements")

    class Meta:
        model = Provider
        fields = ("name", "sector", "charity_number", "agreements")


class AgreementTable(CouncilTable):
    """Agreements with their money and measures, and totals at the foot."""

    caption = "Providers and what they achieved"
    empty_text = "There is no agreement yet. Award a bid, or add an agreement."
    row_header = "name"

    name = django_tables2.Column(
        accessor="agreement__name",
        verbose_name="Provider",
        linkify=lambda record: record.agreement.get_absolute_url(),
        attrs=LINK,
        footer="Total",
    )
    project = django_tables2.Column(accessor="agreement__project")
    allocation = MoneyColumn(accessor="account__allocation", footer=lambda table: _sum(table, "allocation"))
    spend = MoneyColumn(accessor="account__approved", footer=lambda table: _sum(table, "approved"))
    balance = MoneyColumn(accessor="account__balance", footer=lambda table: _sum(table, "balance"))
    share = django_tables2.Column(
        accessor="account", verbose_name="Spent", orderable=False, attrs={"td": {"class": "council-number"}}
    )
    met = django_tables2.Column(accessor="tally", verbose_name="Measures met", order_by="tally__met")

    class Meta:
        fields = ("name", "project", "allocation", "spend", "balance", "share", "met")

    def render_share(self, record: AgreementSummary) -> str:
        """Give what of the allocation was spent."""
        return share_text(record.account.approved, record.account.allocation)

    def render_met(self, record: AgreementSummary) -> str:
        """Give 3 of 7, and where one could not be assessed, that."""
        return met_text(record)


class OwnAgreementTable(AgreementTable):
    """One provider's agreements, each with its programme."""

    caption = "Agreements"
    empty_text = "There is no agreement with this provider."
    row_header = "project"

    name = None
    project = django_tables2.Column(
        accessor="agreement__project",
        linkify=lambda record: record.agreement.get_absolute_url(),
        attrs=LINK,
        footer="Total",
    )
    programme = django_tables2.Column(accessor="agreement__programme__title")

    class Meta:
        fields = ("project", "programme", "allocation", "spend", "balance", "share", "met")
        sequence = ("project", "programme", "...")


class OverProfileTable(CouncilTable):
    """Agreements that claim faster than was planned."""

    caption = "Over profile"
    empty_text = "No provider claims more than a tenth beyond what was planned by now."
    row_header = "name"

    name = django_tables2.Column(
        accessor="agreement__name",
        verbose_name="Provider",
        linkify=lambda record: record.agreement.get_absolute_url(),
        attrs=LINK,
    )
    project = django_tables2.Column(accessor="agreement__project")
    programme = django_tables2.Column(accessor="agreement__programme__title")
    planned = MoneyColumn(verbose_name="Planned by now")
    claimed = MoneyColumn(verbose_name="Claimed")


class RenewalTable(CouncilTable):
    """Agreements that end soon and of which nothing is decided; what they came to is asked for the shown ones only."""

    caption = "Due for a decision on renewal"
    empty_text = "Nothing ends in the next four months without a decision."
    row_header = "name"

    name = django_tables2.Column(
        verbose_name="Provider",
        order_by=("provider__organisation__name",),
        linkify=lambda record: record.get_absolute_url(),
        attrs=LINK,
    )
    project = django_tables2.Column()
    ends_on = LongDateColumn(verbose_name="Ends")
    may_renew = django_tables2.Column(
        accessor="can_roll_over", verbose_name="May be renewed", orderable=False
    )
    spend = MoneyColumn(accessor="pk", verbose_name="Approved", orderable=False)
    met = django_tables2.Column(accessor="pk", verbose_name="Measures met", orderable=False)

    class Meta:
        model = Agreement
        fields = ("name", "project", "ends_on", "may_renew", "spend", "met")

    @cached_property
    def summaries(self) -> dict[UUID, AgreementSummary]:
        """What the agreements of the page came to."""
        found = summaries_of([row.record for row in self.paginated_rows])
        return {summary.agreement.pk: summary for summary in found}

    def render_may_renew(self, value: bool) -> str:
        """Give yes or no in a word."""
        return "Yes" if value else "No"

    def render_spend(self, value: UUID) -> str:
        """Give what was approved."""
        return money(self.summaries[value].account.approved)

    def value_spend(self, value: UUID) -> Decimal:
        """Give the bare figure for the CSV file."""
        return self.summaries[value].account.approved

    def render_met(self, value: UUID) -> str:
        """Give how many measures are met."""
        return met_text(self.summaries[value])


class ReturnTable(CouncilTable):
    """Quarterly returns by day due."""

    caption = "Returns"
    empty_text = "There is none."
    row_header = "period"

    period = django_tables2.Column(
        verbose_name="Quarter",
        empty_values=(),
        order_by=("year", "quarter"),
        linkify=lambda record: record.get_absolute_url(),
        attrs=LINK,
    )
    provider = django_tables2.Column(
        accessor="agreement__provider", order_by=("agreement__provider__organisation__name",)
    )
    project = django_tables2.Column(accessor="agreement__project")
    due_on = LongDateColumn(verbose_name="Due")
    claimed = MoneyColumn(verbose_name="Claim", default="")
    state = django_tables2.Column()

    class Meta:
        model = QuarterlyReturn
        fields = ("period", "provider", "project", "due_on", "claimed", "state")

    def render_period(self, record: QuarterlyReturn) -> str:
        """Give the quarter in words."""
        return record.period.title

    def render_state(self, record: QuarterlyReturn) -> SafeString:
        """Give the state as a tag."""
        return tag(record.get_state_display(), STATE_COLOURS[ReturnState(record.state)])

    def value_state(self, record: QuarterlyReturn) -> str:
        """Give the state as a word for the CSV file."""
        return record.get_state_display()


def met_text(row: AgreementSummary) -> str:
    """Give how many of the measures agreed are met, and how many could not be assessed."""
    found = row.tally
    if not found.agreed:
        return "None agreed"
    told = f"{found.met} of {found.agreed}"
    left = found.agreed - found.assessed
    return f"{told}, {left} not assessed" if left else told


def _sum(table: Any, name: str) -> str:
    return money(sum((getattr(row.record.account, name) for row in table.rows), NOTHING))
