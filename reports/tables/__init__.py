"""The lists of committee papers."""
