"""What happens to a picture in inks where nothing may show through it, or over it.

Blending is that of a page in the press's inks: share by share, each plate for itself.

Source: ISO 32000-1 11.3.3 (basic compositing), 11.7.2 (DeviceCMYK as blending space).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.Image import Image

Inks: TypeAlias = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each from 0 to 1."""
Part: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in fractions of an upright picture."""

PAPER: Inks = (0.0, 0.0, 0.0, 0.0)
WHOLE: Part = (0.0, 0.0, 1.0, 1.0)
_FULL = 255


class Veil(Record):
    """A sheer colour that lies over something: its inks, and how much of it shows."""

    inks: Inks
    opacity: float

    def over(self, inks: Inks) -> Inks:
        """What some inks look like under it."""
        rest = 1 - self.opacity
        pairs = zip(self.inks, inks, strict=True)
        return _four(veil * self.opacity + ink * rest for veil, ink in pairs)

    def under(self, upper: Veil) -> Veil:
        """This veil and another one over it, as one."""
        opacity = 1 - (1 - self.opacity) * (1 - upper.opacity)
        if not opacity:
            return self
        mixed = upper.over(_four(ink * self.opacity for ink in self.inks))
        return Veil(_four(ink / opacity for ink in mixed), opacity)


class Flattening(Record):
    """How one placing of a picture is flattened.

    `ground` is what a picture that lets things show through lies on, None where that is more
    than one plain colour. Under a `veil` only the `part` that it covers is wanted.
    """

    ground: Inks | None = PAPER
    veil: Veil | None = None
    part: Part = WHOLE


def _four(shares: Iterable[float]) -> Inks:
    cyan, magenta, yellow, black = shares
    return cyan, magenta, yellow, black


def laid_on(picture: Image, mask: Image, ground: Inks) -> Image:
    """A picture in inks laid on one colour, as its mask tells."""
    from PIL import Image

    below = Image.new("CMYK", picture.size, tuple(round(ink * _FULL) for ink in ground))
    below.paste(picture, mask=mask)
    return below


def pixels_of(part: Part, width: int, height: int) -> tuple[int, int, int, int]:
    """The whole pixels of an upright picture that a part touches: left, top, right, bottom."""
    left, top = math.floor(part[0] * width), math.floor(part[1] * height)
    right, bottom = math.ceil(part[2] * width), math.ceil(part[3] * height)
    return max(0, left), max(0, top), min(width, right), min(height, bottom)


def veiled(picture: Image, veil: Veil) -> Image:
    """A picture in inks as it looks under a veil."""
    from PIL import Image

    tables = veil_tables(veil)
    plates = (plate.point(table) for plate, table in zip(picture.split(), tables, strict=True))
    return Image.merge("CMYK", tuple(plates))


def veil_tables(veil: Veil, *, of_grey: bool = False) -> tuple[bytes, ...]:
    """What each level of each of four plates becomes; of the levels of a grey, white being 255.

    Grey is black ink alone, and none of the others.
    """
    levels = range(_FULL + 1)
    none = [0] * len(levels)
    inks: list[Iterable[int]] = (
        [none, none, none, reversed(levels)] if of_grey else [levels] * 4
    )
    return tuple(
        bytes(round(veil.opacity * ink * _FULL + (1 - veil.opacity) * level) for level in plate)
        for ink, plate in zip(veil.inks, inks, strict=True)
    )
