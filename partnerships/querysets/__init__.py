"""Which rows of commissioning."""
