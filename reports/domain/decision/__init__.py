"""Decisions, their call-in, and what follows from them."""
