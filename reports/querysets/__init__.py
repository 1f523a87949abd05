"""Which rows, named as a clause."""
