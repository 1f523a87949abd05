"""The rules of performance indicators, as plain Python."""
