"""The rules of commissioning and partnerships, in plain values."""
