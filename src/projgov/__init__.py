"""projgov: governance rules as code."""
