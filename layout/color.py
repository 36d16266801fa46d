"""Colours as a house style names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable


class Color(Record):
    """One ink or mix, for the screen and, where the style says so, for the press.

    `rgb` holds three values and `cmyk` four, each from 0 to 1. A colour without `cmyk` has no
    press recipe: it is converted for the press. `spot` names an ink of its own, printed at
    `share` of its full strength; `rgb` and `cmyk` are then what it looks like at that share,
    where the ink is not on the press. `All` is not an ink but every one of them (ISO 32000-2
    8.6.6.4).
    """

    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float] | None = None
    spot: str = ""
    share: float = 1.0

    @property
    def is_black(self) -> bool:
        """Whether this is plain black, which the press prints with black ink alone."""
        return self.rgb == (0.0, 0.0, 0.0)

    @property
    def full(self) -> tuple[float, float, float, float]:
        """The process inks that stand in for a spot ink at its full strength."""
        inks = self.cmyk or (0.0, 0.0, 0.0, 1.0)
        share = self.share or 1.0
        cyan, magenta, yellow, black = (min(1.0, ink / share) for ink in inks)
        return cyan, magenta, yellow, black


BLACK = Color((0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0))
WHITE = Color((1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))
# What must stand on every plate: printer's marks.
REGISTRATION = Color((0.0, 0.0, 0.0), (1.0, 1.0, 1.0, 1.0), spot="All")


def tint(color: Color, share: float) -> Color:
    """The colour thinned with white to a share from 0 to 1, its inks by the same share.

    A spot colour stays one.
    """
    red, green, blue = (1 - (1 - value) * share for value in color.rgb)
    if color.cmyk is None:
        return Color((red, green, blue))
    cyan, magenta, yellow, black = (ink * share for ink in color.cmyk)
    inks = (cyan, magenta, yellow, black)
    whole = color.share * share if color.spot else 1.0
    return Color((red, green, blue), inks, color.spot, whole)


def shade(color: Color, share: float) -> Color:
    """The colour darkened with black by a share from 0 to 1.

    One spot ink cannot be darkened: it is mixed of the process inks then.
    """
    red, green, blue = (value * (1 - share) for value in color.rgb)
    if color.cmyk is None:
        return Color((red, green, blue))
    cyan, magenta, yellow, black = color.cmyk
    return Color((red, green, blue), (cyan, magenta, yellow, black + (1 - black) * share))


def lightness(color: Color) -> float:
    """How light a colour looks in grey, from 0 (black) to 1 (white).

    Source: ITU-R BT.601-7 2.5.1: luma.
    """
    red, green, blue = color.rgb
    return 0.299 * red + 0.587 * green + 0.114 * blue


def known_color(text: str, known: Iterable[Color]) -> Color:
    """The colour written `#rrggbb`: the known one that looks like it, with its inks, if any.

    Raises:
        ValueError: as `parse_hex`.
    """
    asked = parse_hex(text)
    alike = (one for one in known if one.rgb == asked.rgb and one.cmyk is not None)
    return next(alike, asked)


def parse_hex(text: str) -> Color:
    """The screen colour written `#rrggbb`.

    Raises:
        ValueError: anything but a `#` and six hexadecimal digits.
    """
    digits = text.removeprefix("#")
    if len(digits) != 6 or text == digits:
        raise ValueError(f"{text!r} is not a colour; write #rrggbb")
    try:
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError as fault:
        raise ValueError(f"{text!r} is not a colour; write #rrggbb") from fault
    return Color((red, green, blue))
