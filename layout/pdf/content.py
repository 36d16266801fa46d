"""A content stream in the making: what was last set need not be said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import BLACK, Color
from layout.pdf.numbers import number, numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.geometry import Pt
    from layout.pdf.inks import PageInks


# House style: black lines up to this weight print over what is there; under wider ones it would
# show through.
THIN = 1.0


class Content:
    """The operators of one page, as text in which every character is one byte.

    `parts` may be appended to freely by operators that change no setting kept here. With `inks`
    colours are those of a press.
    """

    __slots__ = (
        "_dash",
        "_fill",
        "_inks",
        "_over",
        "_overprints",
        "_stroke",
        "_weight",
        "parts",
    )

    def __init__(self, inks: PageInks | None = None) -> None:
        self.parts: list[str] = []
        self._inks = inks
        self._overprints = False
        self._over = False  # whether everything is to
        # A page starts with black and a line width of 1 (ISO 32000-2 table 51), but with no ink
        # of a press.
        start = BLACK if inks is None else None
        self._fill: Color | None = start
        self._stroke: Color | None = start
        self._weight: Pt = 1.0
        self._dash: tuple[Pt, ...] = ()

    def fill_with(self, color: Color, *, over: bool = False) -> None:
        """Fill what follows, text too, with a colour; `over` lets black overprint."""
        if color is not self._fill and color != self._fill:
            self._fill = color
            inks = self._inks
            fill = _color_operator(color, "g", "rg") if inks is None else inks.fill(color)
            self.parts.append(fill)
        if self._inks is not None:
            self.overprint(over=self._over or (over and self._inks.is_black(color)))

    def overprint(self, *, over: bool) -> None:
        """Let what follows print over what is there, or take its place; only on a press."""
        if self._inks is not None and over != self._overprints:
            self._overprints = over
            self.parts.append(self._inks.state(over=over))

    def stroke_with(
        self, color: Color, weight: Pt, dash: tuple[Pt, ...] = (), *, over: bool = False
    ) -> None:
        """Draw the lines that follow in a colour, a weight and a pattern of dashes.

        `over` lets thin black lines overprint.
        """
        if color != self._stroke:
            self._stroke = color
            inks = self._inks
            stroke = _color_operator(color, "G", "RG") if inks is None else inks.stroke(color)
            self.parts.append(stroke)
        if self._inks is not None:
            black = over and weight <= THIN and self._inks.is_black(color)
            self.overprint(over=self._over or black)
        if weight != self._weight:
            self._weight = weight
            self.parts.append(f"{number(weight)} w")
        if dash != self._dash:
            self._dash = dash
            self.parts.append(f"[{numbers(*dash)}] 0 d")

    def begin_apart(self, *, over: bool) -> Callable[[], None]:
        """Save what is set; gives what brings it back. With `over` all prints over the rest."""
        kept = (self._fill, self._stroke, self._weight, self._dash)
        overprints = (self._overprints, self._over)
        self.parts.append("q")
        self._over = self._over or over

        def end() -> None:
            self.parts.append("Q")
            self._fill, self._stroke, self._weight, self._dash = kept
            self._overprints, self._over = overprints

        return end

    def finished(self) -> bytes:
        """The stream's bytes."""
        return "\n".join(self.parts).encode("latin-1")


def _color_operator(color: Color, grey: str, rgb: str) -> str:
    """Plain black is black ink alone, not a mix; all else is RGB."""
    if color.is_black:
        return f"0 {grey}"
    return f"{numbers(*color.rgb)} {rgb}"
