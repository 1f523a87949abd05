"""Draw the lifecycles of committee papers, values and returns, as they stand in the README."""

from typing import Any

from django.core.management.base import BaseCommand

from indicators.domain.workflow import VALUE
from partnerships.domain.workflow import RETURN
from reports.domain.workflow import MEETING, REPORT, diagram

LIFECYCLES = {
    "A report to members": REPORT,
    "A meeting": MEETING,
    "A value of an indicator": VALUE,
    "A quarterly return": RETURN,
}


class Command(BaseCommand):
    """Will print each lifecycle as a Mermaid diagram in Markdown."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        for title, lifecycle in LIFECYCLES.items():
            self.stdout.write(f"{title}:\n\n```mermaid\n{diagram(lifecycle)}\n```\n")
