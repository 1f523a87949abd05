"""Screens for committee papers: load, ask permission, one operation or query, answer."""
