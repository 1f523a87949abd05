"""Partnership strategies: aims, an action plan with the outcomes it serves, tiers of service, levels of training."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Part, Publishable


class Strategy(Publishable):
    """What partners want to reach together by a day, and how."""

    starts_on = models.DateField("first day", null=True, blank=True)
    target_on = models.DateField("to be reached by", null=True, blank=True)
    vision = models.TextField(blank=True, default="")
    aims = models.TextField(blank=True, default="", help_text="One aim on each line.")
    principles = models.TextField(blank=True, default="", help_text="One principle on each line.")
    priority_groups = models.TextField(blank=True, default="", help_text="Whom it is for: one on each line.")
    outcomes = models.TextField(
        blank=True, default="", help_text="The outcomes that actions can be ticked for: one on each line."
    )

    class Meta:
        verbose_name_plural = "strategies"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(target_on=None) | Q(starts_on__lte=F("target_on")),
                name="strategy_days_in_order",
                violation_error_message="The day to reach it by is before the first. Change one of the two.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("strategy_detail", args=[self.slug])


class StrategyNeed(Part):
    """A need of families in an action plan, the help that answers it, and the outcomes ticked for it."""

    whole = "strategy"
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="needs", editable=False)
    group = models.CharField("heading", max_length=120, help_text="Under which the need stands.")
    reference = models.CharField(max_length=10, blank=True, default="", help_text="A1, C4.")
    need = models.CharField("what is needed", max_length=300)
    support = models.TextField("support that answers it", blank=True, default="")
    marks = models.JSONField("outcomes it serves", default=list, blank=True)
    note = models.CharField("remark", max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(need=""), name="strategy_need_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.need}".strip()


class StrategyAction(Part):
    """What partners do about a need, who leads, and by when."""

    whole = "need"
    need = models.ForeignKey(StrategyNeed, on_delete=models.CASCADE, related_name="actions", editable=False)
    text = models.CharField(
        "action", max_length=500, blank=True, default="", help_text="Empty where the source names none."
    )
    leads = models.CharField("lead agencies", max_length=300, blank=True, default="")
    due_on = models.DateField("due", null=True, blank=True)
    due_text = models.CharField("due, as the source gives it", max_length=60, blank=True, default="")
    is_done = models.BooleanField("done", default=False)
    note = models.CharField("remark", max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(leads=""),
                name="strategy_action_says_something",
                violation_error_message="Say what is done, or who leads where that is still open.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or "No action is named"


class ServiceLevel(Part):
    """A tier of the service offer: for whom, what families are entitled to, and who gives it."""

    whole = "strategy"
    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="service_levels", editable=False
    )
    level = models.PositiveSmallIntegerField(help_text="1 is for everybody.")
    name = models.CharField(max_length=120)
    description = models.TextField("whose needs", blank=True, default="")
    entitlement = models.TextField(blank=True, default="", help_text="One item on each line.")
    agencies = models.CharField(max_length=400, blank=True, default="")
    provided_at = models.CharField("where", max_length=200, blank=True, default="")
    access = models.CharField("how families get it", max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "level"],
                name="service_level_once",
                violation_error_message="The strategy has this level already. Choose another number.",
            ),
        ]

    def __str__(self) -> str:
        return f"Level {self.level}: {self.name}"


class TrainingLevel(Part):
    """A level of training for those who work with parents."""

    whole = "strategy"
    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="training_levels", editable=False
    )
    level = models.PositiveSmallIntegerField()
    description = models.TextField()
    note = models.CharField("remark", max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "level"],
                name="training_level_once",
                violation_error_message="The strategy has this level already. Choose another number.",
            ),
        ]

    def __str__(self) -> str:
        return f"Training level {self.level}"
