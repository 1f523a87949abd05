"""Screens of scrutiny: the list, a review with its days and answers, self-assessments over time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from childservices.choices import Role
from childservices.domain.refusals import EditConflict
from childservices.operations.editing import Invalid
from reports.forms.scrutiny import NOUNS
from reports.models import (
    Dimension,
    DimensionScore,
    Framework,
    Review,
    ReviewPoint,
    ReviewRecommendation,
    ReviewSession,
    ReviewVisit,
    SelfAssessment,
)
from reports.operations import change_review_row, score_assessment
from reports.operations.scoring import Scored
from tests.conftest import SignedInClient
from tests.partnerships import AT, an_appraisal, file_of
from tests.screens import MOST_QUERIES, counted_queries, value_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an officer is signed in."""
    return client_with_role(Role.OFFICER)


def a_review(*, parts: int = 1, **fields: Any) -> Review:
    """A public review of November 2016 to April 2017 with parts of every kind."""
    values = {"slug": "arrangements", "title": "Arrangements", "is_public": True, **fields}
    review = Review.objects.create(
        starts_on=date(2016, 11, 14), ends_on=date(2017, 4, 10), sent_on=date(2017, 4, 10), **values
    )
    for number in range(1, parts + 1):
        whole = {"review": review, "position": number}
        ReviewPoint.objects.create(kind="term", text=f"Term {number}", **whole)
        ReviewPoint.objects.create(kind="finding", text=f"Finding {number}", detail="More", **whole)
        ReviewSession.objects.create(on=date(2016, 11, 14), subjects="Scope\nPolicy", **whole)
        ReviewVisit.objects.create(
            authority=f"Birmingham {number}", on=date(2017, 2, 9), printed_weekday="Wednesday", **whole
        )
        ReviewRecommendation.objects.create(text=f"Appoint a partner {number}.", **whole)
    return review


def a_framework(*, dimensions: int = 2, **fields: Any) -> Framework:
    """A public framework of dimensions scored out of 4."""
    values = {"slug": "journey", "title": "Journey", "is_public": True, **fields}
    framework = Framework.objects.create(maximum=4, **values)
    for number in range(1, dimensions + 1):
        Dimension.objects.create(framework=framework, title=f"Dimension {number}", position=number)
    return framework


def assess(framework: Framework, on: date, *scores: int | None) -> SelfAssessment:
    """An assessment with a score, or none, for each dimension."""
    position = framework.assessments.count() + 1
    made = SelfAssessment.objects.create(framework=framework, on=on, title="Workshop", position=position)
    for dimension, score in zip(framework.dimensions.order_by("position"), scores, strict=False):
        DimensionScore.objects.create(
            assessment=made, dimension=dimension, score=score, evidence="Seen", gap="Missing"
        )
    return made


class TestList:
    def test_it_names_what_there_is_and_who_may_read_it(self, officer: SignedInClient) -> None:
        an_appraisal((1,), title="Options")
        a_review(title="Review", is_public=False)
        a_framework()

        assert "Options Appraisal Everybody" in words(officer.get("/scrutiny/"))
        assert "Review Review Staff and members" in words(officer.get("/scrutiny/"))
        assert "Journey Self-assessment Everybody" in words(Client().get("/scrutiny/"))
        assert "Staff and members" not in words(Client().get("/scrutiny/"))
        assert len(file_of(officer, "/scrutiny/?csv=list")) == 4

    def test_it_says_what_to_do_when_there_is_nothing(self) -> None:
        assert "Nothing is published yet" in words(Client().get("/scrutiny/"))


class TestReview:
    def test_a_review_shows_its_parts_and_what_does_not_fit(self) -> None:
        text = words(Client().get(a_review().get_absolute_url()))

        for expected in (
            "Response due 10 June 2017",
            "Terms of reference Text Term 1",
            "14 November 2016 Review meeting Scope; Policy",
            "The source prints Wednesday; 9 February 2017 was a Thursday.",
            "Findings Text More Finding 1 More",
        ):
            assert expected in text

    @pytest.mark.parametrize(
        ("today", "words_of_it"),
        [("2017-06-10", "Response due 10 June 2017"), ("2017-06-11", "No response; it was due 10 June 2017")],
    )
    def test_a_response_is_late_on_the_day_after_two_months(self, today: str, words_of_it: str) -> None:
        review = a_review()

        with time_machine.travel(f"{today}T12:00:00+01:00", tick=False):
            text = words(Client().get(review.get_absolute_url()))

        assert f"Appoint a partner 1. No response yet {words_of_it}" in text

    def test_an_answer_needs_its_day(self, officer: SignedInClient) -> None:
        row = a_review().recommendations.get()

        with pytest.raises(Invalid, match="together with the day of the answer"):
            change_review_row(row, expected=1, values={"response": "accepted"}, by=officer.user, at=AT)
        values = {"response": "accepted", "responded_on": date(2017, 6, 9), "progress": "Begun"}
        change_review_row(row, expected=1, values=values, by=officer.user, at=AT)

        text = words(Client().get(row.review.get_absolute_url()))
        assert "Accepted Answered 9 June 2017 Begun" in text

    def test_every_table_downloads(self) -> None:
        address = a_review().get_absolute_url()

        files = {
            key: file_of(Client(), f"{address}?csv={key}")
            for key in ("term", "finding", "sessions", "visits", "recommendations")
        }

        assert {key: len(lines) for key, lines in files.items()} == dict.fromkeys(files, 2)
        assert files["visits"][1][:4] == ["Birmingham 1", "", "Visit", "2017-02-09"]

    def test_what_belongs_to_it_and_is_not_public_is_not_named(self, officer: SignedInClient) -> None:
        appraisal = an_appraisal((1,), title="Secret options", is_public=False)
        review = a_review(appraisal=appraisal)
        a_framework(review=review, title="Secret journey", is_public=False)
        other = a_framework(slug="open", review=a_review(slug="hidden", title="Secret", is_public=False))

        assert "Secret" not in words(Client().get(review.get_absolute_url()))
        assert "Secret" not in words(Client().get(other.get_absolute_url()))
        text = words(officer.get(review.get_absolute_url()))
        assert ("Secret options" in text, "Secret journey" in text) == (True, True)

    def test_what_is_not_public_is_not_found(self) -> None:
        assert Client().get(a_review(is_public=False).get_absolute_url()).status_code == 404

    def test_it_asks_no_more_of_the_database_for_thirty_parts(self, officer: SignedInClient) -> None:
        one, many = a_review(), a_review(parts=30, slug="many")
        with counted_queries() as few:
            officer.get(one.get_absolute_url())
        with counted_queries() as thirty:
            officer.get(many.get_absolute_url())

        assert len(thirty) == len(few) <= MOST_QUERIES

    def test_a_keeper_adds_a_visit_and_comes_back(self, officer: SignedInClient) -> None:
        review = a_review(parts=0)
        address = reverse("scrutiny_add_to", args=["visit", review.pk])

        answer = officer.post(address, {"authority": "Leeds", "method": "call", "on": "23/2/2017"})

        assert answer["Location"] == review.get_absolute_url()
        assert review.visits.get().on == date(2017, 2, 23)


class TestSelfAssessment:
    def test_assessments_stand_beside_each_other_and_a_blank_is_not_a_nought(self) -> None:
        framework = a_framework()
        assess(framework, date(2016, 11, 30), 1, 2)
        assess(framework, date(2017, 2, 17), 3, None)

        text = words(Client().get(framework.get_absolute_url()))

        assert "1 of 2 are scored; a blank is not a nought." in text
        assert "Dimension 1 1 3 Higher than before Seen Missing" in text
        assert "Dimension 2 2 – no score Nothing to compare with" in text
        header, first, _ = file_of(Client(), f"{framework.get_absolute_url()}?csv=assessments")
        assert header[2:4] == ["Score 2016-11-30", "Score 2017-02-17"]
        assert first == ["", "Dimension 1", "1", "3", "Seen", "Missing", "Higher than before"]

    def test_the_next_assessment_is_begun_and_scored(self, officer: SignedInClient) -> None:
        framework = a_framework(dimensions=1)
        begin = reverse("scrutiny_add_to", args=["assessment", framework.pk])
        officer.post(begin, {"on": "17 February 2017", "title": "Second workshop"})
        made, dimension = framework.assessments.get(), framework.dimensions.get()
        address = reverse("assessment_score", args=[made.pk])
        sent = {
            "edit_number": value_of(officer.get(address), "edit_number"),
            f"score-{dimension.pk}": "3",
            f"evidence-{dimension.pk}": "No sign is needed here",
            f"gap-{dimension.pk}": "Voice of the child",
        }

        answer = officer.post(address, sent)

        assert answer["Location"] == framework.get_absolute_url()
        kept = DimensionScore.objects.get()
        assert (kept.score, kept.evidence, kept.gap) == (3, "No sign is needed here", "Voice of the child")

    def test_two_who_score_at_once_lose_nothing(self, officer: SignedInClient) -> None:
        framework = a_framework(dimensions=1)
        made, dimension = assess(framework, date(2017, 2, 17), 1), framework.dimensions.get()
        theirs = {dimension.pk: Scored(2, "Theirs", "Their gap")}
        score_assessment(assessment=made, expected=1, scores=theirs, by=officer.user, at=AT)
        sent = {"edit_number": "1", f"score-{dimension.pk}": "4", f"evidence-{dimension.pk}": "Mine"}

        answer = officer.post(reverse("assessment_score", args=[made.pk]), sent)

        assert "Dimension 1: evidence Theirs" in words(answer)
        assert value_of(answer, f"evidence-{dimension.pk}") == "Mine"
        with pytest.raises(EditConflict):
            score_assessment(assessment=made, expected=1, scores=theirs, by=officer.user, at=AT)

    def test_an_assessment_taken_away_meanwhile_gives_back_what_was_typed(
        self, officer: SignedInClient
    ) -> None:
        made = assess(framework := a_framework(dimensions=1), date(2017, 2, 17), 1)
        key = framework.dimensions.get().pk
        address = reverse("assessment_score", args=[made.pk])
        made.delete()

        page = officer.post(address, {f"gap-{key}": "My gap"})

        assert (page.status_code, "What is still missing My gap" in words(page)) == (409, True)

    def test_a_score_above_the_highest_is_refused_beside_its_field(self, officer: SignedInClient) -> None:
        framework = a_framework(dimensions=1)
        made, dimension = assess(framework, date(2017, 2, 17), 1), framework.dimensions.get()

        page = officer.post(
            reverse("assessment_score", args=[made.pk]), {"edit_number": "1", f"score-{dimension.pk}": "5"}
        )
        with pytest.raises(Invalid) as refused:
            score_assessment(
                assessment=made, expected=1, scores={dimension.pk: Scored(5, "")}, by=officer.user, at=AT
            )

        assert "Enter a score from 0 to 4, or leave it empty." in words(page)
        assert refused.value.field == f"score-{dimension.pk}"

    def test_tests_from_outside_say_what_they_ask_and_by_when(self) -> None:
        framework = a_framework(dimensions=0, kind="tests", set_by="The commissioner")
        Dimension.objects.create(
            framework=framework, reference="2.2", title="Leadership", scope="Stable.", expected_by="September"
        )

        text = words(Client().get(framework.get_absolute_url()))

        assert "Set by The commissioner" in text
        assert "2.2 Leadership Stable. Expected by September" in text

    def test_one_day_has_one_assessment(self, officer: SignedInClient) -> None:
        framework = a_framework()
        assess(framework, date(2017, 2, 17), 1, 1)

        page = officer.post(
            reverse("scrutiny_add_to", args=["assessment", framework.pk]),
            {"on": "2017-02-17", "title": "Again"},
        )

        assert "There is an assessment of this day. Choose another day." in words(page)

    def test_it_says_what_to_do_when_nothing_is_asked(self) -> None:
        text = words(Client().get(a_framework(dimensions=0).get_absolute_url()))

        assert "Nothing is asked yet" in text

    def test_it_asks_no_more_of_the_database_for_thirty(self, officer: SignedInClient) -> None:
        one, many = a_framework(dimensions=1), a_framework(dimensions=30, slug="many")
        assess(one, date(2017, 2, 17), 1)
        for day in range(1, 29):
            assess(many, date(2017, 2, day), *[1] * 30)
        with counted_queries() as few:
            officer.get(one.get_absolute_url())
        with counted_queries() as thirty:
            officer.get(many.get_absolute_url())

        assert len(thirty) == len(few) <= MOST_QUERIES


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_every_form_opens_and_says_what_is_missing(officer: SignedInClient, noun: str) -> None:
    wholes = {"appraisal": an_appraisal, "review": a_review, "framework": a_framework}
    whole = getattr(NOUNS[noun].model, "whole", "")
    address = (
        reverse("scrutiny_add_to", args=[noun, wholes[whole]().pk])
        if whole
        else reverse("scrutiny_add", args=[noun])
    )

    page, missing = officer.get(address), officer.post(address, {})

    assert (page.status_code, missing.status_code) == (200, 200)
    assert missing.context["form"].errors
