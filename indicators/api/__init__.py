"""Performance as public JSON: only what is approved, and nothing that is too small to show."""

from indicators.api import control_chart
from indicators.api.indicator import router as indicators
from indicators.api.theme import router as themes

__all__ = ["control_chart", "indicators", "themes"]
