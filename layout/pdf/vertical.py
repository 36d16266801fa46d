"""Runs of vertical lines as text operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.numbers import numbers
from layout.pdf.stretches import spelled_out, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import GlyphRun
    from layout.geometry import Pt
    from layout.pdf.fonts import CodedFont

# A glyph may stand half a thousandth of an em from where it was set.
_TOLERANCE = 0.5
# Readers take so wide an adjustment (thousandths of an em) for a space; a move they do not.
_MOVE_FROM = 80
# The foot of such a line is two glyphs, since of one alone readers cannot tell which way it is
# written; a shorter line has no room for that.
_TALL = 4


def turned_run(
    run: GlyphRun, font: CodedFont, size: Pt, origin: tuple[Pt, Pt], *, foot_apart: bool
) -> Iterator[str]:
    """The operators that show a run from its origin on, y upward.

    `size` is the run's as the file has it. With `foot_apart` the last glyphs are a string of
    their own: some readers sort strings that begin at one height by their x, and would so turn
    round the order of neighbouring lines that are one string each.

    Source: ISO 32000-2 9.4.4, 9.7.4.3.
    """
    count = len(run.glyphs)
    foot = count - (2 if count >= _TALL else 1) if foot_apart else count
    for start, end, codes, actual in stretches(run, font):
        if actual is not None:
            yield spelled_out(actual)
        string = _String(run, font, size, origin)
        for at, code in zip(range(start, end), codes, strict=True):
            string.show(at, code, apart=at == foot)
        yield from string.finished()
        if actual is not None:
            yield "EMC"


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
        self._parts: list[str] = []

    def show(self, at: int, code: str, *, apart: bool) -> None:
        """Show the run's glyph of that index."""
        shift = round(self._run.xs[at] * self._per_point - self._pen, 3)
        if not self._row or shift * self._sign < -_MOVE_FROM:
            self._move_to(at)
        elif abs(shift) > _TOLERANCE:
            self._row.append(f"){round(shift) * self._sign}(")
            self._pen += round(shift)
        if apart and len(self._row) > 1:
            self._end_string()
            self._row = ["[("]
        self._row.append(code)
        self._pen += self._widths[self._run.glyphs[at]]

    def _move_to(self, at: int) -> None:
        self._end_string()
        x, y = self._origin
        place = self._run.xs[at]
        right, down = (place, 0.0) if self._run.orientation == "standing" else (0.0, place)
        self._parts.append(f"{numbers(*self._matrix, x + right, y - down)} Tm")
        self._pen = place * self._per_point
        self._row = ["[("]

    def _end_string(self) -> None:
        if self._row:
            self._parts.append(f"{''.join(self._row)})]TJ")

    def finished(self) -> list[str]:
        """The operators."""
        self._end_string()
        return self._parts
