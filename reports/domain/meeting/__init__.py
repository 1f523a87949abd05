"""A meeting: its life, its items, and where it is held."""
