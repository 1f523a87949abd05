"""What screens of partnerships take."""
