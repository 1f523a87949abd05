"""Pages of performance's reference data: themes, indicators, and which small numbers are hidden."""

from indicators.admin import area, indicator, published

__all__ = ["area", "indicator", "published"]
