"""Screens for performance: load, ask permission, one operation or query, answer."""
