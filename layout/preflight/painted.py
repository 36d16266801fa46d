"""What the content of a PDF's pages paints: each stroke, fill, word and picture with its place.

Source: ISO 32000-1 8.4 (graphics state), 8.5 (paths), 8.6 (colour), 9.3, 9.4 (text).
"""

from __future__ import annotations

from typing import TypeAlias

from layout.geometry import Rect
from layout.preflight.inks import Inks
from layout.record import Mutable, Record

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK = Inks((0.0, 0.0, 0.0, 1.0))


class Painted(Record):
    """One thing that is painted. `rect` is in default user space, y upward.

    `size` is that of text, `width` that of a stroke, both in points on the page; `ref` is the
    object of a picture or font.
    """

    kind: str  # text | fill | stroke | image
    page_index: int
    rect: Rect
    inks: Inks
    overprint: bool = False
    size: float = 0.0
    width: float = 0.0
    ref: str = ""
    alpha: float = 1.0
    ppi: float = 0.0
    whole: Rect | None = None  # of a picture, with what its clip hides


class State(Mutable):
    """The graphics state while a stream is read."""

    ctm: Matrix = IDENTITY
    fill: Inks = BLACK
    stroke: Inks = BLACK
    fill_space: object = "/DeviceGray"
    stroke_space: object = "/DeviceGray"
    width: float = 1.0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    alpha: float = 1.0
    font: str = ""
    size: float = 0.0
    leading: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    rise: float = 0.0
    mode: int = 0
    clip: Rect | None = None


def times(one: Matrix, other: Matrix) -> Matrix:
    """One matrix and then another (ISO 32000-1 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def shared(one: Rect, other: Rect | None) -> Rect:
    """What a rectangle has in common with another, if there is one."""
    return one if other is None else one.shared(other)


def box_of(matrix: Matrix, rect: Rect) -> Rect:
    """The upright rectangle around a rectangle of some space."""
    corners = [(x, y) for x in (rect.x, rect.right) for y in (rect.y, rect.bottom)]
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def scale_of(matrix: Matrix) -> float:
    """How much longer lengths are: the mean of both ways."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)
