"""Runs of vertical lines as text operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.numbers import numbers
from layout.pdf.stretches import spelled_out, stretches
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.display.model import GlyphRun, TextLine
    from layout.geometry import Pt
    from layout.pdf.fonts import CodedFont

# A glyph may stand half a thousandth of an em from where it was set.
_TOLERANCE = 0.5
# Readers take so wide an adjustment (thousandths of an em) for a space; a move they do not.
_MOVE_FROM = 80
# Readers may take strings that begin within half an em of one height for one row and sort them
# by their x; this keeps clear of it.
_ROW_EM = 0.55


class Row(Record):
    """A height, y upward, at which the next line begins, and how near is too near."""

    y: Pt
    reach: Pt


def row_of(line: TextLine, top: Pt) -> Row:
    """The row in which a line begins on a sheet with its trim's upper edge at `top`."""
    run = next((run for run in line.runs if run.glyphs), None)
    if run is None:
        return Row(top - line.y, 0.0)
    down = -run.rise
    if run.orientation:
        down = run.x + (0.0 if run.orientation == "standing" else run.xs[0])
    return Row(top - line.y - down, _ROW_EM * run.size)


def turned_run(
    run: GlyphRun, font: CodedFont, size: Pt, origin: tuple[Pt, Pt], avoid: Row | None = None
) -> Iterator[str]:
    """The operators that show a run from its origin on, y upward.

    `size` is the run's as the file has it. The last string does not begin in the row to
    `avoid`, if it can begin elsewhere, so that neighbouring lines are read in their order.

    Source: ISO 32000-2 9.4.4, 9.7.4.3.
    """
    for start, end, codes, actual in stretches(run, font):
        if actual is not None:
            yield spelled_out(actual)
        made = _shown(run, font, size, origin, (start, codes))
        if avoid is not None and end == len(run.glyphs) and made.begins_in(avoid):
            tries = (
                _shown(run, font, size, origin, (start, codes), apart)
                for apart in _feet(start, end)
            )
            made = next((one for one in tries if not one.begins_in(avoid)), made)
        yield from made.parts
        if actual is not None:
            yield "EMC"


def _feet(start: int, end: int) -> list[int]:
    """Where the last string may begin: first with two glyphs, then one, then ever more.

    Of one glyph alone readers cannot tell which way it is written.
    """
    return [at for at in (end - 2, end - 1, *range(end - 3, start, -1)) if at > start]


def _shown(
    run: GlyphRun,
    font: CodedFont,
    size: Pt,
    origin: tuple[Pt, Pt],
    stretch: tuple[int, Sequence[str]],
    apart: int = -1,
) -> _String:
    """A stretch of a run in strings; the glyph `apart` begins one of its own."""
    string = _String(run, font, size, origin)
    for at, code in enumerate(stretch[1], stretch[0]):
        string.show(at, code, apart=at == apart)
    string.end()
    return string


class _String:
    """Glyphs of one run, each in its place, in as few strings as go.

    An adjustment leads down in vertical writing; in horizontal writing, which the matrix may
    turn here, it leads back.
    """

    def __init__(self, run: GlyphRun, font: CodedFont, size: Pt, origin: tuple[Pt, Pt]) -> None:
        self._run = run
        self._origin = origin
        scale = run.x_scale
        self._per_point = 1000 / (size * scale)
        upright = run.orientation == "upright"
        self._widths = font.drops if upright else font.widths
        self._sign = 1 if upright else -1
        self._matrix = {
            "upright": (1.0, 0.0, 0.0, scale),
            "sideways": (0.0, -scale, 1.0, 0.0),
            "standing": (scale, 0.0, 0.0, 1.0),
        }[run.orientation]
        self._pen = 0.0
        self._row: list[str] = []
        self._begins = 0.0  # the height at which the last string begins
        self.parts: list[str] = []

    def show(self, at: int, code: str, *, apart: bool) -> None:
        """Show the run's glyph of that index."""
        shift = round(self._run.xs[at] * self._per_point - self._pen, 3)
        if not self._row or shift * self._sign < -_MOVE_FROM:
            self._move_to(at)
        elif abs(shift) > _TOLERANCE:
            self._row.append(f"){round(shift) * self._sign}(")
            self._pen += round(shift)
        if apart and len(self._row) > 1:
            self.end()
            self._begin(at)
        self._row.append(code)
        self._pen += self._widths[self._run.glyphs[at]]

    def _move_to(self, at: int) -> None:
        self.end()
        x, y = self._origin
        place = self._run.xs[at]
        right, down = (place, 0.0) if self._run.orientation == "standing" else (0.0, place)
        self.parts.append(f"{numbers(*self._matrix, x + right, y - down)} Tm")
        self._pen = place * self._per_point
        self._begin(at)

    def _begin(self, at: int) -> None:
        standing = self._run.orientation == "standing"
        self._begins = self._origin[1] - (0.0 if standing else self._run.xs[at])
        self._row = ["[("]

    def end(self) -> None:
        """End the string, if one is open."""
        if self._row:
            self.parts.append(f"{''.join(self._row)})]TJ")
            self._row = []

    def begins_in(self, row: Row) -> bool:
        """Whether the last string begins so near to a row that they may seem one."""
        reach = max(row.reach, _ROW_EM * self._run.size)
        return abs(self._begins - row.y) <= reach
