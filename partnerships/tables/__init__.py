"""What screens of partnerships show in tables."""
