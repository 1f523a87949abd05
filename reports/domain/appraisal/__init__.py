"""Appraising options: scores by criterion, totals and ranks that are always computed, and what could change them."""
