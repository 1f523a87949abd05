"""A worker with a slow job of its own, run as a process and killed."""
