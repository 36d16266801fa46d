"""Runs of vertical lines as text operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.numbers import numbers
from layout.pdf.stretches import spelled_out, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.display.model import GlyphRun
    from layout.geometry import Pt
    from layout.pdf.fonts import CodedFont

# A glyph may stand half a thousandth of an em from where it was set.
_TOLERANCE = 0.5


def turned_run(run: GlyphRun, font: CodedFont, size: Pt, axis: Pt, head: Pt) -> Iterator[str]:
    """The operators that show a run whose origin is at `axis` and `head`, y upward.

    `size` is the run's as the file has it. Source: ISO 32000-2 9.4.4, 9.7.4.3.
    """
    for start, end, codes, actual in stretches(run, font):
        if actual is not None:
            yield spelled_out(actual)
        places = run.xs[start:end]
        if run.orientation == "standing":
            yield from _one_by_one(codes, places, run.x_scale, axis, head)
        else:
            yield from _along(run, font, size, (axis, head), (start, codes))
        if actual is not None:
            yield "EMC"


def _one_by_one(
    codes: Sequence[str], places: Sequence[Pt], scale: float, axis: Pt, head: Pt
) -> Iterator[str]:
    for code, place in zip(codes, places, strict=True):
        yield f"{numbers(scale, 0, 0, 1, axis, head - place)} Tm ({code})Tj"


def _along(
    run: GlyphRun,
    font: CodedFont,
    size: Pt,
    origin: tuple[Pt, Pt],
    stretch: tuple[int, Sequence[str]],
) -> Iterator[str]:
    """Glyphs one below the other in one string, the pen led down where they leave room.

    An adjustment leads down in vertical writing; in horizontal writing, which the matrix turns
    here, it leads back.
    """
    start, codes = stretch
    axis, head = origin
    upright = run.orientation == "upright"
    scale = run.x_scale
    widths, back = (font.drops, 1) if upright else (font.widths, -1)
    first = run.xs[start]
    turn = (1.0, 0.0, 0.0, scale) if upright else (0.0, -scale, 1.0, 0.0)
    yield f"{numbers(*turn, axis, head - first)} Tm"
    pen, row = 0.0, ["[("]
    glyphs = run.glyphs[start : start + len(codes)]
    for at, (code, glyph) in enumerate(zip(codes, glyphs, strict=True), start):
        off = (run.xs[at] - first) * 1000 / (size * scale) - pen
        if abs(off) > _TOLERANCE:
            shift = round(off)
            row.append(f"){shift * back}(")
            pen += shift
        row.append(code)
        pen += widths[glyph]
    yield f"{''.join(row)})]TJ"
