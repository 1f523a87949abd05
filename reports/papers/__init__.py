"""From rows to papers: gather what an audience may read, turn it into HTML, and make packs of it."""
