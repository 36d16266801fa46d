"""Vertical lines as if they were horizontal, so that what holds along a line is measured once.

The page is given a quarter turn to the left: down becomes to the right, right becomes up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import replace
from tests.meter.claims import EM_BOX_MIDDLE, head_of

if TYPE_CHECKING:
    from tests.meter.glyphs import Glyph
    from tests.meter.pages import Line


def laid(line: Line) -> Line:
    """A horizontal line as it is; a vertical one turned, its em boxes side by side."""
    if not line.vertical:
        return line
    glyphs, inked, raised = (
        tuple(_turned(glyph, line.size) for glyph in row)
        for row in (line.glyphs, line.inked, line.raised)
    )
    baseline = EM_BOX_MIDDLE * line.size - line.axis
    return replace(line, glyphs=glyphs, inked=inked, raised=raised, baseline=baseline)


def _turned(glyph: Glyph, size: float) -> Glyph:
    left, top, right, bottom = glyph.ink
    ink = (top, -right, bottom, -left)
    if glyph.turned:
        return replace(glyph, x=glyph.y, y=-glyph.x, ink=ink)
    axis = glyph.x + glyph.advance / 2
    x = head_of(glyph)
    if len(glyph.text) > 1:  # a two-em dash is drawn longer, and so larger, than its line's em
        return replace(
            glyph, x=x, y=EM_BOX_MIDDLE * size - axis, size=size, advance=2 * size, ink=ink
        )
    y = EM_BOX_MIDDLE * glyph.size - axis
    return replace(glyph, x=x, y=y, advance=glyph.size, ink=ink)
