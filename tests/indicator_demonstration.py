"""The demonstration's indicators, as tests load them: as of 25 November 2026."""

import json
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from childservices.models import Organisation, Post, User
from indicators.operations.demonstration import load_areas, load_indicators, load_themes

FIXTURES = settings.BASE_DIR / "fixtures" / "demonstration"
LOADED_ON = date(2026, 11, 25)


def read(name: str) -> Any:
    """What a fixture of the demonstration's indicators holds."""
    return json.loads((FIXTURES / "indicators" / name).read_text())


def load(by: User) -> int:
    """Load the demonstration's indicators and say how many were made."""
    areas, current, papers = read("areas.json"), read("current.json"), read("papers.json")
    statistics = areas.pop("statistics")
    load_areas(**areas)
    load_themes(themes=[*current["themes"], *papers["themes"]])
    rows = [*statistics, *papers["indicators"], *current["indicators"]]
    return len(load_indicators(rows=rows, on=LOADED_ON, by=by, at=datetime(2026, 11, 25, 9, tzinfo=UTC)))


def load_posts() -> None:
    """Make the posts that the demonstration's indicators name."""
    council = Organisation.objects.create(slug="council", name="Council", kind="council")
    rows = [*read("papers.json")["indicators"], *read("current.json")["indicators"]]
    titles = {row[name] for row in rows for name in ("manager", "director", "portfolio") if name in row}
    Post.objects.bulk_create(
        Post(slug=f"post-{number}", title=title, organisation=council)
        for number, title in enumerate(sorted(titles))
    )
