"""Answers from several models of commissioning and partnerships at once."""
