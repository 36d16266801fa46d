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


def stroke_graphic(stroke: Stroke, x: Pt, y: Pt) -> Rule | Shape:
    """A stroke at its line's left end and baseline: a rule, or a wave as a thin shape."""
    left, right, level = x + stroke.x1, x + stroke.x2, y + stroke.drop
    if not stroke.wave:
        return Rule(left, level, right, level, stroke.weight, stroke.color)
    waves = max(1, round((right - left) / (WAVE_LENGTH * stroke.wave)))
    steps = waves * POINTS_A_WAVE
    upper = []
    for step in range(steps + 1):
        share = step / steps
        swing = math.sin(2 * math.pi * waves * share) * stroke.wave / 2
        upper.append((left + (right - left) * share, level + swing - stroke.weight / 2))
    lower = [(px, py + stroke.weight) for px, py in reversed(upper)]
    return Shape((*upper, *lower), stroke.color)
