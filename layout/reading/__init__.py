"""A tagged PDF → what it says, element by element: the way back from a file."""

from __future__ import annotations

from layout.reading.export import export_structure
from layout.reading.model import ReadElement
from layout.reading.read import read_structure

__all__ = ["ReadElement", "export_structure", "read_structure"]
