"""Display items at another place."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeVar

from layout.display.model import Area, PlacedPicture, Rule, Shape

if TYPE_CHECKING:
    from layout.geometry import Pt

Graphic = TypeVar("Graphic", Area, Rule, Shape, PlacedPicture)


def moved(graphic: Graphic, dx: Pt, dy: Pt) -> Graphic:
    """The same graphic, `dx` to the right and `dy` down."""
    if isinstance(graphic, Area | PlacedPicture):
        return dataclasses.replace(graphic, rect=graphic.rect.moved(dx, dy))
    if isinstance(graphic, Rule):
        ends = {
            "x1": graphic.x1 + dx,
            "y1": graphic.y1 + dy,
            "x2": graphic.x2 + dx,
            "y2": graphic.y2 + dy,
        }
        return dataclasses.replace(graphic, **ends)
    points = tuple((x + dx, y + dy) for x, y in graphic.points)
    return dataclasses.replace(graphic, points=points)
