"""The stamp of a proof 校样章: large, tilted, in outline, so that copy under it can be read."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.color import Color
from layout.display.model import Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import Page
    from layout.fonts import FontSet
    from layout.fonts.outline import Point
    from layout.geometry import Pt

# House style.
TILT_DEGREES = 30.0
SHARE_OF_WIDTH = 0.62
INK = Color((0.93, 0.72, 0.72), (0.0, 0.28, 0.18, 0.0))
WEIGHT: Pt = 0.8
# The middle of a Han character over its baseline.
_MIDDLE_EM = 0.38


def stamp(text: str, page: Page, fonts: FontSet, role: str) -> tuple[Path, ...]:
    """The outlines of a text across the middle of a page, rising to the right."""
    size = SHARE_OF_WIDTH * min(page.width, page.height) / len(text)
    turn = math.radians(TILT_DEGREES)
    across, up = math.cos(turn), math.sin(turn)

    def placed(x_em: float, y_em: float) -> tuple[Pt, Pt]:
        x, y = (x_em - len(text) / 2) * size, (y_em - _MIDDLE_EM) * size
        right, rise = x * across - y * up, x * up + y * across
        return page.width / 2 + right, page.height / 2 - rise

    return tuple(
        Path(
            placed(*contour[0]),
            tuple(
                tuple(value for point in contour[at : at + 3] for value in placed(*point))
                for at in range(1, len(contour), 3)
            ),
            closed=True,
            stroke=INK,
            stroke_width=WEIGHT,
        )
        for contour in _outlines(text, fonts, role)
    )


def _outlines(text: str, fonts: FontSet, role: str) -> Iterator[tuple[Point, ...]]:
    """Contours in em, one character an em wide beside the other."""
    font = fonts.font(role)
    for at, char in enumerate(text):
        face = font.use_for(char).face
        for contour in face.outline_em(face.glyph_id(char), united=True):
            if len(contour) > 1:
                yield tuple((x + at, y) for x, y in contour)
