"""Everything that changes performance data, one verb each."""
