"""Measures, values, targets, judgements and comparators."""
