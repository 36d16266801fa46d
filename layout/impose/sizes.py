"""Sizes of printing sheets: by name, or width by height."""

from __future__ import annotations

import re

from layout.diagnostics import suggest
from layout.geometry import Pt, mm
from layout.record import Record

# ISO 216 (A, B), ISO 217 (SRA); 正度 and 大度 are the usual Chinese stock.
NAMED_MM = {
    "A4": (210, 297),
    "A3": (297, 420),
    "A2": (420, 594),
    "A1": (594, 841),
    "B3": (353, 500),
    "B2": (500, 707),
    "B1": (707, 1000),
    "SRA4": (225, 320),
    "SRA3": (320, 450),
    "SRA2": (450, 640),
    "SRA1": (640, 900),
    "zhengdu": (787, 1092),
    "dadu": (889, 1194),
}
# ISO 32000-1 annex C: no page of a PDF is larger (in units of 1/72 inch).
LARGEST: Pt = 14_400.0
_BY = re.compile(r"(\d+(?:\.\d+)?)\s*[x×*]\s*(\d+(?:\.\d+)?)\s*(?:mm)?\Z", re.IGNORECASE)


class SheetSize(Record):
    """Width and height of a sheet, in points; it may as well lie across."""

    width: Pt
    height: Pt


def parse_sheet_size(text: str) -> SheetSize:
    """A sheet's size from its name, or from `720x1020`, in millimetres.

    Raises:
        ValueError: no known name, no size, or one that no PDF can have.
    """
    names = {name.lower(): size for name, size in NAMED_MM.items()}
    found: tuple[float, float] | None = names.get(text.strip().lower())
    match = _BY.match(text.strip())
    if match is not None:
        found = (float(match[1]), float(match[2]))
    if found is None:
        hint = suggest(text, list(NAMED_MM)) or f"known names are {', '.join(NAMED_MM)}"
        raise ValueError(
            f"{text!r} is no size of a sheet: write one such as 720x1020, in mm; {hint}"
        )
    width, height = found
    if min(width, height) <= 0 or mm(max(width, height)) > LARGEST:
        raise ValueError(f"{text!r}: a sheet measures more than 0 and at most 5080 mm")
    return SheetSize(mm(width), mm(height))
