"""The screens of commissioning and partnerships."""
