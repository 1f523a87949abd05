"""Which rows of partnerships, named as clauses."""
