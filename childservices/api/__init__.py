"""What the public JSON of every app shares: pages of lists, and how it says no."""
