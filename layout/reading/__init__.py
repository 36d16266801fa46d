"""A tagged PDF → what it says, element by element: the way back from a file."""

from __future__ import annotations

from layout.reading.model import ReadElement
from layout.reading.read import read_structure

__all__ = ["ReadElement", "read_structure"]
