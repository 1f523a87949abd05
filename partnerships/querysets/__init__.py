"""Which rows of commissioning and partnerships, named as clauses."""
