"""What the screens of commissioning and partnerships take."""
