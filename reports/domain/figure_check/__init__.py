"""Whether the numbers typed in a paper agree with its tables, its bound figures, its lists and with each other."""
