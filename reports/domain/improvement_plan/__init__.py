"""Improvement plans: when actions fall due, where they stand on a day, what that adds up to, what a month brought."""
