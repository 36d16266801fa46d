"""Display items at another place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.display.model import Area, Path, PlacedPicture, Rule, Shape
from layout.geometry import Rect
from layout.record import replace

if TYPE_CHECKING:
    from layout.geometry import Pt

Graphic: TypeAlias = Area | Rule | Shape | Path | PlacedPicture
"""What a page shows besides text."""


def moved(graphic: Graphic, dx: Pt, dy: Pt) -> Graphic:
    """The same graphic, `dx` to the right and `dy` down."""
    if isinstance(graphic, Area | PlacedPicture):
        return replace(graphic, rect=graphic.rect.moved(dx, dy))
    if isinstance(graphic, Rule):
        return replace(
            graphic,
            x1=graphic.x1 + dx,
            y1=graphic.y1 + dy,
            x2=graphic.x2 + dx,
            y2=graphic.y2 + dy,
        )
    if isinstance(graphic, Path):
        x, y = graphic.start
        segments = tuple(
            tuple(value + (dy if at % 2 else dx) for at, value in enumerate(segment))
            for segment in graphic.segments
        )
        return replace(graphic, start=(x + dx, y + dy), segments=segments)
    points = tuple((x + dx, y + dy) for x, y in graphic.points)
    return replace(graphic, points=points)


def grown(graphic: Graphic, dy: Pt) -> Graphic:
    """An area or an upright rule, `dy` taller at its foot; anything else as it is."""
    if isinstance(graphic, Area):
        rect = graphic.rect
        return replace(graphic, rect=Rect(rect.x, rect.y, rect.width, rect.height + dy))
    if isinstance(graphic, Rule) and graphic.x1 == graphic.x2:
        return replace(graphic, y2=graphic.y2 + dy)
    return graphic
