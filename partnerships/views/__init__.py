"""The screens of commissioning."""
