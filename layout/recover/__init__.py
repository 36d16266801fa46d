"""Extracted text → content files and a review report."""
