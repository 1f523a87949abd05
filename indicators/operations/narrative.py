"""What is said of a theme for a period."""

from datetime import datetime

from django.db import transaction

from childservices.domain.refusals import EditConflict
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed, add_row, change_row
from indicators.models import Theme, ThemeNarrative
from indicators.permissions import can_define_indicators
from indicators.queries.reported import periods_of

MEANWHILE = "Somebody else wrote of this theme while you were writing. Choose which text to keep."


@transaction.atomic
def write_narrative(
    *, theme: Theme, label: str, text: str, expected: int, by: User, at: datetime
) -> ThemeNarrative:
    """Will keep what is said of a theme; `expected` is the edit number that was read, 0 where there was nothing."""
    if not can_define_indicators(by):
        raise NotAllowed("Only a performance officer writes of a theme.")
    periods_of(label)
    values = {"text": text.strip(), "changed_at": at, "changed_by": by}
    rows = ThemeNarrative.objects.filter(theme=theme, period=label)
    if expected:
        row = rows.first()
        if row is None:
            raise EditConflict("Somebody took this text away. Copy yours before you leave.", current={})
        change_row(row, expected=expected, values=values)
    else:
        row = ThemeNarrative(theme=theme, period=label, **values)
        if now := add_row(row, twins=rows):
            raise EditConflict(MEANWHILE, {"text": now.text, "edit_number": str(now.edit_number)})
    record_event(verb="theme_narrative_written", subject=row, by=by, at=at)
    return row
