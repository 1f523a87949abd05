"""What every change of a report has in common: running numbers, and the note of when and by whom."""

from datetime import datetime

from childservices.models import User
from reports.models import Counter, Report


def next_number(name: str) -> int:
    """Will give out the next number of a running count, each number once."""
    Counter.objects.get_or_create(name=name)
    counter = Counter.objects.select_for_update().get(name=name)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value


def touch_report(*, report: Report, by: User, at: datetime) -> None:
    """Will note on the report that something in it changed, when and by whom."""
    Report.objects.filter(pk=report.pk).update(changed_at=at, changed_by=by)
    report.changed_at, report.changed_by = at, by
