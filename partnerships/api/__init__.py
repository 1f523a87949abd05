"""The public JSON of partnerships and commissioning."""
