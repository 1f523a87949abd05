"""The lists of performance."""
