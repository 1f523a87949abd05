"""Commissioning by locality: devolved budgets beside need, priorities, projects and centres."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Kept
from partnerships.choices import FactKind, ParticipantRole, ProjectState
from partnerships.models.base import money_field
from partnerships.models.programme import Programme


class Locality(Kept):
    """A part of the area to which budget is devolved by its young children."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="localities", editable=False
    )
    name = models.CharField(max_length=200)
    children_under_five = models.PositiveIntegerField(
        "children under five", null=True, blank=True, help_text="The budget is divided in this proportion."
    )
    share_deprived = models.DecimalField(
        "per cent of them in the 30% most deprived areas", max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    stated_budget = money_field(
        "stated budget", null=True, blank=True, help_text="Only where a source states it; else it is divided."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="locality_once",
                violation_error_message="The programme has this locality already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("locality_list", args=[self.programme.slug])


class Need(Kept):
    """A need that an assessment found in a locality, in order of priority."""

    locality = models.ForeignKey(Locality, on_delete=models.CASCADE, related_name="needs", editable=False)
    priority = models.PositiveSmallIntegerField(default=1)
    text = models.CharField("need", max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="need_says_something")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.locality.get_absolute_url()


class Project(Kept):
    """A piece of work inside a programme, with who takes part, what it costs and how far it is."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="projects", editable=False
    )
    locality = models.ForeignKey(
        Locality, on_delete=models.PROTECT, null=True, blank=True, related_name="projects"
    )
    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="projects",
        verbose_name="commissioned against",
    )  # fmt: skip
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    state = models.CharField(max_length=16, choices=ProjectState, default=ProjectState.COMMISSIONED)
    funding = money_field(
        "funding", null=True, blank=True, help_text="Only what goes to it directly, through no agreement."
    )
    starts_on = models.DateField("starts", null=True, blank=True)
    ends_on = models.DateField("ends", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="project_dates_in_order",
                violation_error_message="Enter an end that is not before the start.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("project_detail", args=[self.pk])


class Participant(Kept):
    """An organisation that takes part in a project, with its share of the funding."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="participants", editable=False
    )
    organisation = models.ForeignKey(
        "childservices.Organisation", on_delete=models.PROTECT, related_name="projects"
    )
    role = models.CharField(max_length=10, choices=ParticipantRole)
    funding = money_field("funding", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                name="participant_once",
                violation_error_message="This organisation takes part already. Change its row.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return self.project.get_absolute_url()


class ProjectFact(Kept):
    """A line about a project: an activity, a milestone with its day, a benefit, a risk, or a figure."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="facts", editable=False)
    kind = models.CharField(max_length=10, choices=FactKind)
    text = models.CharField(max_length=300)
    value = models.CharField(max_length=40, blank=True, default="", help_text="Of a figure, such as 375.")
    due_on = models.DateField("due", null=True, blank=True)
    done_on = models.DateField("done", null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="project_fact_says_something")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.project.get_absolute_url()


class Centre(Kept):
    """A children's centre of a locality and when it opens."""

    locality = models.ForeignKey(Locality, on_delete=models.CASCADE, related_name="centres", editable=False)
    name = models.CharField(max_length=200)
    operational_on = models.DateField("operational from", null=True, blank=True)
    operational_text = models.CharField(
        "operational from, in words", max_length=100, blank=True, default="",
        help_text="Where a source gives only a part of a month.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["locality", "name"],
                name="centre_once",
                violation_error_message="The locality has this centre already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.locality.get_absolute_url()
