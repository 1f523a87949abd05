"""What lists of committee papers can be narrowed by."""
