"""Extracted text → content files and a review report."""

from layout.recover.model import Note, Recovered, ReviewReport
from layout.recover.recover import recover_text, write_recovered

__all__ = ["Note", "Recovered", "ReviewReport", "recover_text", "write_recovered"]
