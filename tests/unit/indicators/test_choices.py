"""The words that the database keeps are the words that the rules speak."""

from enum import StrEnum

import pytest
from django.db.models import TextChoices

from indicators import choices
from indicators.domain import clinic, judgement, mark, measure, period, target, travel

PAIRS: list[tuple[type[TextChoices], type[StrEnum]]] = [
    (choices.Aggregation, measure.Aggregation),
    (choices.ClinicAnswer, clinic.Answer),
    (choices.Direction, travel.Direction),
    (choices.DisplayMap, mark.DisplayMap),
    (choices.Frequency, period.Frequency),
    (choices.NotComparable, travel.NotComparable),
    (choices.Polarity, measure.Polarity),
    (choices.Rating, judgement.Rating),
    (choices.TargetKind, target.TargetKind),
    (choices.TargetLevel, target.TargetLevel),
    (choices.ToleranceKind, target.ToleranceKind),
    (choices.TravelBasis, travel.TravelBasis),
    (choices.Unit, measure.Unit),
    (choices.YearType, period.YearType),
]


@pytest.mark.parametrize(("kept", "spoken"), PAIRS, ids=lambda each: each.__qualname__)
def test_what_is_kept_is_what_the_rules_speak_of(kept: type[TextChoices], spoken: type[StrEnum]) -> None:
    assert list(kept.values) == [word.value for word in spoken]
