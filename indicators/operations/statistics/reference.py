"""What published values are hung on: areas, their neighbours, measures, and the labels of periods."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from indicators.choices import AreaLevel, Frequency
from indicators.domain.interactive_tool import read_tool_measure
from indicators.domain.open_data import ENGLAND_AND_REGIONS, PARTS_OF_LONDON, REGION_NAMES
from indicators.domain.period import UnknownPeriod
from indicators.domain.published_label import PublishedLabel, read_published_label
from indicators.models import Area, Indicator, Neighbour, NeighbourModel, PublishedPeriod
from indicators.operations.statistics.source import Source
from indicators.operations.statistics.tally import Tally

LEVELS = {
    "local_authority": AreaLevel.LOCAL_AUTHORITY,
    "region": AreaLevel.REGION,
    "national": AreaLevel.COUNTRY,
}
CODE = re.compile(r"\d{3}", re.ASCII)
MODEL = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
MEASURE_FIELDS = (
    "title", "plain_words", "definition", "unit", "unit_label", "per", "polarity", "decimals", "frequency",
    "year_type", "source", "source_url", "has_quartiles", "is_published_statistic",
)  # fmt: skip

Rows = Iterator[tuple[int, Sequence[str]]]


def load_areas(source: Source, tally: Tally) -> None:
    """Will take up areas by their codes, each authority with its region; which one is our own stays as it is."""
    names = ("la_code", "area_name", "region", "ons_code", "level", "former")
    areas, regions = [], dict(REGION_NAMES)
    lies_in: dict[str, str] = {}
    for number, (code, name, region, ons_code, level, former) in source.columns(*names):
        tally.read += 1
        if CODE.fullmatch(code) is None or level not in LEVELS or not name:
            tally.refuse(
                number, "An area needs a code of three digits, a name, and a level that is known here."
            )
            continue
        if level == "region":
            regions[name] = code
        lies_in[code] = region
        ons = ons_code or ENGLAND_AND_REGIONS.get(code, "")
        areas.append(Area(code=code, name=name, level=LEVELS[level], ons_code=ons, is_former=former == "Y"))
    tally.store(Area, areas, key="code", fields=("name", "level", "ons_code", "is_former"))
    _put_into_regions({code: PARTS_OF_LONDON.get(code) or regions.get(lies_in[code], "") for code in lies_in})


def _put_into_regions(lies_in: dict[str, str]) -> None:
    there = {area.code: area for area in Area.objects.filter(code__in={*lies_in, *lies_in.values()})}
    moved = []
    for code, region in lies_in.items():
        area, wanted = there[code], there.get(region)
        if area.region_id != (wanted and wanted.pk):
            area.region = wanted
            moved.append(area)
    Area.objects.bulk_update(moved, ["region"], batch_size=100)


def load_neighbours(source: Source, tally: Tally) -> None:
    """Will take up dated lists of neighbours; the list of an area that differs is replaced, closest first."""
    codes = dict(Area.objects.values_list("code", "pk"))
    models: dict[str, int] = {}
    wanted: dict[tuple[int, int, int], tuple[int, str]] = {}
    columns = ("model", "la_code", "rank", "neighbour_la_code", "closeness")
    for number, (model, area, rank, neighbour, closeness) in source.columns(*columns):
        tally.read += 1
        if not (MODEL.fullmatch(model) and area in codes and neighbour in codes and rank.isdecimal()):
            tally.refuse(
                number, f"“{model}”, “{area}”, “{neighbour}”: give a year and month, and codes of areas."
            )
            continue
        if model not in models:
            models[model] = _neighbour_model(model).pk
        key = (models[model], codes[area], int(rank))
        if key in wanted:
            tally.refuse(number, f"Area {area} has a neighbour of rank {rank} already.")
            continue
        wanted[key] = codes[neighbour], closeness
    _replace_neighbours(wanted, tally)


def _neighbour_model(slug: str) -> NeighbourModel:
    year, month = (int(part) for part in slug.split("-"))
    first = dt.date(year, month, 1)
    return NeighbourModel.objects.get_or_create(
        slug=slug, defaults={"title": f"Statistical neighbours, {first:%B %Y}", "starts_on": first}
    )[0]


def _replace_neighbours(wanted: dict[tuple[int, int, int], tuple[int, str]], tally: Tally) -> None:
    there = {
        (row.model_id, row.area_id, row.rank): row
        for row in Neighbour.objects.filter(model__in={model for model, _, _ in wanted})
    }
    stands = {key: (row.neighbour_id, row.closeness) for key, row in there.items()}
    differing = [key for key, value in wanted.items() if stands.get(key) != value]
    updated = [key for key in differing if key in there]
    Neighbour.objects.filter(pk__in=[there[key].pk for key in updated]).delete()
    Neighbour.objects.bulk_create(
        [
            Neighbour(model_id=key[0], area_id=key[1], rank=key[2], neighbour_id=value[0], closeness=value[1])
            for key, value in ((key, wanted[key]) for key in differing)
        ],
        batch_size=500,
    )
    tally.count(len(wanted), created=len(differing) - len(updated), updated=len(updated))


def load_measures(source: Source, tally: Tally) -> None:
    """Will take up measures as indicators whose values nobody types, under the codes that they are published by."""
    columns = (
        "measure_code", "title", "polarity", "unit_label", "dps", "year_type", "no_quartile", "owner", "source_url",
        "description", "methodology",
    )  # fmt: skip
    local = set(Indicator.objects.local().values_list("reference", flat=True))
    measures: dict[str, Indicator] = {}
    for number, row in source.columns(*columns):
        tally.read += 1
        code, title, polarity, unit_label, decimals, year_type, no_quartile, *texts = row
        if not code or not title or code in measures or code in local:
            tally.refuse(number, f"“{code}” has no title, stands twice, or is an indicator of our own.")
            continue
        read = read_tool_measure(
            unit_label=unit_label,
            polarity=polarity,
            decimals=decimals,
            year_type=year_type,
            no_quartile=no_quartile,
        )
        owner, address, description, methodology = texts
        measures[code] = Indicator(
            reference=code, title=title, unit_label=unit_label, source=owner, source_url=address,
            plain_words=description, definition=methodology, unit=read.unit, per=read.per, polarity=read.polarity,
            decimals=read.decimals, year_type=read.year_type, has_quartiles=read.has_quartiles,
            frequency=Frequency.YEAR, is_published_statistic=True,
        )  # fmt: skip
    tally.store(Indicator, [*measures.values()], key="reference", fields=MEASURE_FIELDS)


def load_labels(source: Source, tally: Tally) -> None:
    """Will take up the labels of periods, with the years that they cover as our own rules read them."""
    periods: dict[str, PublishedPeriod] = {}
    for number, (label, start, end, years) in source.columns("period", "start_year", "end_year", "n_years"):
        tally.read += 1
        try:
            read = read_published_label(label)
        except UnknownPeriod as refusal:
            tally.refuse(number, refusal.sentence)
            continue
        if (start, end, years) != (str(read.start_year), str(read.end_year), str(read.years)):
            tally.refuse(
                number, f"“{label}” runs from {read.start_year} to {read.end_year}, not {start} to {end}."
            )
            continue
        periods[label] = period_of(label, read)
    tally.store(
        PublishedPeriod,
        [*periods.values()],
        key="label",
        fields=("start_year", "end_year", "years", "status"),
    )


def period_of(label: str, read: PublishedLabel) -> PublishedPeriod:
    """Make the row of a label that was read."""
    return PublishedPeriod(
        label=label, start_year=read.start_year, end_year=read.end_year, years=read.years, status=read.status
    )
