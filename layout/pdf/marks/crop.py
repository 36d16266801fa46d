"""Crop marks 裁切线: where the knife goes."""

from __future__ import annotations

from layout.color import BLACK
from layout.display.model import Page, Rule
from layout.geometry import Pt, mm

# House style: ISO 32000-2 14.11.3 leaves the shape of marks to the printer; these are usual.
_LENGTH_MM = 5.0
_CLEAR_OF_BLEED_MM = 1.0
_WEIGHT: Pt = 0.25


def crop_marks(page: Page) -> tuple[Rule, ...]:
    """Two hairlines for each corner of the trim, standing clear of the bleed."""
    near = page.bleed + mm(_CLEAR_OF_BLEED_MM)
    far = near + mm(_LENGTH_MM)
    across = ((-far, -near), (page.width + near, page.width + far))
    down = ((-far, -near), (page.height + near, page.height + far))
    level = [
        Rule(start, y, end, y, _WEIGHT, BLACK)
        for y in (0.0, page.height)
        for start, end in across
    ]
    upright = [
        Rule(x, start, x, end, _WEIGHT, BLACK) for x in (0.0, page.width) for start, end in down
    ]
    return (*level, *upright)
