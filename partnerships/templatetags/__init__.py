"""Tags of commissioning's screens."""
