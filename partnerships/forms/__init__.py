"""What the screens of commissioning take."""
