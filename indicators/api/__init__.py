"""Indicators as public JSON: definitions, settled and suppressed values, and how areas compare."""

from indicators.api.indicator import router

__all__ = ["router"]
