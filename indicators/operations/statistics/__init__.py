"""Loading national statistics: from files as they are published into narrow rows, again and again without harm."""

from indicators.operations.statistics.directory import import_published
from indicators.operations.statistics.mapping import take_values_from_files
from indicators.operations.statistics.source import UnreadableSource
from indicators.operations.statistics.tally import Tally

__all__ = ["Tally", "UnreadableSource", "import_published", "take_values_from_files"]
