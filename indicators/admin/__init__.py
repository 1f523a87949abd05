"""Pages of performance's reference data for administrators."""
