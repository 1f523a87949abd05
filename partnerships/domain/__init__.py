"""The rules of commissioning, in plain values."""
