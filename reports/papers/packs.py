"""The two packs of a meeting, made from what was read at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from childservices.pdf import PackItem
from reports.choices import Audience
from reports.models import Meeting
from reports.papers.pack import BuiltPack, PackSource, Progress, build_pack, gather_pack


@dataclass(frozen=True)
class GatheredPacks:
    """What the public and the members' pack of a meeting are made from, and when it was read."""

    meeting: Meeting
    at: datetime
    sources: Mapping[Audience, PackSource]


def gather_packs(meeting: Meeting, *, at: datetime) -> GatheredPacks:
    """Read everything that the packs of a meeting are made from; later changes do not reach them."""
    return GatheredPacks(meeting, at, {audience: gather_pack(meeting, audience) for audience in Audience})


def build_packs(
    gathered: GatheredPacks, *, is_draft: bool, progress: Progress
) -> Mapping[Audience, BuiltPack]:
    """Make both packs; a paper that stands in both is rendered once."""
    made: dict[str, PackItem] = {}
    packs = {}
    for half, (audience, source) in enumerate(gathered.sources.items()):

        def report(percent: int, message: str, *, half: int = half, label: str = audience.label) -> None:
            progress(half * 50 + percent // 2, f"{label} pack: {message}")

        packs[audience] = build_pack(gathered.meeting, source, is_draft=is_draft, made=made, progress=report)
    return packs
