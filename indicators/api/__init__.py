"""Performance as public JSON: only what is approved, and nothing that is too small to show."""
