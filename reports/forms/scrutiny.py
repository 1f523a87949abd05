"""What can be typed of appraisals, reviews and self-assessments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from childservices.forms.kept import noun
from reports import models
from reports.domain.appraisal.evidence import UnreadableEvidence, read_evidence
from reports.operations.scoring import Scored
from reports.queries.appraisal import AppraisalSheet

NOUNS = {
    "appraisal": noun(
        models.Appraisal, "title question maximum scale_text is_public", "an appraisal", page="scrutiny_home"
    ),
    "criterion": noun(models.AppraisalCriterion, "title weight", "a criterion"),
    "option": noun(models.AppraisalOption, "number title description facts printed_total note", "an option"),
    "review": noun(
        models.Review,
        "title body appraisal summary starts_on ends_on sent_on is_public",
        "a review",
        page="scrutiny_home",
    ),
    "point": noun(models.ReviewPoint, "kind text detail", "a line of the review"),
    "session": noun(models.ReviewSession, "kind on until subjects note", "a session"),
    "visit": noun(
        models.ReviewVisit, "authority arrangement method on printed_weekday learned", "a visit or call"
    ),
    "recommendation": noun(
        models.ReviewRecommendation,
        "text response response_text responded_on progress progress_on note",
        "a recommendation",
    ),
    "framework": noun(
        models.Framework,
        "title kind set_by review maximum scale_text is_public",
        "a framework of self-assessment",
        page="scrutiny_home",
    ),
    "dimension": noun(models.Dimension, "reference title scope expected_by", "a dimension or test"),
    "assessment": noun(models.SelfAssessment, "on title note", "an assessment"),
}

HOW = (
    "A line each: begin with + for, - against, or = for what depends. Lines of | cell | cell | make a table."
)


class ScoringForm(forms.Form):
    """A score and what shows it, for each of several criteria or dimensions."""

    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[Any], maximum: int, has_gaps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.maximum = maximum
        self.has_gaps = has_gaps
        for row in rows:
            self._add_row(row)

    def _add_row(self, row: Any) -> None:
        self.fields[f"score-{row.pk}"] = forms.IntegerField(
            label=f"{row}: score",
            required=False,
            min_value=0,
            max_value=self.maximum,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                f"Enter a score from 0 to {self.maximum}, or leave it empty.",
            ),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        )
        self.fields[f"evidence-{row.pk}"] = forms.CharField(
            label=f"{row}: evidence",
            required=False,
            help_text="" if self.has_gaps else HOW,
            widget=forms.Textarea(attrs={"rows": 3 if self.has_gaps else 4}),
        )
        if self.has_gaps:
            self.fields[f"gap-{row.pk}"] = forms.CharField(
                label=f"{row}: what is still missing",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        """Say beside each text of evidence which of its lines cannot be read."""
        for row in self.rows if not self.has_gaps else ():
            try:
                read_evidence(self.cleaned_data.get(f"evidence-{row.pk}") or "")
            except UnreadableEvidence as error:
                self.add_error(f"evidence-{row.pk}", str(error))
        return self.cleaned_data

    @property
    def groups(self) -> Iterator[tuple[Any, Sequence[BoundField]]]:
        """The fields of each row together."""
        for row in self.rows:
            names = [f"score-{row.pk}", f"evidence-{row.pk}", f"gap-{row.pk}"]
            yield row, [self[name] for name in names if name in self.fields]

    def scores(self) -> dict[UUID, Scored]:
        """Give what was typed by the key of each row."""
        typed = self.cleaned_data
        return {
            row.pk: Scored(
                typed[f"score-{row.pk}"], typed[f"evidence-{row.pk}"], typed.get(f"gap-{row.pk}", "")
            )
            for row in self.rows
        }


def initial_scores(rows: Sequence[Any], kept: Mapping[UUID, Any], edit_number: int) -> dict[str, Any]:
    """Give what the form shows of the scores that were kept, by the key of each row."""
    shown: dict[str, Any] = {"edit_number": edit_number}
    for row in rows:
        if one := kept.get(row.pk):
            shown[f"score-{row.pk}"], shown[f"evidence-{row.pk}"] = one.score, one.evidence
            shown[f"gap-{row.pk}"] = getattr(one, "gap", "")
    return shown


def labels_of(sent: Iterable[str]) -> dict[str, str]:
    """Give words for the names of what was typed about an option or assessment that is gone."""
    parts = {"score": "Score", "evidence": "Evidence", "gap": "What is still missing"}
    return {name: parts[kind] for name in sent if (kind := name.partition("-")[0]) in parts}


class SupposeForm(forms.Form):
    """One change of an appraisal to be supposed: another weight, or another score; nothing is kept."""

    criterion = forms.ChoiceField(label="Criterion")
    weight = forms.DecimalField(
        label="Suppose that it weighs",
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-4"}),
    )
    option = forms.ChoiceField(label="Or suppose that this option", required=False)
    score = forms.IntegerField(
        label="has the score",
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )

    def __init__(self, *args: Any, sheet: AppraisalSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        criteria, options = self.fields["criterion"], self.fields["option"]
        assert isinstance(criteria, forms.ChoiceField)
        assert isinstance(options, forms.ChoiceField)
        criteria.choices = [(str(one.pk), one.title) for one in sheet.criteria]
        options.choices = [("", "None"), *((str(row.option.pk), str(row.option)) for row in sheet.rows)]

    def clean_score(self) -> int | None:
        """Hold the score within the bounds of the appraisal."""
        score: int | None = self.cleaned_data["score"]
        if score is not None and score > self.sheet.matrix.maximum:
            raise ValidationError(f"Enter a score from 0 to {self.sheet.matrix.maximum}.")
        return score

    def clean(self) -> dict[str, Any]:
        """Ask for one whole change."""
        typed = self.cleaned_data
        if self.errors:
            return typed
        if bool(typed.get("option")) != (typed.get("score") is not None):
            raise ValidationError("Choose the option and enter its score, both or neither.")
        if typed.get("weight") is None and typed.get("score") is None:
            raise ValidationError("Enter another weight, or choose an option and enter another score.")
        return typed
