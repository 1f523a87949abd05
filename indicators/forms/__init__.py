"""Forms of performance."""
