"""Live tables of the indicators of a period; small numbers are hidden in them as from everybody."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from indicators.choices import ClinicAnswer
from indicators.domain.judgement import Judgement, Rating
from indicators.domain.mark import MARKS, NOT_ASSESSED, DisplayMap, Mark, direction_mark, rating_mark
from indicators.domain.measure import Polarity
from indicators.domain.period import UnknownPeriod, YearType, read_period
from indicators.domain.summary import Tally, share
from indicators.domain.value import read
from indicators.models import ClinicRecommendation, Indicator, IndicatorValue, Target
from indicators.queries.clinics import PeriodClinics, period_clinics
from indicators.queries.component import ComponentStanding, Figure
from indicators.queries.reported import in_table_order, indicators_reported, periods_of, table_place
from indicators.queries.standing import standings
from indicators.queries.suppression import is_hidden
from indicators.queries.themes import ThemeSummary, summaries_of
from reports.choices import BlockKind
from reports.papers.blocks.block import Block, NothingToShow, number, text

Line = tuple[Mark, str | None]
"""A mark with the outcome that it counts; None counts what was not assessed."""

TARGETS: Sequence[Line] = (
    (Mark("✓", "Target met"), "met"),
    (Mark("✗", "Target not met"), "not_met"),
    (Mark("–", "Not assessed"), None),
)
TRAVEL: Sequence[Line] = (
    (Mark("↑", "Improved, or at top performance"), "improved"),
    (Mark("→", "The same"), "same"),
    (Mark("↓", "Declined"), "declined"),
    (Mark("–", "Cannot be compared"), None),
)
YEAR: Sequence[Line] = (
    (MARKS[DisplayMap.STARS][Rating.EXCEEDS], Rating.EXCEEDS.value),
    (MARKS[DisplayMap.STARS][Rating.MET], Rating.MET.value),
    (MARKS[DisplayMap.STARS][Rating.BELOW], Rating.BELOW.value),
    (NOT_ASSESSED, None),
)
GOOD = {Polarity.HIGH: "Higher", Polarity.LOW: "Lower", Polarity.RANGE: "A range", Polarity.NONE: ""}

Make = Callable[["PeriodBlocks", str], Block]


class PeriodBlocks:
    """The tables of periods; how components stand in one is worked out once however many tables need it."""

    def __init__(self) -> None:
        self.components = cache(standings)
        self.themes = cache(lambda label: summaries_of(self.components(label), label))
        self.clinics = cache(period_clinics)

    def block(self, kind: BlockKind, label: str) -> Block:
        """Will make one table of a period."""
        try:
            return MAKING[kind](self, label)
        except UnknownPeriod as refusal:
            raise NothingToShow(refusal.sentence, "subject") from refusal


def period_title(label: str) -> str:
    """Say a label as readers do: Quarter 2 2009/10."""
    return read_period(label, next(iter(periods_of(label)))).title


def _by_theme(lines: Sequence[Line], tally_of: Callable[[ThemeSummary], Tally]) -> Make:
    def make(blocks: PeriodBlocks, label: str) -> Block:
        summaries = blocks.themes(label)
        tallies = [tally_of(one) for one in summaries]
        columns = [text("Result")]
        for one in summaries:
            columns += [number("No.", one.title), number("%", one.title)]
        rows = [[_marked(mark), *_cells(tallies, outcome)] for mark, outcome in lines]
        last = ["Components in all", *(cell for tally in tallies for cell in (str(tally.total), ""))]
        return Block(columns, [*rows, last], totals=1, is_landscape=True, source=_source(label))

    return make


def _cells(tallies: Sequence[Tally], outcome: str | None) -> Iterator[str]:
    """Count and share for each theme; of everything, which stands last, to a decimal."""
    for place, tally in enumerate(tallies, start=1):
        count = _count(tally, outcome)
        part = share(count, tally.total, decimals=1 if place == len(tallies) else 0)
        yield from (str(count), "" if part is None else f"{part}%")


def _count(tally: Tally, outcome: str | None) -> int:
    return tally.not_assessed if outcome is None else tally.counts[outcome]


def _outline(blocks: PeriodBlocks, label: str) -> Block:
    everything = blocks.themes(label)[-1]
    parts = (
        ("Against targets", TARGETS, everything.targets),
        ("Direction of travel", TRAVEL, everything.travel),
        ("Year to date", YEAR, everything.year_to_date),
    )
    rows = [
        [measure, _marked(mark), str(_count(tally, outcome)), *_both_shares(tally, outcome)]
        for measure, lines, tally in parts
        for mark, outcome in lines
    ]
    return Block(
        [
            text("Measure"),
            text("Result"),
            number("Components"),
            number("Of all", "Share"),
            number("Of those assessed", "Share"),
        ],
        rows,
        row_headers=2,
        is_grouped=True,
        source=_source(label),
    )


def _both_shares(tally: Tally, outcome: str | None) -> Sequence[str]:
    count = _count(tally, outcome)
    of_all = share(count, tally.total)
    assessed = None if outcome is None else share(count, tally.assessed)
    return ["" if part is None else f"{part}%" for part in (of_all, assessed)]


def _monitoring(blocks: PeriodBlocks, label: str) -> Block:
    return Block(
        [
            text("Theme"),
            text("No. and ref."),
            text("Indicator"),
            text("Good result"),
            number("Last outturn"),
            number("Period before"),
            text("Target"),
            number("This period"),
            text("On target"),
            text("Direction of travel"),
            text("Year to date"),
            text("Neighbours"),
            text("National"),
            text("Comment"),
        ],
        [_component_row(one) for one in blocks.components(label)],
        row_headers=3,
        is_grouped=True,
        is_landscape=True,
        source=_source(label),
    )


def _component_row(one: ComponentStanding) -> Sequence[str]:
    indicator = one.indicator
    label = one.in_force.label
    target = f"{one.target_words} ({label})" if one.target_words and label else one.target_words
    return [
        indicator.theme.title if indicator.theme else "Under no theme",
        ", ".join(part for part in (indicator.number, indicator.reference) if part),
        indicator.title,
        GOOD[one.measure.polarity],
        _figure(one.outturn),
        _figure(one.previous),
        target,
        _figure(one.figure),
        _judged(one.judgement, DisplayMap.TICKS),
        _travelled(one),
        _judged(one.year_to_date_judgement, DisplayMap.STARS),
        one.neighbours.label if one.neighbours else "",
        one.national.label if one.national else "",
        one.commentary.text if one.commentary else "",
    ]


def _figure(figure: Figure) -> str:
    return f"{figure.text} ({figure.label})" if figure.text and figure.label else figure.text


def _judged(judgement: Judgement, display_map: DisplayMap) -> str:
    if judgement.rating is None:
        return judgement.reason
    return _marked(rating_mark(judgement.rating, display_map))


def _travelled(one: ComponentStanding) -> str:
    direction = one.travel.direction
    return one.travel.reason if direction is None else _marked(direction_mark(direction))


def _values(_blocks: PeriodBlocks, label: str) -> Block:
    """What is held of the indicators of a period's report, up to the end of its year, and what is asked of them."""
    indicators = in_table_order(indicators_reported(label))
    end = max(period.whole_year().ends_on for period in periods_of(label).values())
    told: dict[int, list[tuple[date, IndicatorValue | Target]]] = defaultdict(list)
    for row in IndicatorValue.objects.own().settled().filter(indicator__in=indicators, ends_on__lte=end):
        told[row.indicator_id].append((row.ends_on, row))
    for target in Target.objects.filter(indicator__in=indicators, ends_on__lte=end):
        told[target.indicator_id].append((target.ends_on, target))
    rows = [
        [str(indicator), *_held(indicator, one)]
        for indicator in indicators
        for _, one in sorted(told[indicator.pk], key=lambda each: each[0])
    ]
    columns = [text("Indicator"), text("What, and as at when"), text("Figure or target"), text("Cases")]
    columns += [text("Source"), text("Note")]
    return Block(columns, rows, row_headers=2, is_grouped=True, source=_source(label))


def _held(indicator: Indicator, one: IndicatorValue | Target) -> Sequence[str]:
    if isinstance(one, Target):
        words = one.text or one.rule.words(indicator.measure)
        return [f"Target to {_day(one.ends_on)}", words, "", "", ""]
    title = read_period(one.period, YearType(indicator.year_type)).title
    what = f"Year so far, to {_day(one.data_on)}" if one.is_year_to_date and one.data_on else title
    printed = f"Printed: {one.printed}" if one.printed else ""
    if is_hidden(indicator, one.figures):
        return [what, "c", "", one.source, ""]
    figure = read(indicator.measure, one.figures).value
    return [
        what,
        "" if figure is None else indicator.measure.text(figure),
        _cases(one),
        one.source,
        " ".join(part for part in (one.note, printed) if part),
    ]


def _cases(one: IndicatorValue) -> str:
    if one.numerator is None or one.denominator is None:
        return ""
    return f"{one.numerator.normalize():,f}/{one.denominator.normalize():,f}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _candidates(blocks: PeriodBlocks, label: str) -> Block:
    rows = [
        [
            one.component.indicator.number,
            one.component.indicator.reference,
            one.component.indicator.title,
            " ".join(one.reasons),
            *_recommended(one.recommendation),
        ]
        for one in blocks.clinics(label).candidates
    ]
    return _of_clinics([text("Why it is considered")], rows, label)


def _reviews(blocks: PeriodBlocks, label: str) -> Block:
    found = [(one.recommendation, one.answered) for one in blocks.clinics(label).reviews] + [
        (row, row) for row in blocks.clinics(label).others
    ]
    rows = [
        [earlier.indicator.number, earlier.indicator.reference, earlier.indicator.title, *_recommended(now)]
        for earlier, now in sorted(found, key=lambda pair: table_place(pair[0].indicator))
    ]
    return _of_clinics([], rows, label)


def _of_clinics(between: Sequence[Mapping[str, object]], rows: Sequence[Sequence[str]], label: str) -> Block:
    return Block(
        [
            text("No."),
            text("Ref."),
            text("Indicator"),
            *between,
            text("Clinic recommended"),
            text("Reason"),
        ],
        rows,
        row_headers=2,
        source=_source(label),
    )


def _recommended(row: ClinicRecommendation | None) -> Sequence[str]:
    if row is None:
        return ["Not decided", ""]
    if row.answer == ClinicAnswer.REVIEW:
        return [f"No; review in {period_title(row.review_in)}", row.rationale]
    return [ClinicAnswer(row.answer).label, row.rationale]


def _findings(blocks: PeriodBlocks, label: str) -> Block:
    held: PeriodClinics = blocks.clinics(label)
    rows = [
        [
            clinic.indicator.reference,
            str(finding.position),
            finding.text,
            "Action" if finding.is_action else "Finding",
            "" if finding.due_on is None else _day(finding.due_on),
        ]
        for clinic in held.clinics
        for finding in sorted(clinic.findings.all(), key=lambda each: each.position)
    ]
    columns = [text("Clinic"), text("No."), text("What was found"), text("Kind"), text("Due")]
    return Block(columns, rows, row_headers=2, is_grouped=True, source=_source(label))


def _marked(mark: Mark) -> str:
    return f"{mark.sign} {mark.word}"


def _source(label: str) -> str:
    return f"Performance indicators, {period_title(label)}"


MAKING: Mapping[str, Make] = {
    BlockKind.PERIOD_OUTLINE: _outline,
    BlockKind.PERIOD_TARGETS: _by_theme(TARGETS, lambda one: one.targets),
    BlockKind.PERIOD_TRAVEL: _by_theme(TRAVEL, lambda one: one.travel),
    BlockKind.PERIOD_YEAR_TO_DATE: _by_theme(YEAR, lambda one: one.year_to_date),
    BlockKind.PERIOD_MONITORING: _monitoring,
    BlockKind.PERIOD_VALUES: _values,
    BlockKind.CLINIC_CANDIDATES: _candidates,
    BlockKind.CLINIC_REVIEWS: _reviews,
    BlockKind.CLINIC_FINDINGS: _findings,
}
