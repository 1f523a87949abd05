"""The demonstration's partnerships and review: the figures of the sources, and what in them does not fit."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from childservices.models import Organisation
from childservices.operations.editing import Invalid
from partnerships import models
from partnerships.operations.partnership_demonstration import load_partnerships
from partnerships.queries.register import consultation_rows
from partnerships.queries.scorecard import scorecard_page
from reports.models import (
    Appraisal,
    Body,
    DimensionScore,
    Framework,
    Review,
    ReviewVisit,
)
from reports.operations.demonstration import load_scrutiny
from reports.queries.appraisal import appraisal_sheet
from tests.factories import UserFactory
from tests.screens import words

pytestmark = pytest.mark.django_db
AT = datetime(2017, 4, 10, 9, 0, tzinfo=UTC)
FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "demonstration"


def read(name: str) -> Any:
    """A fixture of the demonstration."""
    return json.loads((FIXTURES / name).read_text())


@pytest.fixture
def loaded(db: None) -> None:
    """The demonstration's partnerships and scrutiny, loaded twice."""
    for row in read("council.json")["organisations"]:
        Organisation.objects.create(slug=row["slug"], name=row["name"], kind=row["kind"])
    Body.objects.create(
        slug="improving-lives-select-commission", name="Commission", kind="scrutiny", regime="none"
    )
    user = UserFactory()
    for _ in range(2):
        load_partnerships(rows=read("partnerships.json"), by=user, at=AT)
        load_scrutiny(rows=read("scrutiny.json"), by=user, at=AT)


def test_everything_of_the_sources_is_there_once(loaded: None) -> None:
    counted = {
        model.__name__: model.objects.count()
        for model in (
            models.Group, models.GroupMember, models.GroupTask, models.Milestone,
            models.StrategyAction, models.ServiceLevel, models.TrainingLevel, models.ScorecardMeasure,
            models.ConsultationResponse, models.EngagementGroup, models.DemographicFact, ReviewVisit,
        )
    }  # fmt: skip

    assert counted == {
        "Group": 45, "GroupMember": 61, "GroupTask": 22, "Milestone": 69, "StrategyAction": 20,
        "ServiceLevel": 4, "TrainingLevel": 3, "ScorecardMeasure": 24, "ConsultationResponse": 8,
        "EngagementGroup": 9, "DemographicFact": 23, "ReviewVisit": 10,
    }  # fmt: skip
    assert Review.objects.get().sessions.count() == 9


def test_the_appraisal_adds_up_and_option_eight_is_second_with_four(loaded: None) -> None:
    appraisal = Appraisal.objects.get(slug="alternative-management-arrangements-2017")

    sheet = appraisal_sheet(appraisal)

    assert [row.total for row in sheet.rows] == ["33", "22", "25", "26", "16", "18", "15", "26"]
    assert [row.rank for row in sheet.rows] == ["1", "5", "4", "2 equal", "7", "6", "8", "2 equal"]
    assert sheet.altering == []
    for sentence in (
        "The source prints a total of 24, but its scores add up to 26 of 40.",
        "Option 8: Shared Service, Risk. Scored 4 of 5, although all 6 marked points speak against it.",
        "Option 8: Shared Service. By the printed totals its rank would be 4; by the sums it is 2 equal.",
    ):
        assert any(sentence in remark for remark in sheet.remarks)


def test_the_scorecard_has_nine_figures_six_directions_and_nine_without_a_target(loaded: None) -> None:
    page = scorecard_page(models.Scorecard.objects.get(slug="cypp-2016-19"), with_latest=True)

    counts = page.counts
    assert (counts.with_figure, counts.with_direction, counts.without_target) == (9, 6, 9)
    assert (counts.measures, counts.with_value) == (24, 22)
    rows = {row.measure.reference: row for _, _, row in page.rows}
    assert rows["1.F1(b)"].shared_with == ["1.H1(a)"]
    assert rows["1.A2"].to_go == "7.9 short of the target"
    assert rows["3.B1(b)"].to_go == "68.7 short of the target"
    assert rows["1.D(a)"].to_go == "The target counts families, which the value does not."
    noted = [remark for remark in page.remarks if remark.startswith(("1.", "2.", "3."))]
    assert len(noted) == 22


def test_two_partners_answered_after_the_report_was_agreed(loaded: None) -> None:
    (row,) = consultation_rows(models.Consultation.objects.all())

    assert dict(row.by_stance) == {"Supports": 7, "Supports with conditions": 1, "Opposes": 0, "No view": 0}
    assert row.answers.late == 2


def test_scores_that_stand_only_in_a_graphic_are_blank(loaded: None) -> None:
    assert set(DimensionScore.objects.values_list("score", flat=True)) == {None}
    assert DimensionScore.objects.exclude(evidence="").count() == 7
    assert Framework.objects.get(slug="seven-tests").dimensions.count() == 7


def test_every_page_opens_to_everybody_and_says_what_does_not_fit(loaded: None) -> None:
    pages = [
        row.get_absolute_url()
        for model in (
            models.Group, models.Strategy, models.Scorecard, models.Protocol, models.Commitment,
            models.Consultation, Appraisal, Review, Framework,
        )
        for row in model.objects.exclude(source_notes=[])
    ]  # fmt: skip

    texts = [words(Client().get(page)) for page in pages]

    assert len(pages) == 18
    assert all("What does not fit in the source" in text for text in texts)
    review = words(Client().get(Review.objects.get().get_absolute_url()))
    assert "Birmingham City Council: The source prints Wednesday; 9 February 2017 was a Thursday." in review
    assert review.count("Before the review began on 14 November 2016.") == 10  # five visits, each said twice


def test_a_fixture_that_names_something_unknown_says_what(db: None) -> None:
    rows = {**read("partnerships.json")}
    with pytest.raises(Invalid, match="The fixtures name the organisation “children-and-young"):
        load_partnerships(rows=rows, by=UserFactory(), at=AT)
