"""The lifecycles in the README are those of the code."""

import io

from django.core.management import call_command

from reports.management.commands.diagrams import LIFECYCLES
from tests.conftest import ROOT


def test_the_readme_shows_the_diagrams_that_the_command_draws() -> None:
    drawn = io.StringIO()
    call_command("diagrams", stdout=drawn)

    assert drawn.getvalue().count("stateDiagram-v2") == len(LIFECYCLES)
    assert drawn.getvalue().strip() in (ROOT / "README.md").read_text()
