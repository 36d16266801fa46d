"""Strokes under characters as graphics of the page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.display.model import Rule, Shape

if TYPE_CHECKING:
    from layout.geometry import Pt
    from layout.text.model import Stroke

# A wave goes up and down once in so many of its heights, and is drawn with so many points.
WAVE_LENGTH = 4.0
POINTS_A_WAVE = 8


def stroke_graphic(stroke: Stroke, x: Pt, y: Pt, *, vertical: bool = False) -> Rule | Shape:
    """A stroke at its line's beginning and baseline: a rule, or a wave as a thin shape.

    In a vertical line `x` is its axis and `y` its head; what leads along the line leads down.
    """

    def placed(along: Pt, across: Pt) -> tuple[Pt, Pt]:
        return (x + across, y + along) if vertical else (x + along, y + across)

    if not stroke.wave:
        ends = (*placed(stroke.x1, stroke.drop), *placed(stroke.x2, stroke.drop))
        return Rule(*ends, stroke.weight, stroke.color)
    length = stroke.x2 - stroke.x1
    waves = max(1, round(length / (WAVE_LENGTH * stroke.wave)))
    steps = waves * POINTS_A_WAVE
    swings = [
        (
            stroke.x1 + length * step / steps,
            stroke.drop + math.sin(2 * math.pi * waves * step / steps) * stroke.wave / 2,
        )
        for step in range(steps + 1)
    ]
    half = stroke.weight / 2
    near = [placed(along, across - half) for along, across in swings]
    far = [placed(along, across + half) for along, across in reversed(swings)]
    return Shape((*near, *far), stroke.color)
