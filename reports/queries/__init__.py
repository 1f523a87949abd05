"""Answers from several models about committee papers."""
