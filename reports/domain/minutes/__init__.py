"""Minutes: their numbers, resolutions and votes, who was there, and how they are confirmed."""
