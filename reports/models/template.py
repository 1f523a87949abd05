"""The council's templates for reports, in versions; a paper keeps the version it was written with."""

from django.db import models

from reports.choices import Classification, SectionKind


class ReportTemplate(models.Model):
    """A form that reports are written on, such as the Report to Members of 2009."""

    slug = models.SlugField(unique=True, help_text="The template's short name.")
    name = models.CharField(max_length=100, help_text="The name that authors choose it by.")
    is_offered = models.BooleanField(default=True, help_text="Whether new reports may be written on it.")

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """One state of a template; once a report was written on it, it does not change."""

    template = models.ForeignKey(ReportTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(help_text="Counts the versions of the template from 1.")
    banner = models.CharField(
        max_length=100, help_text="The words at the head of the paper: Report to Members."
    )
    is_numbered = models.BooleanField(default=True, help_text="Whether headings carry generated numbers.")
    has_header = models.BooleanField(
        default=True,
        help_text="Whether the paper opens with the table of meeting, date, title and directorate.",
    )
    directorate_label = models.CharField(
        max_length=40,
        default="Directorate",
        help_text="What the fourth heading says: Directorate or Programme Area.",
    )
    valid_from = models.DateField(null=True, blank=True, help_text="First day on which it was in use.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.template}, version {self.number}"


class TemplateSection(models.Model):
    """A heading of a template, with guidance for the author."""

    version = models.ForeignKey(TemplateVersion, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=40, help_text="The heading's short name, the same in every version.")
    heading = models.CharField(max_length=120, help_text="The heading as it is printed, without a number.")
    position = models.PositiveSmallIntegerField(help_text="Its place in the paper, from 1.")
    kind = models.CharField(max_length=20, choices=SectionKind, default=SectionKind.TEXT)
    is_required = models.BooleanField(
        default=True, help_text="Whether the paper needs it, or says why it has none."
    )
    guidance = models.TextField(blank=True, default="", help_text="What the author is told about it.")
    default_classification = models.CharField(
        max_length=12, choices=Classification, default=Classification.OPEN,
        help_text="How it is classified unless the author says otherwise.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="template_section_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="template_section_position_once"),
        ]

    def __str__(self) -> str:
        return self.heading
