"""The rules of partnerships: plain figures, days and words in and out."""
