"""Lengths and rectangles: points inside, units converted once at the edge."""

from __future__ import annotations

import re
from typing import TypeAlias

from layout.record import Record

Pt: TypeAlias = float
"""A length in PDF points (1/72 inch). Any other unit is in a name: `_mm`, `_em`, `_dpi`."""

POINTS_PER_INCH = 72
POINTS_PER_MM = POINTS_PER_INCH / 25.4
POINTS_PER_Q = POINTS_PER_MM / 4

# Two lengths closer than this are the same length: a fiftieth of a hairline.
TOLERANCE: Pt = 0.005

_LENGTH = re.compile(r"\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*(mm|cm|pt|em|Q|in)\s*\Z")


def mm(length_mm: float) -> Pt:
    """Points in a length given in millimetres."""
    return length_mm * POINTS_PER_MM


def in_mm(length: Pt) -> str:
    """A length as people read it: `3.0 mm`."""
    return f"{length / POINTS_PER_MM:.1f} mm"


def parse_length(text: str, *, em: Pt | None = None) -> Pt:
    """Points in a written length such as `3mm`, `10.5pt`, `2em` or `42Q`.

    Args:
        text: number and unit; the unit is never implied.
        em: size of one em in points; without it `em` is refused.

    Raises:
        ValueError: no number, an unknown unit, or `em` where no em is known.
    """
    match = _LENGTH.match(text)
    if match is None:
        raise ValueError(
            f"{text!r} is not a length; write a number and mm, cm, in, pt, Q or em"
        )
    number, unit = float(match[1]), match[2]
    if unit == "em":
        if em is None:
            raise ValueError(f"{text!r}: em has no meaning here; use mm, pt or Q")
        return number * em
    factors = {"mm": POINTS_PER_MM, "cm": POINTS_PER_MM * 10, "pt": 1.0, "Q": POINTS_PER_Q}
    return number * factors.get(unit, 72.0)


def fits(needed: Pt, available: Pt) -> bool:
    """Whether a length goes into another, rounding noise forgiven."""
    return needed <= available + TOLERANCE


def same_length(one: Pt, other: Pt) -> bool:
    """Whether two lengths are the same to the eye of any press."""
    return abs(one - other) <= TOLERANCE


class Rect(Record):
    """A rectangle in points; origin at the trim's top left corner, y downward."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt

    @property
    def right(self) -> Pt:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> Pt:
        """The y of the lower edge."""
        return self.y + self.height

    def grown(self, by: Pt) -> Rect:
        """The rectangle with every edge moved outward; a negative length moves it inward."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: Pt, dy: Pt) -> Rect:
        """The same rectangle at another place."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def shared(self, other: Rect) -> Rect:
        """What two rectangles have in common: of no size where they do not meet."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Rect(x, y, max(right - x, 0.0), max(bottom - y, 0.0))


def whole_ems(measure: Pt, em: Pt) -> Pt:
    """The widest whole number of ems in a length. Source: CLREQ 3.2 #measure_of_type_area."""
    return int(measure / em + 1e-6) * em
