"""What the public JSON of groups, scorecards and appraisals takes and gives."""

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from childservices.api.shapes import LARGEST_OFFSET, LARGEST_PAGE

Slug = Annotated[
    str,
    Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$", description="The name of a page in its address."),
]


class PageQuery(Schema):
    """Which part of a list is asked for, and how it is to be sent."""

    limit: int = Field(25, ge=1, le=LARGEST_PAGE, description="How many rows are sent at most.")
    offset: int = Field(0, ge=0, le=LARGEST_OFFSET, description="How many rows are passed over first.")
    form: Literal["json", "csv"] = Field(
        "json", alias="format", description="CSV sends every row, without pages."
    )


class GroupOut(Schema):
    """A group as a list shows it: flat, one line of the CSV."""

    slug: str
    title: str
    kind: str
    parent: str | None = Field(description="The slug of the group that it reports to, if that is public.")
    level: int = Field(description="1 at the top.")
    place: str | None
    chair: str | None = Field(description="By post.")
    cadence: str | None
    purpose: str | None
    members: int
    starts_on: dt.date | None
    ends_on: dt.date | None
    html: str


class GroupPage(Schema):
    """A page of groups, each after the one that it reports to."""

    count: int
    next: str | None
    previous: str | None
    results: list[GroupOut]


class TargetOut(Schema):
    """What a plan wants a measure to be by a day."""

    kind: str
    value: str | None
    unit: str | None = Field(description="Only where the target counts something else than the measure.")
    starts_on: dt.date
    ends_on: dt.date
    text: str | None


class MeasureOut(Schema):
    """A measure of a plan with where it set out from."""

    reference: str
    indicator: str
    title: str
    question: str | None
    baseline: str | None
    baseline_period: str | None
    baseline_printed: str | None
    targets: list[TargetOut]
    gap: str | None = Field(description="How far the baseline was from the last target; negative is short.")
    accountable: str | None
    also_stands_as: list[str]
    why: str | None
    remark: str | None = Field(description="What does not fit in the source.")


class ScorecardPriorityOut(Schema):
    """A priority of an outcome with its measures."""

    title: str
    measures: list[MeasureOut]


class ScorecardOutcomeOut(Schema):
    """An outcome of a plan with its priorities."""

    title: str
    priorities: list[ScorecardPriorityOut]


class MeasureCounts(Schema):
    """How many measures there are, by what sort of target, and how many have a baseline."""

    measures: int
    with_figure: int
    with_direction: int
    without_target: int
    with_value: int


class ScorecardOut(Schema):
    """A plan's scorecard by outcome."""

    scorecard: str
    title: str
    starts_on: dt.date
    ends_on: dt.date
    counts: MeasureCounts
    outcomes: list[ScorecardOutcomeOut]


class CriterionOut(Schema):
    """What options are held against."""

    title: str
    weight: str | None = Field(description="Null counts 1.")


class OptionOut(Schema):
    """An option with its total and rank, both computed."""

    number: int
    title: str
    scores: list[int | None] = Field(description="In the order of the criteria.")
    total: int | str = Field(description="A string where weights make it fractional.")
    maximum: int | str
    rank: int | None = Field(description="Ties share the best rank; null while a criterion is not scored.")
    printed_total: int | str | None = Field(description="As the source prints it.")


class ChangeOut(Schema):
    """One single change that was tried, and the numbers of the options in the first place."""

    change: str
    first_before: list[int]
    first_after: list[int]


class AppraisalOut(Schema):
    """An options appraisal."""

    appraisal: str
    title: str
    criteria: list[CriterionOut]
    options: list[OptionOut]
    sensitivity: list[ChangeOut]
    remarks: list[str]
