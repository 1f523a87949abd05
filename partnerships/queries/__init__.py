"""Answers about programmes, agreements and returns."""
