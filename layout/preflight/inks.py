"""Inks of a colour, and what a press thinks of them.

Shares of ink go from 0 to 1; a spot ink counts as one of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from layout.color import Color

# Less of an ink than this does not show on the plate as a dot.
LEAST_INK = 0.02
# From so much black on, a colour is read as black.
NEAR_BLACK = 0.85
_WHITE_FROM = 0.999


class Inks(Record):
    """Cyan, magenta, yellow and black of a colour, and its spot inks with their shares.

    `rgb` is set where the file gives no inks but a colour of the screen.
    """

    cmyk: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    spots: tuple[tuple[str, float], ...] = ()
    rgb: tuple[float, float, float] | None = None
    known: bool = True  # False for patterns and shadings

    @property
    def count(self) -> int:
        """How many inks print: how many plates must be in register.

        A colour of the screen that is no grey becomes at least two.
        """
        if self.rgb is not None:
            return 1 + (max(self.rgb) - min(self.rgb) > LEAST_INK)
        own = sum(share > LEAST_INK for share in self.cmyk)
        return own + sum(share > LEAST_INK for _, share in self.spots)

    @property
    def total(self) -> float:
        """All inks together, in percent."""
        return 100 * (sum(self.cmyk) + sum(share for _, share in self.spots))

    @property
    def is_rich_black(self) -> bool:
        """Whether it is black with other inks under it."""
        if self.rgb is not None:
            return max(self.rgb) < 1 - NEAR_BLACK and max(self.rgb) - min(self.rgb) < 0.1
        return self.cmyk[3] >= NEAR_BLACK and self.count > 1 and not self.is_registration

    @property
    def is_registration(self) -> bool:
        """Whether it prints on every plate, as marks do."""
        return any(name == "All" for name, _ in self.spots)

    @property
    def is_white(self) -> bool:
        """Whether it is the paper's own white: no ink at all."""
        if self.rgb is not None:
            return min(self.rgb) >= _WHITE_FROM
        return self.known and self.total < 0.1

    @property
    def words(self) -> str:
        """The colour as a printer writes it: C90 M40 Y45 K25."""
        if self.rgb is not None:
            return "RGB " + " ".join(str(round(255 * value)) for value in self.rgb)
        names = zip("CMYK", self.cmyk, strict=True)
        shares = [f"{name}{round(100 * share)}" for name, share in names if share > LEAST_INK]
        shares += [f"{name} {round(100 * share)}" for name, share in self.spots]
        return " ".join(shares) or "no ink"


def inks_of(color: Color) -> Inks:
    """The inks of a palette's colour; without a recipe it is one of the screen."""
    if color.spot:
        return Inks(spots=((color.spot, color.share),))
    if color.cmyk is None:
        return Inks(rgb=color.rgb)
    return Inks(color.cmyk)
