"""The providers of 2008/09 as the source printed them, where the facts lie beside the project."""

import csv
from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.conftest import ROOT

SHARED = next((top / "shared" for top in ROOT.parents if (top / "shared").is_dir()), ROOT.parent / "shared")
SEEDS = SHARED / "data" / "seeds"
STANDARDS = SHARED / "data" / "published" / "standards"

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/data/seeds is not beside the project")
needs_standards = pytest.mark.skipif(
    not STANDARDS.is_dir(), reason="../shared/data/published/standards is not beside the project"
)


def seed_rows(name: str) -> Sequence[dict[str, str]]:
    """The rows of a table of facts."""
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figure(text: str) -> Decimal | None:
    """A figure, or nothing where none is printed."""
    return Decimal(text) if text else None
