"""The rules of committee papers, as plain Python."""
