"""The outlines of letters, for what is drawn and not set: labels beside a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Point: TypeAlias = tuple[float, float]
Outline: TypeAlias = tuple[tuple[Point, ...], ...]
"""Closed contours; each its first point, then three points for every cubic curve, in em."""


class OutlinePen:
    """Collects what HarfBuzz draws; lines and quadratic curves become cubic ones."""

    def __init__(self, upem: int) -> None:
        self._upem = upem
        self._contour: list[Point] = []
        self.contours: list[tuple[Point, ...]] = []

    def moveTo(self, point: Point) -> None:  # noqa: N802 (the pen protocol's name)
        """Begin a contour."""
        self._contour = [self._in_em(point)]

    def lineTo(self, point: Point) -> None:  # noqa: N802 (the pen protocol's name)
        """A line, as a curve whose handles lie on its ends."""
        end = self._in_em(point)
        self._contour += [self._contour[-1], end, end]

    def curveTo(self, *points: Point) -> None:  # noqa: N802 (the pen protocol's name)
        """A cubic curve: two handles and its end."""
        self._contour += [self._in_em(point) for point in points]

    def qCurveTo(self, handle: Point, point: Point) -> None:  # noqa: N802 (the protocol's name)
        """A quadratic curve, raised by a degree."""
        start, middle, end = self._contour[-1], self._in_em(handle), self._in_em(point)
        self._contour += [_towards(start, middle), _towards(end, middle), end]

    def closePath(self) -> None:  # noqa: N802 (the pen protocol's name)
        """End a contour."""
        self.contours.append(tuple(self._contour))

    def _in_em(self, point: Point) -> Point:
        return point[0] / self._upem, point[1] / self._upem


def unite(draw: Callable[[Any], object], pen: OutlinePen) -> None:
    """Draw on a pen what runs around all that `draw` draws, however its contours overlap.

    `draw` draws on a pen of its own; there is no one type for what pens can be.
    """
    import pathops

    path = pathops.Path()
    draw(path.getPen())
    path.simplify(fix_winding=True)
    path.convertConicsToQuads()
    steps: dict[Any, Callable[..., None]] = {
        pathops.PathVerb.MOVE: pen.moveTo,
        pathops.PathVerb.LINE: pen.lineTo,
        pathops.PathVerb.QUAD: pen.qCurveTo,
        pathops.PathVerb.CUBIC: pen.curveTo,
        pathops.PathVerb.CLOSE: pen.closePath,
    }
    for verb, points in path:
        steps[verb](*points)


def _towards(start: Point, end: Point) -> Point:
    """The point two thirds of the way."""
    return start[0] + (end[0] - start[0]) * 2 / 3, start[1] + (end[1] - start[1]) * 2 / 3
