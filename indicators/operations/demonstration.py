"""Indicators of the demonstration: those of the papers as printed, a current cycle, and some areas to compare with."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from childservices.domain.chain import JSON
from childservices.models import Post, User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid
from indicators.choices import SETTLED_STATES, ValueState
from indicators.domain.period import Frequency, Period, YearType, period_on
from indicators.domain.published_label import read_published_label
from indicators.domain.value import FLAGS
from indicators.models import (
    Area,
    Clinic,
    ClinicFinding,
    ClinicRecommendation,
    Commentary,
    Indicator,
    IndicatorValue,
    Neighbour,
    NeighbourModel,
    PublishedPeriod,
    PublishedValue,
    RecordedJudgement,
    Target,
    Theme,
)

Row = Mapping[str, Any]
LINKS = {"component_of": Indicator, "counts_the_same_as": Indicator, "published_as": Indicator}
POSTS = ("manager", "director", "portfolio")
PARTS = frozenset(
    {
        "values", "targets", "recorded", "recommendations", "clinics", "commentary",
        "published", "figures", "current_target", "latest", "comment",
    }
)  # fmt: skip


@transaction.atomic
def load_areas(*, areas: Sequence[Row], neighbour_model: Row, neighbours: Sequence[Row]) -> None:
    """Will make the areas, regions first, and the list of those most like the council; what is there stays."""
    for row in areas:
        region = Area.objects.get(code=row["region"]) if "region" in row else None
        Area.objects.get_or_create(code=row["code"], defaults={**row, "region": region})
    model, _ = NeighbourModel.objects.get_or_create(slug=neighbour_model["slug"], defaults=neighbour_model)
    own = Area.objects.get(is_own=True)
    for row in neighbours:
        closeness, neighbour = row["closeness"], Area.objects.get(code=row["neighbour"])
        Neighbour.objects.get_or_create(
            model=model, area=own, rank=row["rank"],
            defaults={"neighbour": neighbour, "closeness": closeness},
        )  # fmt: skip


@transaction.atomic
def load_themes(*, themes: Sequence[Row]) -> None:
    """Will make the headings under which indicators are reported."""
    for row in themes:
        Theme.objects.get_or_create(slug=row["slug"], defaults=row)


@transaction.atomic
def load_indicators(*, rows: Sequence[Row], on: date, by: User, at: datetime) -> Sequence[Indicator]:
    """Will make the indicators that are not there yet with everything known of them; `on` dates the current cycle."""
    known = set(Indicator.objects.values_list("reference", flat=True))
    own = Area.objects.get(is_own=True)
    made = [_load(row, own, on=on, by=by, at=at) for row in rows if row["reference"] not in known]
    if made:
        detail: dict[str, JSON] = {"indicators": len(made)}
        record_event(verb="demonstration_indicators_loaded", subject=own, by=by, at=at, detail=detail)
    return made


def _load(row: Row, own: Area, *, on: date, by: User, at: datetime) -> Indicator:
    values = [*row.get("values", ()), *_current_values(row, on)]
    indicator = Indicator.objects.create(**_definition(row, values))
    IndicatorValue.objects.bulk_create(_value(indicator, own, one, by=by, at=at) for one in values)
    targets = [*row.get("targets", ()), *_current_targets(row, on)]
    Target.objects.bulk_create(Target(indicator=indicator, **one) for one in targets)
    RecordedJudgement.objects.bulk_create(
        RecordedJudgement(indicator=indicator, **one) for one in row.get("recorded", ())
    )
    ClinicRecommendation.objects.bulk_create(
        ClinicRecommendation(indicator=indicator, recommended_at=at, recommended_by=by, **one)
        for one in row.get("recommendations", ())
    )
    comments = [*row.get("commentary", ()), *_current_comment(row, on)]
    Commentary.objects.bulk_create(
        Commentary(indicator=indicator, area=own, changed_at=at, changed_by=by, **one) for one in comments
    )
    for clinic in row.get("clinics", ()):
        _add_clinic(indicator, clinic, by=by, at=at)
    _add_statistics(indicator, row.get("published", {}))
    return indicator


def _definition(row: Row, values: Sequence[Row]) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name not in PARTS}
    begun = {"first_year": values[0]["ends_on"].year - 1} if "figures" in row else {}
    theme = {"theme": Theme.objects.get(slug=row["theme"])} if "theme" in row else {}
    links = {name: model.objects.get(reference=row[name]) for name, model in LINKS.items() if name in row}
    return plain | theme | begun | links | {name: _post(row[name]) for name in POSTS if name in row}


def _post(title: str) -> Post:
    post = Post.objects.filter(title=title).first()
    if post is None:
        raise Invalid(f"The fixtures name the post “{title}”, which council.json does not list.")
    return post


def _value(indicator: Indicator, area: Area, row: Row, *, by: User, at: datetime) -> IndicatorValue:
    """A value as its source has it, which counts as approved unless the row says how far it has come."""
    state = row.get("state", ValueState.APPROVED)
    approval = {"approved_at": at, "approved_by": by} if state in SETTLED_STATES else {}
    return IndicatorValue(
        indicator=indicator, area=area, entered_at=at, entered_by=by, **{**row, "state": state, **approval}
    )


def _add_clinic(indicator: Indicator, row: Row, *, by: User, at: datetime) -> None:
    plain = {name: value for name, value in row.items() if name != "findings"}
    clinic = Clinic.objects.create(indicator=indicator, created_at=at, created_by=by, **plain)
    ClinicFinding.objects.bulk_create(
        ClinicFinding(clinic=clinic, position=position, **finding)
        for position, finding in enumerate(row.get("findings", ()), start=1)
    )


def _add_statistics(indicator: Indicator, published: Mapping[str, Mapping[str, str]]) -> None:
    areas = Area.objects.in_bulk(field_name="code")
    for label, figures in published.items():
        said = read_published_label(label)
        period, _ = PublishedPeriod.objects.get_or_create(
            label=label,
            defaults={
                "start_year": said.start_year, "end_year": said.end_year, "years": said.years,
                "status": said.status,
            },
        )  # fmt: skip
        PublishedValue.objects.bulk_create(
            PublishedValue(
                indicator=indicator, period=period, area=areas[code],
                **({"value": None, "flag": text} if text in FLAGS else {"value": text}),
            )
            for code, text in figures.items()
        )  # fmt: skip


# The current cycle, dated from the day on which it is loaded --------------------------------------------------


def _last_period(row: Row, on: date) -> Period:
    year_type = row.get("year_type", YearType.FINANCIAL)
    return period_on(on, Frequency(row["frequency"]), YearType(year_type)).previous()


def _current_values(row: Row, on: date) -> Iterator[Row]:
    """The figures, oldest first, of which the newest is of the last period or, where that waits, of the one before."""
    figures = row.get("figures", ())
    if not figures:
        return
    latest = row["latest"]
    last = _last_period(row, on).shifted(-1 if latest == "none" else 0)
    for places_back, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        period = last.shifted(-places_back)
        is_newest = places_back == 0 and latest != "none"
        parts = (
            {"value": figure}
            if isinstance(figure, str)
            else {"numerator": figure[0], "denominator": figure[1]}
        )
        state = ValueState(latest) if is_newest else ValueState.PUBLISHED
        yield {"period": period.label, "ends_on": period.ends_on, "state": state, **parts}


def _current_targets(row: Row, on: date) -> Iterator[Row]:
    """The same target for the year of the last period, and for the years before it that have figures."""
    if "current_target" not in row:
        return
    last = _last_period(row, on)
    years = {last.shifted(-back).whole_year() for back in range(len(row["figures"]) + 1)}
    for year in sorted({*years, last.shifted(1).whole_year()}, key=lambda one: one.year):
        yield {"starts_on": year.starts_on, "ends_on": year.ends_on, **row["current_target"]}


def _current_comment(row: Row, on: date) -> Iterator[Row]:
    if "comment" in row:
        yield {"period": _last_period(row, on).label, "text": row["comment"]}
