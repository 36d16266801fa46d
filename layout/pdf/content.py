"""A content stream in the making: what was last set need not be said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import BLACK, Color
from layout.pdf.numbers import number, numbers

if TYPE_CHECKING:
    from layout.geometry import Pt


class Content:
    """The operators of one page, as text in which every character is one byte.

    `parts` may be appended to freely by operators that change no setting kept here.
    """

    __slots__ = ("_dash", "_fill", "_stroke", "_weight", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        # A page starts with black and a line width of 1 (ISO 32000-2 table 51).
        self._fill = BLACK
        self._stroke = BLACK
        self._weight: Pt = 1.0
        self._dash: tuple[Pt, ...] = ()

    def fill_with(self, color: Color) -> None:
        """Fill what follows, text too, with a colour."""
        if color is not self._fill and color != self._fill:
            self._fill = color
            self.parts.append(_color_operator(color, "g", "rg"))

    def stroke_with(self, color: Color, weight: Pt, dash: tuple[Pt, ...] = ()) -> None:
        """Draw the lines that follow in a colour, a weight and a pattern of dashes."""
        if color != self._stroke:
            self._stroke = color
            self.parts.append(_color_operator(color, "G", "RG"))
        if weight != self._weight:
            self._weight = weight
            self.parts.append(f"{number(weight)} w")
        if dash != self._dash:
            self._dash = dash
            self.parts.append(f"[{numbers(*dash)}] 0 d")

    def finished(self) -> bytes:
        """The stream's bytes."""
        return "\n".join(self.parts).encode("latin-1")


def _color_operator(color: Color, grey: str, rgb: str) -> str:
    """Plain black is black ink alone, not a mix; all else is RGB."""
    if color.is_black:
        return f"0 {grey}"
    return f"{numbers(*color.rgb)} {rgb}"
