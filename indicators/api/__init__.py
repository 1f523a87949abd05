"""Indicators as public JSON: definitions, settled and suppressed values, control charts, and how areas compare."""

from indicators.api import control_chart
from indicators.api.indicator import router

__all__ = ["control_chart", "router"]
