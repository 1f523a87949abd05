"""Which rows of performance data, named as clauses."""
