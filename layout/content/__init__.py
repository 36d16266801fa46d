"""Content files ↔ the immutable manuscript."""
