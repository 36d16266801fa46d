"""Colours as a house style names them."""

from __future__ import annotations

from layout.record import Record


class Color(Record):
    """One ink or mix, for the screen and, where the style says so, for the press.

    `rgb` holds three values and `cmyk` four, each from 0 to 1. A colour without `cmyk` has no
    press recipe yet. `spot` names the colorant of an ink of its own; `All` is every ink of the
    press (ISO 32000-2 8.6.6.4).
    """

    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float] | None = None
    spot: str = ""

    @property
    def is_black(self) -> bool:
        """Whether this is plain black, which the press prints with black ink alone."""
        return self.rgb == (0.0, 0.0, 0.0)


BLACK = Color((0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0))
# What stands on every plate: printers' marks.
REGISTRATION = Color((0.0, 0.0, 0.0), (1.0, 1.0, 1.0, 1.0), spot="All")
WHITE = Color((1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))


def tint(color: Color, share: float) -> Color:
    """The colour thinned with white to a share from 0 to 1, its inks by the same share."""
    red, green, blue = (1 - (1 - value) * share for value in color.rgb)
    if color.cmyk is None:
        return Color((red, green, blue))
    cyan, magenta, yellow, black = (ink * share for ink in color.cmyk)
    return Color((red, green, blue), (cyan, magenta, yellow, black))


def shade(color: Color, share: float) -> Color:
    """The colour darkened with black by a share from 0 to 1."""
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
