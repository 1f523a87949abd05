"""Background work on performance: spreadsheets of very many values."""

from uuid import UUID

from django.utils import timezone

from childservices.jobs import JobRun, job_handler
from childservices.operations.editing import NotAllowed
from indicators.choices import LOAD_SPREADSHEET
from indicators.models import StatisticsImport
from indicators.operations.spreadsheet import check_again, confirm_spreadsheet


@job_handler(LOAD_SPREADSHEET, title="Loading a spreadsheet")
def load(run: JobRun) -> None:
    """Check the rows of a spreadsheet, then load those that are right, all or nothing."""
    requester = run.job.requested_by
    if requester is None:
        raise NotAllowed("Nobody asked for this spreadsheet, so that nobody can answer for its values.")
    spreadsheet = StatisticsImport.objects.select_related("file").get(pk=UUID(run.parameters["spreadsheet"]))
    run.progress(10, "Checking the rows")
    checked = check_again(spreadsheet, by=requester, on=timezone.localdate())
    run.progress(50, "Entering the values")
    with run.accept():
        confirm_spreadsheet(spreadsheet=spreadsheet, checked=checked, by=requester, at=timezone.now())
