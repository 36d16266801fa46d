"""A sheer colour over others: what each looks like under it, process inks and spot inks apart.

Source: ISO 32000-1 11.3.3 (basic compositing), 11.7.3 (a paint that does not name a spot ink
counts as none of it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import Color, tint
from layout.images.flattening import PAPER, Veil
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.images.flattening import Inks

_LEAST = 1e-9  # of an ink: less is none


class Sheer(Record):
    """A colour that lies over others at an opacity from 0 to 1."""

    veil: Veil  # its process inks
    color: Color
    recipe: Callable[[Color], Inks]

    @classmethod
    def of(cls, color: Color, opacity: float, recipe: Callable[[Color], Inks]) -> Sheer:
        """A colour at an opacity; `recipe` gives the process inks of any colour."""
        inks = PAPER if color.spot else recipe(color)
        return cls(Veil(inks, opacity), color, recipe)

    def first(self, under: Color) -> Color:
        """What is painted first for a colour under this one, in the place of all inks.

        That is one spot ink where there is nothing else, otherwise the process inks.
        """
        alone = self._alone(under)
        return alone if alone is not None else self._process(under)

    def spots_over(self, under: Color) -> dict[str, Color]:
        """The spot inks that print over `first`, by their names."""
        return {} if self._alone(under) is not None else self.spots(under)

    def spot_over(self, spot: str, under: Color) -> Color | None:
        """One of the spot inks that print over `first`, if it does."""
        return self.spots_over(under).get(spot)

    def on_plate(self, under: Color) -> Color:
        """A colour that prints over others, as it looks on its own plate.

        That is a spot ink, or black ink alone.
        """
        if under.spot:
            return self.spots(under).get(under.spot, under)
        black = self._process_inks(under)[3]
        return Color(_screen(self.color, under, self.veil.opacity), (0.0, 0.0, 0.0, black))

    def _alone(self, under: Color) -> Color | None:
        spots = list(self.spots(under).values())
        if len(spots) != 1 or max(self._process_inks(under)) > _LEAST:
            return None
        return spots[0]

    def _process_inks(self, under: Color) -> Inks:
        return self.veil.over(PAPER if under.spot else self.recipe(under))

    def _process(self, under: Color) -> Color:
        return Color(_screen(self.color, under, self.veil.opacity), self._process_inks(under))

    def spots(self, under: Color) -> dict[str, Color]:
        """The spot inks that a colour under this one becomes, by their names."""
        opacity = self.veil.opacity
        shares: dict[str, float] = {}
        for color, weight in ((under, 1 - opacity), (self.color, opacity)):
            if color.spot:
                shares[color.spot] = shares.get(color.spot, 0.0) + color.share * weight
        named = {color.spot: color for color in (self.color, under)}
        return {
            spot: _at(named[spot], share) for spot, share in shares.items() if share > _LEAST
        }


def _at(color: Color, share: float) -> Color:
    """A spot colour at another share of its ink."""
    if color.share <= 0:
        return color
    if share <= color.share:
        return tint(color, share / color.share)
    full = tint(Color(color.rgb, color.full, color.spot, 1.0), share)
    return Color(color.rgb, full.cmyk, color.spot, share)


def _screen(over: Color, under: Color, opacity: float) -> tuple[float, float, float]:
    red, green, blue = (
        top * opacity + below * (1 - opacity)
        for top, below in zip(over.rgb, under.rgb, strict=True)
    )
    return red, green, blue
