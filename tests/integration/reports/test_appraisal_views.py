"""Screens of appraisals: the matrix with its sums, what could change them, the annex, and scoring."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from childservices.choices import Role
from childservices.domain.refusals import EditConflict
from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from reports.models import Appraisal, AppraisalCriterion, AppraisalOption, OptionScore
from reports.operations import change_review_row, remove_review_row, score_option
from reports.operations.scoring import Scored
from reports.queries.appraisal import appraisal_sheet
from tests.conftest import SignedInClient
from tests.partnerships import AT, an_appraisal, file_of
from tests.screens import MOST_QUERIES, counted_queries, value_of, words

pytestmark = pytest.mark.django_db

FIRST, EIGHTH = (4, 5, 4, 4, 3, 4, 5, 4), (4, 3, 3, 3, 3, 3, 3, 4)


@pytest.fixture
def officer(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an officer is signed in."""
    return client_with_role(Role.OFFICER)


@pytest.fixture
def appraisal() -> Appraisal:
    """Two options of 2017: one of 33, and one that prints 24 and adds to 26."""
    made = an_appraisal(FIRST, EIGHTH)
    made.options.filter(number=1).update(printed_total=33)
    made.options.filter(number=2).update(printed_total=24)
    return made


def page(client: Client, appraisal: Appraisal, query: str = "") -> str:
    return words(client.get(appraisal.get_absolute_url() + query))


class TestMatrix:
    def test_totals_and_ranks_are_sums_and_the_printed_total_stands_beside(
        self, appraisal: Appraisal
    ) -> None:
        text = page(Client(), appraisal)

        assert "totals out of 40" in text
        assert "1. Way 1 4 5 4 4 3 4 5 4 33 1 33" in text
        assert "2. Way 2 4 3 3 3 3 3 3 4 26 2 24" in text
        assert (
            "Option 2: Way 2. The source prints a total of 24, but its scores add up to 26 of 40. "
            "The rank here follows the sum." in text
        )

    def test_ties_share_a_rank_and_an_open_score_has_none(self) -> None:
        appraisal = an_appraisal((3, 2), (2, 3), (5, None))

        text = page(Client(), appraisal)

        assert text.count("1 equal") == 2
        assert "3. Way 3 5 – not scored 5 Not wholly scored" in text

    def test_a_high_score_with_only_points_against_it_is_named(self, appraisal: Appraisal) -> None:
        score = OptionScore.objects.get(option__number=2, criterion__position=8)
        score.printed_plus, score.printed_minus, score.printed_neutral = 0, 6, 0
        score.save()

        text = page(Client(), appraisal)

        assert (
            "Option 2: Way 2, Criterion 8. Scored 4 of 5, although all 6 marked points speak against it."
            in text
        )

    def test_what_alters_the_first_place_is_listed(self) -> None:
        text = page(Client(), an_appraisal((5, 2), (4, 2)))

        assert "4 of the 11 single changes that were tried alter the first place." in text
        assert "What alters the first place" in text
        assert "Way 1, Criterion 1: 5 → 4" in text

    def test_another_weight_can_be_supposed_and_is_not_kept(self, appraisal: Appraisal) -> None:
        criterion = appraisal.criteria.get(position=8)

        text = page(Client(), appraisal, f"?criterion={criterion.pk}&weight=2.5")

        assert "What would follow" in text
        assert "Option 1: Way 1 39 1" in text
        assert "Option 2: Way 2 32 2" in text
        assert AppraisalCriterion.objects.get(pk=criterion.pk).weight is None

    def test_another_score_can_be_supposed(self, appraisal: Appraisal) -> None:
        criterion, option = appraisal.criteria.get(position=2), appraisal.options.get(number=1)

        text = page(Client(), appraisal, f"?criterion={criterion.pk}&option={option.pk}&score=0")

        assert "Option 1: Way 1 28 1" in text

    @pytest.mark.parametrize(
        ("query", "sentence"),
        [
            ("&score=9", "Enter a score from 0 to 5."),
            ("&score=3", "Choose the option and enter its score, both or neither."),
            ("", "Enter another weight, or choose an option and enter another score."),
            ("&weight=-1", "There is a problem"),
            ("&weight=abc", "There is a problem"),
        ],
    )
    def test_half_a_change_says_what_is_missing(
        self, appraisal: Appraisal, query: str, sentence: str
    ) -> None:
        criterion = appraisal.criteria.get(position=1)

        text = page(Client(), appraisal, f"?criterion={criterion.pk}{query}")

        assert sentence in text
        assert "What would follow" not in text

    def test_weights_count_and_are_shown(self, appraisal: Appraisal) -> None:
        appraisal.criteria.filter(position=8).update(weight="1.50")

        text = page(Client(), appraisal)

        assert "Criterion 8 (weighs 1.50)" in text
        assert "totals out of 42.5" in text

    def test_nothing_to_compare_says_what_to_do(self) -> None:
        assert "There is nothing to compare yet" in page(Client(), an_appraisal())


class TestFilesAndSight:
    def test_the_matrix_downloads(self, appraisal: Appraisal) -> None:
        header, _, second = file_of(Client(), appraisal.get_absolute_url() + "?csv=matrix")

        assert header[-4:] == ["Total", "Highest possible", "Rank", "Printed total"]
        assert second == ["2", "Way 2", "4", "3", "3", "3", "3", "3", "3", "4", "26", "40", "2", "24.00"]

    def test_so_do_changes_criteria_and_evidence(self, appraisal: Appraisal) -> None:
        address = appraisal.get_absolute_url()

        changes = file_of(Client(), address + "?csv=changes")
        criteria = file_of(Client(), address + "?csv=criteria")
        evidence = file_of(Client(), reverse("appraisal_annex", args=["arrangements"]) + "?csv=evidence")

        assert changes[1] == ["Weight of Criterion 1 −50%: 1 → 0.5", "Way 1", "Way 1", "No"]
        assert len(criteria) == 9
        assert evidence[1:3] == [
            ["Option 1: Way 1", "Criterion 1", "4", "For", "Keeps control"],
            ["Option 1: Way 1", "Criterion 1", "4", "Against", "Takes long"],
        ]

    def test_the_annex_shows_evidence_with_words_for_its_signs_and_the_total(
        self, appraisal: Appraisal
    ) -> None:
        OptionScore.objects.filter(option__number=1, criterion__position=1).update(
            evidence="= Depends on people\n| Strength | Gap |\n| Plan | Data |"
        )

        text = words(Client().get(reverse("appraisal_annex", args=["arrangements"])))

        assert "= Depends: Depends on people Depends on people Strength Gap Plan Data" in text
        assert "+ For: Keeps control - Against: Takes long" in text
        assert "26 / 40" in text

    def test_what_is_not_public_is_for_staff_and_members(
        self, appraisal: Appraisal, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        Appraisal.objects.update(is_public=False)
        address = appraisal.get_absolute_url()

        readers = [Role.OFFICER, Role.MEMBER, Role.PROVIDER]
        seen = [client_with_role(role).get(address).status_code for role in readers]

        assert [Client().get(address).status_code, *seen] == [404, 200, 200, 404]
        assert Client().get("/api/v1/appraisals/arrangements").status_code == 404

    def test_it_asks_no_more_of_the_database_for_thirty_options(
        self, officer: SignedInClient, appraisal: Appraisal
    ) -> None:
        with counted_queries() as two:
            officer.get(appraisal.get_absolute_url())
        Appraisal.objects.update(slug="two")
        many = an_appraisal(*[EIGHTH] * 30)
        with counted_queries() as thirty:
            officer.get(many.get_absolute_url())

        assert len(thirty) == len(two) <= MOST_QUERIES


class TestScoring:
    def test_every_criterion_is_scored_at_once(self, officer: SignedInClient) -> None:
        appraisal = an_appraisal((1, 1))
        option = appraisal.options.get()
        address = reverse("option_score", args=[option.pk])
        first, second = appraisal.criteria.order_by("position")
        sent = {
            "edit_number": value_of(officer.get(address), "edit_number"),
            f"score-{first.pk}": "5",
            f"evidence-{first.pk}": "+ Keeps control\n= Depends",
            f"score-{second.pk}": "",
            f"evidence-{second.pk}": "",
        }

        answer = officer.post(address, sent)

        assert answer["Location"] == appraisal.get_absolute_url()
        kept = dict(OptionScore.objects.values_list("criterion__position", "score"))
        assert kept == {1: 5, 2: None}
        assert AuditEvent.objects.get(verb="option_scored").detail == {"Criterion 1": 5, "Criterion 2": None}

    def test_mistakes_stand_beside_their_fields_and_nothing_typed_is_lost(
        self, officer: SignedInClient
    ) -> None:
        appraisal = an_appraisal((1, 1))
        option = appraisal.options.get()
        first, second = appraisal.criteria.order_by("position")
        sent = {
            "edit_number": "1",
            f"score-{first.pk}": "6",
            f"evidence-{first.pk}": "Keeps control",
            f"score-{second.pk}": "4.5",
            f"evidence-{second.pk}": "- ",
        }

        answer = officer.post(reverse("option_score", args=[option.pk]), sent)

        errors = answer.context["form"].errors
        assert errors[f"score-{first.pk}"] == ["Enter a score from 0 to 5, or leave it empty."]
        assert errors[f"score-{second.pk}"] == ["Enter a score from 0 to 5, or leave it empty."]
        assert errors[f"evidence-{first.pk}"][0].startswith("Begin line 1 with +")
        assert value_of(answer, f"evidence-{first.pk}") == "Keeps control"
        assert value_of(answer, f"score-{second.pk}") == "4.5"
        assert set(OptionScore.objects.values_list("score", flat=True)) == {1}

    def test_somebody_elses_scores_are_shown_beside_mine(self, officer: SignedInClient) -> None:
        appraisal = an_appraisal((1,))
        option, criterion = appraisal.options.get(), appraisal.criteria.get()
        scores = {criterion.pk: Scored(3, "+ Theirs")}
        score_option(option=option, expected=1, scores=scores, by=officer.user, at=AT)
        sent = {"edit_number": "1", f"score-{criterion.pk}": "5", f"evidence-{criterion.pk}": "+ Mine"}

        conflict = officer.post(reverse("option_score", args=[option.pk]), sent)

        text = words(conflict)
        assert "What was saved meanwhile Criterion 1: score 3 Criterion 1: evidence + Theirs" in text
        assert value_of(conflict, f"evidence-{criterion.pk}") == "+ Mine"
        assert OptionScore.objects.get().score == 3

        sent["edit_number"] = value_of(conflict, "edit_number")
        officer.post(reverse("option_score", args=[option.pk]), sent)
        assert OptionScore.objects.get().score == 5

    def test_an_option_taken_away_meanwhile_gives_back_what_was_typed(self, officer: SignedInClient) -> None:
        appraisal = an_appraisal((1,))
        option, criterion = appraisal.options.get(), appraisal.criteria.get()
        address = reverse("option_score", args=[option.pk])
        option.delete()

        page = officer.post(address, {f"score-{criterion.pk}": "4", f"evidence-{criterion.pk}": "+ Mine"})

        assert page.status_code == 409
        assert "Score 4 Evidence + Mine" in words(page)
        assert officer.get(address).status_code == 404

    def test_the_operation_keeps_the_bounds_whoever_calls_it(self, officer: SignedInClient) -> None:
        appraisal, other = an_appraisal((1,)), an_appraisal((1,), slug="other")
        option, key = appraisal.options.get(), appraisal.criteria.get().pk

        def score(scores: dict[Any, Scored], expected: int = 1) -> None:
            score_option(option=option, expected=expected, scores=scores, by=officer.user, at=AT)

        with pytest.raises(Invalid) as above:
            score({key: Scored(6, "")})
        with pytest.raises(Invalid) as unsigned:
            score({key: Scored(5, "Keeps control")})
        with pytest.raises(Invalid, match="Somebody took a row away"):
            score({other.criteria.get().pk: Scored(5, "")})
        with pytest.raises(EditConflict):
            score({key: Scored(5, "")}, expected=7)

        assert (above.value.field, unsigned.value.field) == (f"score-{key}", f"evidence-{key}")
        assert OptionScore.objects.get(option=option).score == 1

    def test_only_keepers_score_and_keep(
        self, appraisal: Appraisal, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        option, member = appraisal.options.first(), client_with_role(Role.MEMBER)
        assert option is not None

        assert member.get(reverse("option_score", args=[option.pk])).status_code == 403
        assert member.get(reverse("scrutiny_add", args=["appraisal"])).status_code == 403
        with pytest.raises(NotAllowed):
            score_option(option=option, expected=1, scores={}, by=member.user, at=AT)

    def test_the_highest_score_cannot_go_below_one_that_was_given(
        self, officer: SignedInClient, appraisal: Appraisal
    ) -> None:
        with pytest.raises(Invalid, match="A score of 5 was given"):
            change_review_row(appraisal, expected=1, values={"maximum": 4}, by=officer.user, at=AT)

    def test_taking_an_option_away_takes_its_scores(
        self, officer: SignedInClient, appraisal: Appraisal
    ) -> None:
        remove_review_row(appraisal.options.get(number=1), by=officer.user, at=AT)
        with pytest.raises(NotAllowed):
            remove_review_row(appraisal, by=officer.user, at=AT)  # type: ignore[arg-type]

        assert (AppraisalOption.objects.count(), OptionScore.objects.count()) == (1, 8)
        assert [row.rank for row in appraisal_sheet(appraisal).rows] == ["1"]


def test_the_public_json_says_totals_ranks_and_what_was_tried(appraisal: Appraisal) -> None:
    answer = json.loads(Client().get("/api/v1/appraisals/arrangements").content)

    assert answer["options"] == [
        {
            "number": 1, "title": "Way 1", "scores": list(FIRST),
            "total": 33, "maximum": 40, "rank": 1, "printed_total": 33,
        },
        {
            "number": 2, "title": "Way 2", "scores": list(EIGHTH),
            "total": 26, "maximum": 40, "rank": 2, "printed_total": 24,
        },
    ]  # fmt: skip
    assert answer["sensitivity"][0] == {
        "change": "Weight of Criterion 1 −50%: 1 → 0.5",
        "first_before": [1],
        "first_after": [1],
    }
    assert len(answer["sensitivity"]) == 16 + 16 + 14  # each score down, and up but for the two that are 5


def test_weighted_totals_in_the_json_are_strings_where_they_are_fractional(appraisal: Appraisal) -> None:
    appraisal.criteria.filter(position=5).update(weight="1.50")

    answer = json.loads(Client().get("/api/v1/appraisals/arrangements").content)

    assert [option["total"] for option in answer["options"]] == ["34.5", "27.5"]
    assert {option["maximum"] for option in answer["options"]} == {"42.5"}
    assert answer["criteria"][4] == {"title": "Criterion 5", "weight": "1.50"}
