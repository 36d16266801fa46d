"""Rows of the meter's table and how they are printed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

PASS, FAIL, UNMEASURED = "pass", "FAIL", "not measurable"
_SHOWN = 4
HEADINGS = ("quality", "measured", "target", "value", "verdict")


class Row(Record):
    """One measure of a quality; `note` says why it is not measurable, or where it fails."""

    number: int  # of the quality, 1 to 15
    name: str  # of the measure, unique in the table
    target: str
    value: str
    verdict: str
    note: str = ""


def judged(number: int, name: str, target: str, value: str, faults: Sequence[str]) -> Row:
    """A row that passes if there are no faults; the first few are told."""
    return Row(number, name, target, value, FAIL if faults else PASS, told(faults))


def unmeasured(number: int, name: str, target: str, reason: str) -> Row:
    """A row for what neither the PDF nor the layout shows."""
    return Row(number, name, target, "—", UNMEASURED, reason)


def told(places: Sequence[str]) -> str:
    """The first few places, and how many more there are."""
    shown = "; ".join(places[:_SHOWN])
    more = len(places) - _SHOWN
    return f"{shown}; {more} more" if more > 0 else shown


def table(rows: Sequence[Row], names: Sequence[str]) -> str:
    """The table as text: one line for each row, its note below it."""
    cells = [
        (f"{row.number} {names[row.number - 1]}", row.name, row.target, row.value, row.verdict)
        for row in rows
    ]
    widths = [max(map(_width, column)) for column in zip(HEADINGS, *cells, strict=True)]
    lines = [_joined(HEADINGS, widths), _joined(["-" * width for width in widths], widths)]
    before = 0
    for row, cell in zip(rows, cells, strict=True):
        shown = cell if row.number != before else ("", *cell[1:])
        lines.append(_joined(shown, widths))
        if row.note:
            lines.append(f"{'':{widths[0]}}    {row.note}")
        before = row.number
    return "\n".join(lines)


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
