"""Answers from several models of partnerships at once."""
