"""What a press asks of a file: its printing condition, and colours in its inks."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - a record's fields are looked up where it is made
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from layout.color import Color

# House style: channels that differ by less than a screen can show are a grey.
_GREY_WITHIN = 0.5 / 255


class Press(Record):
    """The printing condition that a file is made for (ISO 15930-7, output intent).

    `icc` is its CMYK profile. Converted pictures are kept in the folder `cache`, if there is
    one.
    """

    identifier: str
    info: str
    registry: str
    icc: bytes
    cache: Path | None = None

    def inks_of(self, color: Color) -> tuple[float, float, float, float]:
        """The process inks, from 0 to 1, of a colour that has no recipe.

        Greys are black ink alone: a mix of four would turn with every drift of the press. All
        else goes through the profile, relative colorimetric with black point compensation.
        """
        from layout.images.press_colors import black_of, inks_of

        rgb = color.rgb
        if color.is_black:
            return 0.0, 0.0, 0.0, 1.0
        if max(rgb) - min(rgb) < _GREY_WITHIN:
            return 0.0, 0.0, 0.0, black_of(self.icc, sum(rgb) / 3)
        return inks_of(self.icc, rgb)
