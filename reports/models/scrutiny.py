"""Scrutiny reviews: what was asked, who was seen, what was found, and what the executive answered."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Part, Publishable
from reports.choices import ResponseState, ReviewPointKind, SessionKind, VisitMethod
from reports.models.appraisal import Appraisal
from reports.models.body import Body


class Review(Publishable):
    """A review that members carry out of something the council does or might do."""

    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews",
        help_text="The committee that carries it out.",
    )  # fmt: skip
    appraisal = models.ForeignKey(
        Appraisal, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews",
        help_text="The options that it appraises.",
    )  # fmt: skip
    summary = models.TextField(blank=True, default="")
    starts_on = models.DateField("first day", null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    sent_on = models.DateField(
        "sent to the executive", null=True, blank=True,
        help_text="The response is due two months later; the monitoring officer confirms the last day.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="review_days_in_order",
                violation_error_message="The last day is before the first. Change one of the two.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("review_detail", args=[self.slug])


class ReviewPoint(Part):
    """A line of a review: a term of reference, a line of enquiry, a member, evidence or a finding."""

    whole = "review"
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="points", editable=False)
    kind = models.CharField(max_length=8, choices=ReviewPointKind)
    text = models.CharField(max_length=500, help_text="Members by their place, not by name.")
    detail = models.CharField("more", max_length=500, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="review_point_says_something")]

    def __str__(self) -> str:
        return self.text


class ReviewSession(Part):
    """A day on which a review met, and what for."""

    whole = "review"
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="sessions", editable=False)
    kind = models.CharField(max_length=9, choices=SessionKind, default=SessionKind.MEETING)
    on = models.DateField("day")
    until = models.DateField("last day", null=True, blank=True, help_text="Only of several days.")
    subjects = models.TextField(blank=True, default="", help_text="One on each line.")
    note = models.CharField("remark", max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")),
                name="review_session_days_in_order",
                violation_error_message="The last day is before the first. Change one of the two.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on.day} {self.on:%B %Y}"


class ReviewVisit(Part):
    """Another authority that a review visited or called, and the arrangement that it has."""

    whole = "review"
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="visits", editable=False)
    authority = models.CharField(max_length=200)
    arrangement = models.CharField("its arrangement", max_length=200, blank=True, default="")
    method = models.CharField(max_length=7, choices=VisitMethod, default=VisitMethod.VISIT)
    on = models.DateField("day")
    printed_weekday = models.CharField(
        "weekday as the source prints it", max_length=10, blank=True, default=""
    )
    learned = models.TextField("what was learned", blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(authority=""), name="review_visit_has_an_authority"),
        ]

    def __str__(self) -> str:
        return self.authority


class ReviewRecommendation(Part):
    """What a review recommends, what the executive answered, and how far it has come since."""

    whole = "review"
    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="recommendations", editable=False
    )
    text = models.TextField("recommendation")
    response = models.CharField(max_length=8, choices=ResponseState, default=ResponseState.NONE)
    response_text = models.TextField("response in words", blank=True, default="")
    responded_on = models.DateField("answered", null=True, blank=True)
    progress = models.TextField("progress since", blank=True, default="")
    progress_on = models.DateField("progress as at", null=True, blank=True)
    note = models.CharField("remark", max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(response="none", responded_on=None)
                | (~Q(response="none") & Q(responded_on__isnull=False)),
                name="review_recommendation_answered_on_a_day",
                violation_error_message="Enter what the executive answered together with the day of the answer.",
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.position}"
