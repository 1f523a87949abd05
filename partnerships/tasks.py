"""Background work of commissioning: once a day providers are reminded of their returns."""

from django.utils import timezone

from childservices.jobs import JobRun, job_handler
from partnerships.operations import remind_providers


@job_handler("remind_providers", title="Reminding providers", is_daily=True)
def remind(run: JobRun) -> None:
    """Remind providers of returns that are due or late; safe to do again after an interruption."""
    remind_providers(on=timezone.localdate(), at=timezone.now())
