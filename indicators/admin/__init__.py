"""Pages of performance's reference data: themes, indicators, and which small numbers are hidden."""

from indicators.admin import indicator

__all__ = ["indicator"]
