"""The parts of a report. Each has a stable id, its own classification and its own edit number."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from childservices.models import Identified
from childservices.uploads import UploadKind
from reports.choices import BlockKind, Verb
from reports.models.classified import Classified
from reports.models.report import Report
from reports.models.template import TemplateSection


class Component(Identified, Classified):
    """A part of a report that is written, classified and compared on its own."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(default=1, help_text="Its place among its kind, from 1.")
    edit_number = models.PositiveIntegerField(
        default=1, help_text="Counts its changes; protects two editors."
    )

    class Meta(Classified.Meta):
        abstract = True

    def neutral_label(self) -> str:
        """What it is called where its words may not be shown."""
        return f"{self._meta.verbose_name} {self.position} of report {self.report.reference}".capitalize()

    def __str__(self) -> str:
        return self.neutral_label()


class Section(Component):
    """The text under one heading of the template; its blocks carry stable ids."""

    heading = models.ForeignKey(TemplateSection, on_delete=models.PROTECT, related_name="sections")
    body = models.TextField(blank=True, default="", help_text="Sanitised rich text.")

    class Meta(Component.Meta):
        default_related_name = "sections"
        constraints = [
            *Component.Meta.constraints,
            models.UniqueConstraint(fields=["report", "heading"], name="section_once_a_report"),
        ]


class Recommendation(Component):
    """What members are asked to do, ready to become a resolution."""

    verb = models.CharField(max_length=10, choices=Verb, help_text="What members are asked to do.")
    text = models.TextField(help_text="The recommendation as a clause after “That”.")
    target_body = models.CharField(
        max_length=200, blank=True, default="", help_text="The body it is addressed or referred to."
    )
    due_text = models.CharField(max_length=100, blank=True, default="", help_text="By when, as printed.")

    class Meta(Component.Meta):
        default_related_name = "recommendations"


class Risk(Component):
    """A risk with its likelihood, its consequence and what is done about it."""

    risk = models.TextField(help_text="What might happen.")
    likelihood = models.CharField(max_length=100, blank=True, default="", help_text="How likely it is.")
    consequence = models.TextField(blank=True, default="", help_text="What it would mean.")
    mitigation = models.TextField(blank=True, default="", help_text="What is done about it.")

    class Meta(Component.Meta):
        default_related_name = "risks"


class BackgroundPaper(Component):
    """A document that was relied on and is open to inspection for four years."""

    title = models.CharField(max_length=400)
    author = models.CharField(max_length=200, blank=True, default="", help_text="The body that wrote it.")
    date_text = models.CharField(
        "date", max_length=60, blank=True, default="", help_text="Its date, as printed."
    )

    class Meta(Component.Meta):
        default_related_name = "background_papers"


class Consultee(Component):
    """A body or group that was consulted, and what came of it."""

    name = models.CharField(max_length=200)
    consulted_on = models.CharField(
        "consulted about", max_length=400, blank=True, default="", help_text="What they were asked about."
    )
    outcome = models.TextField(blank=True, default="", help_text="What they answered and what came of it.")

    class Meta(Component.Meta):
        default_related_name = "consultees"


class Contact(Component):
    """A post that answers questions about the report."""

    post_title = models.CharField("post", max_length=200)
    note = models.CharField(max_length=200, blank=True, default="", help_text="How to reach the post.")

    class Meta(Component.Meta):
        default_related_name = "contacts"


class Appendix(Component):
    """A lettered appendix: text with tables of its own, or an uploaded file."""

    title = models.CharField(max_length=300)
    neutral_title = models.CharField(
        max_length=300, blank=True, default="", help_text="A title that reveals nothing, when it is exempt."
    )
    body = models.TextField(blank=True, default="", help_text="Sanitised rich text.")
    file = models.ForeignKey(
        "childservices.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="appendices"
    )
    file_name = models.CharField(
        max_length=200, blank=True, default="", help_text="The file's name at upload."
    )
    cleaned = models.ForeignKey(
        "childservices.CleanedUpload", null=True, blank=True, on_delete=models.PROTECT, related_name="appendices",
        help_text="What readers get of the file.",
    )  # fmt: skip
    picture_description = models.CharField(
        max_length=500, blank=True, default="", help_text="What a picture shows, for those who do not see it."
    )

    class Meta(Component.Meta):
        verbose_name_plural = "appendices"
        default_related_name = "appendices"
        constraints = [
            *Component.Meta.constraints,
            models.CheckConstraint(
                condition=Q(file__isnull=True, file_name="") | (Q(file__isnull=False) & ~Q(file_name="")),
                name="appendix_file_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(cleaned__isnull=True) | Q(file__isnull=False),
                name="appendix_cleaned_is_of_a_file",
            ),
        ]

    @property
    def shows_picture(self) -> bool:
        """Whether its file is a picture, which has to be described."""
        return self.cleaned is not None and self.cleaned.kind == UploadKind.PICTURE

    @property
    def letter(self) -> str:
        """Its letter: A for the first, AA after Z."""
        number, letters = self.position, ""
        while number:
            number, place = divmod(number - 1, 26)
            letters = chr(65 + place) + letters
        return letters


class DataTable(Identified):
    """A table of figures in a section or an appendix, as open or exempt as what holds it."""

    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.CASCADE, related_name="tables"
    )
    appendix = models.ForeignKey(
        Appendix, null=True, blank=True, on_delete=models.CASCADE, related_name="tables"
    )
    key = models.SlugField(max_length=60, help_text="The name that places it in the text: [table key].")
    position = models.PositiveSmallIntegerField(default=1)
    caption = models.CharField(max_length=300, help_text="What the table shows, of what, as at when.")
    columns = models.JSONField(default=list, blank=True, help_text="A list of {label, group, numeric}.")
    rows = models.JSONField(
        default=list, blank=True, help_text="A list of rows, each a list of texts as printed."
    )
    row_headers = models.PositiveSmallIntegerField(
        default=1, help_text="How many leading columns name the row."
    )
    is_grouped = models.BooleanField(
        default=False, help_text="Whether equal values in the first column are one heading for their rows."
    )
    totals = models.PositiveSmallIntegerField(default=0, help_text="How many rows at the end are totals.")
    is_landscape = models.BooleanField(default=False, help_text="Whether it needs a page on its side.")
    source = models.CharField(
        max_length=300, blank=True, default="", help_text="Where the figures come from."
    )
    as_at = models.DateField(null=True, blank=True, help_text="The day the figures are as at.")
    note = models.TextField(blank=True, default="", help_text="What a reader must know to read it right.")
    block = models.CharField(
        max_length=20, choices=BlockKind, blank=True, default="",
        help_text="What a live table shows; empty for figures that were typed.",
    )  # fmt: skip
    subject = models.CharField(
        max_length=80, blank=True, default="", help_text="The plan or the period that a live table is about."
    )
    frozen_at = models.DateTimeField(
        null=True, blank=True, help_text="When the figures of a live table were fixed, by publishing."
    )
    edit_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(block="", subject="", frozen_at=None) | (~Q(block="") & ~Q(subject="")),
                name="data_table_live_has_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=False, appendix__isnull=True)
                | Q(section__isnull=True, appendix__isnull=False),
                name="data_table_has_one_holder",
            ),
            models.UniqueConstraint(fields=["section", "key"], name="data_table_key_once_a_section"),
            models.UniqueConstraint(fields=["appendix", "key"], name="data_table_key_once_an_appendix"),
        ]

    def neutral_label(self) -> str:
        """What it is called where its words may not be shown."""
        return f"Table {self.position} in {self.holder.neutral_label().lower()}"

    def __str__(self) -> str:
        return self.neutral_label()

    @property
    def is_live(self) -> bool:
        """Whether its figures still come from the data."""
        return bool(self.block) and self.frozen_at is None

    @property
    def holder_id(self) -> UUID:
        """The id of the section or appendix that it stands in."""
        holder_id = self.section_id or self.appendix_id
        if holder_id is None:
            raise ValueError("A data table without a section or an appendix.")
        return holder_id

    @property
    def holder(self) -> Section | Appendix:
        """The section or appendix that it stands in."""
        holder = self.section or self.appendix
        if holder is None:
            raise ValueError("A data table without a section or an appendix.")
        return holder
