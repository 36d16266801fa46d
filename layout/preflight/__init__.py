"""Findings about the manuscript, the pages and the written PDF."""
