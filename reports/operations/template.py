"""Templates of reports: a new version is begun from the last one, which stays as the papers written on it need it."""

from datetime import datetime

from django.db import transaction

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed
from childservices.permissions import can_administer
from reports.models import ReportTemplate, TemplateSection, TemplateVersion

FIRST_BANNER = "Report to Members"


@transaction.atomic
def begin_template_version(*, template: ReportTemplate, by: User, at: datetime) -> TemplateVersion:
    """Will begin the next version of a template with the headings of the last, to be changed until a paper uses it.

    Raises:
        NotAllowed: by somebody who is no administrator, or while no paper was written on the last version.
    """
    if not can_administer(by):
        raise NotAllowed("Only an administrator changes the templates of reports.")
    template = ReportTemplate.objects.select_for_update().get(pk=template.pk)
    last = template.versions.order_by("-number").first()
    if last is None:
        version = TemplateVersion.objects.create(template=template, number=1, banner=FIRST_BANNER)
    elif not last.reports.exists():
        raise NotAllowed(f"No report was written on {last} yet. Change that one.")
    else:
        version = _copy(last)
    record_event(verb="template_version_begun", subject=version, by=by, at=at)
    return version


def _copy(last: TemplateVersion) -> TemplateVersion:
    version = TemplateVersion.objects.create(
        template=last.template,
        number=last.number + 1,
        banner=last.banner,
        is_numbered=last.is_numbered,
        has_header=last.has_header,
        directorate_label=last.directorate_label,
    )
    sections = list(last.sections.order_by("position"))
    for section in sections:
        section.pk, section.version = None, version
    TemplateSection.objects.bulk_create(sections)
    return version
