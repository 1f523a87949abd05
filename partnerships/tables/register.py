"""Tables of scorecards, protocols, commitments, consultations, and of whom a partnership is for."""

from typing import Any

import django_tables2

from childservices.tables import CouncilTable, LongDateColumn, MoneyColumn, NumberColumn
from partnerships.tables.base import LINK, PartnershipTable, linked, yes_no


def _to(name: str) -> Any:
    """The page of what a line of a register is about."""
    return lambda record: getattr(record, name).get_absolute_url()


class ScorecardTable(PartnershipTable):
    """Scorecards by title."""

    caption = "Scorecards"
    empty_text = "No scorecard is published yet."
    row_header = "title"
    noun = "scorecard"
    can_remove = False

    title = linked()
    starts_on = LongDateColumn(verbose_name="From")
    ends_on = LongDateColumn(verbose_name="Until")


class ProtocolTable(CouncilTable):
    """Information sharing protocols with how many have approved."""

    caption = "Information sharing protocols"
    empty_text = "No protocol is published yet."
    row_header = "title"

    title = django_tables2.Column(
        accessor="protocol__title", verbose_name="Protocol", linkify=_to("protocol"), attrs=LINK
    )
    approved = django_tables2.Column(verbose_name="Approved by", orderable=False)
    streams = NumberColumn(verbose_name="Data streams", orderable=False)
    review_on = LongDateColumn(accessor="protocol__review_on", verbose_name="Next review")
    overdue = NumberColumn(verbose_name="Overdue approvals and reviews", orderable=False)

    def render_streams(self, value: Any) -> int:
        """Count the streams."""
        return len(value)

    def value_streams(self, value: Any) -> int:
        """Count the streams."""
        return len(value)


class PartnerTable(PartnershipTable):
    """Who has been asked, has approved or has signed."""

    caption = "Partners"
    empty_text = "No partner is entered yet."
    row_header = "name"
    noun = "partner"
    within = "partner"

    name = django_tables2.Column(accessor="partner__name", verbose_name="Body")
    organisation = django_tables2.Column(accessor="partner__organisation", orderable=False)
    state = django_tables2.Column(accessor="partner__get_state_display")
    on = LongDateColumn(accessor="partner__on", verbose_name="On")
    due_on = LongDateColumn(accessor="partner__due_on", verbose_name="Due")
    standing = django_tables2.Column(accessor="standing__words", verbose_name="How it stands")
    note = django_tables2.Column(accessor="partner__note", verbose_name="Remark", orderable=False)


class StreamTable(PartnershipTable):
    """What is shared, from whom, to whom, when, on what ground."""

    caption = "Data streams"
    empty_text = "No data stream is entered yet."
    row_header = "what"
    noun = "stream"
    within = "stream"

    what = django_tables2.Column(accessor="stream__what")
    from_whom = django_tables2.Column(accessor="stream__from_whom", verbose_name="From")
    to_whom = django_tables2.Column(accessor="stream__to_whom", verbose_name="To")
    how_often = django_tables2.Column(accessor="stream__how_often", verbose_name="When", orderable=False)
    lawful_basis = django_tables2.Column(accessor="stream__lawful_basis", verbose_name="Lawful basis")
    review_on = LongDateColumn(accessor="stream__review_on", verbose_name="Next review")
    standing = django_tables2.Column(accessor="standing__words", verbose_name="Review")


class CommitmentTable(CouncilTable):
    """Commitments with promises kept and money left."""

    caption = "Funded commitments"
    empty_text = "No commitment is published yet."
    row_header = "title"

    title = django_tables2.Column(
        accessor="commitment__title", verbose_name="Commitment", linkify=_to("commitment"), attrs=LINK
    )
    funder = django_tables2.Column(accessor="commitment__funder")
    state = django_tables2.Column(accessor="commitment__get_state_display")
    kept = django_tables2.Column(accessor="kept__words", verbose_name="Promises", orderable=False)
    amount = MoneyColumn(accessor="kept__amount", verbose_name="Granted")
    spent = MoneyColumn(accessor="kept__spent", verbose_name="Spent")
    left = MoneyColumn(accessor="kept__left", verbose_name="Left")


class PromiseTable(PartnershipTable):
    """What was promised for the money."""

    caption = "Promises"
    empty_text = "No promise is entered yet."
    row_header = "text"
    noun = "promise"

    text = django_tables2.Column(verbose_name="Promise")
    promised = NumberColumn()
    done = NumberColumn()
    evidence = django_tables2.Column(orderable=False)


class SpendTable(PartnershipTable):
    """What was spent of the money, with the sum in the foot."""

    caption = "Spending"
    empty_text = "Nothing is spent yet."
    row_header = "text"
    noun = "spend"

    text = django_tables2.Column(verbose_name="For what", footer="Total")
    on = LongDateColumn(verbose_name="Day")
    amount = MoneyColumn(footer=lambda table: f"£{sum(row.amount for row in table.data.data):,.2f}")


class ConsultationTable(CouncilTable):
    """Consultations with the number of responses."""

    caption = "Consultations"
    empty_text = "No consultation is published yet."
    row_header = "title"

    title = django_tables2.Column(
        accessor="consultation__title",
        verbose_name="Consultation",
        linkify=_to("consultation"),
        attrs=LINK,
    )
    asked_on = LongDateColumn(accessor="consultation__asked_on", verbose_name="Asked")
    decided_on = LongDateColumn(accessor="consultation__decided_on", verbose_name="Decided")
    responses = NumberColumn(accessor="answers__total")
    late = NumberColumn(accessor="answers__late", verbose_name="After the decision")


class ResponseTable(PartnershipTable):
    """What each partner answered."""

    caption = "Responses"
    empty_text = "Nobody has answered yet."
    row_header = "name"
    noun = "response"
    within = "response"

    name = django_tables2.Column(accessor="response__name", verbose_name="Partner")
    stance = django_tables2.Column(accessor="response__get_stance_display")
    stance_text = django_tables2.Column(
        accessor="response__stance_text", verbose_name="In its own words", orderable=False
    )
    public_copy = django_tables2.Column(
        accessor="response__public_copy", verbose_name="Public copy", orderable=False
    )
    letter = django_tables2.Column(accessor="response__letter", verbose_name="Letter", orderable=False)
    received_on = LongDateColumn(accessor="response__received_on", verbose_name="Dated")
    is_late = django_tables2.Column(verbose_name="Late", empty_values=())
    post = django_tables2.Column(accessor="response__post", verbose_name="Answered by")
    sector = django_tables2.Column(accessor="response__sector")
    form = django_tables2.Column(accessor="response__get_form_display", verbose_name="Came as")

    def render_is_late(self, value: bool) -> str:
        """Say whether."""
        return yes_no(value)


class EngagementTable(PartnershipTable):
    """Groups in which children and parents are heard."""

    caption = "Groups that are heard"
    empty_text = "No group is entered yet."
    row_header = "name"
    noun = "engagement"

    name = django_tables2.Column()
    kind = django_tables2.Column(accessor="get_kind_display", order_by="kind")
    ages = django_tables2.Column()
    size = django_tables2.Column(orderable=False)
    established = django_tables2.Column(orderable=False)
    run_by = django_tables2.Column()
    cadence = django_tables2.Column(verbose_name="How often", orderable=False)
    place = django_tables2.Column(verbose_name="Where and when", orderable=False)
    purpose = django_tables2.Column(orderable=False)
    outputs = django_tables2.Column(verbose_name="What came of it", orderable=False)


class DemographicTable(PartnershipTable):
    """Figures of the population."""

    caption = "Figures of the population"
    empty_text = "No figure is entered yet."
    row_header = "measure"
    noun = "fact"

    measure = django_tables2.Column()
    value = NumberColumn()
    value_text = django_tables2.Column(verbose_name="In words", orderable=False)
    unit = django_tables2.Column(orderable=False)
    share = NumberColumn(verbose_name="Share in %")
    share_of = django_tables2.Column(orderable=False)
    period = django_tables2.Column()
    source = django_tables2.Column()
    comparator = django_tables2.Column(orderable=False)
    note = django_tables2.Column(verbose_name="Remark", orderable=False)

    def render_value(self, value: Any) -> str:
        """Give the figure without needless noughts."""
        return f"{value.normalize():,f}"

    def value_value(self, value: Any) -> Any:
        """Give the bare figure."""
        return value.normalize()

    def render_share(self, value: Any) -> str:
        """Give the share without needless noughts."""
        return f"{value.normalize():f}"

    def value_share(self, value: Any) -> Any:
        """Give the bare share."""
        return value.normalize()
