"""Answers about performance from several models at once."""
