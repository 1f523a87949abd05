"""What lists of performance can be narrowed by."""
