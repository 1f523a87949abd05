"""Which indicators get their values from files."""

from datetime import datetime

from django.db import transaction

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed
from indicators.models import Indicator
from indicators.permissions import can_load_statistics


@transaction.atomic
def take_values_from_files(*, indicator: Indicator, by: User, at: datetime) -> None:
    """Will make an indicator a national statistic, whose values nobody types; safe to repeat.

    Raises:
        NotAllowed: the person does not load statistics.
        Invalid: values of it were typed.
    """
    if not can_load_statistics(by):
        raise NotAllowed("Only performance officers and administrators do this.")
    if indicator.is_published_statistic:
        return
    if indicator.values.exists():
        raise Invalid(
            "Values of this indicator were entered here. Have another one defined for the statistic.",
            "indicator",
        )
    Indicator.objects.filter(pk=indicator.pk).update(is_published_statistic=True)
    record_event(verb="indicator.taken_from_files", subject=indicator, by=by, at=at)
