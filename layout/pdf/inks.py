"""The inks of a press: how colours are written where they are printed.

Every colour is process inks or a spot ink. Black alone prints over what is there, so that no
white shows at the edges of text where the plates are a little off; all else takes its place.

Source: ISO 32000-1 8.6.4.4 (DeviceCMYK), 8.6.6.4 (Separation), 8.6.7 (overprint control).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.canvas import box, dictionary, name, row
from layout.pdf.numbers import numbers

if TYPE_CHECKING:
    from layout.color import Color
    from layout.pdf.canvas import Document
    from layout.pdf.press import Press

OVER, INSTEAD = "OV", "KO"  # resources of the two graphics states
# House style: from this share on black alone counts as black, for text.
_BLACK_FROM = 0.95


def is_black(inks: tuple[float, float, float, float]) -> bool:
    """Whether process inks are black alone, which text and thin lines print over the rest."""
    *others, black = inks
    return black >= _BLACK_FROM and not any(others)


class PressInks:
    """The inks of a whole file; colours without a recipe are converted, each once."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self.spots: dict[str, tuple[str, Color]] = {}  # by name: resource, the first colour
        self.converted: dict[Color, tuple[float, float, float, float]] = {}

    def recipe(self, color: Color) -> tuple[float, float, float, float]:
        """The process inks of a colour, from 0 to 1."""
        if color.cmyk is not None:
            return color.cmyk
        if color not in self.converted:
            self.converted[color] = self._press.inks_of(color)
        return self.converted[color]

    def resource_of(self, color: Color) -> str:
        """The resource of a spot colour's space."""
        return self.spots.setdefault(color.spot, (f"S{len(self.spots) + 1}", color))[0]

    def added(self, document: Document) -> dict[str, object]:
        """The spaces and graphics states of the file; a reference for each resource."""
        made: dict[str, object] = {
            resource: document.add(row([name("Separation"), name(spot), *_alternate(color)]))
            for spot, (resource, color) in self.spots.items()
        }
        for resource, on in ((OVER, "true"), (INSTEAD, "false")):
            entries = {"Type": name("ExtGState"), "OP": on, "op": on, "OPM": 1}
            made[resource] = document.add(dictionary(entries))
        return made


def _alternate(color: Color) -> tuple[object, object]:
    """What stands in for a spot ink: process inks, in proportion to its tint (7.10.3)."""
    tint = {
        "FunctionType": 2,
        "Domain": box((0, 1)),
        "C0": box((0, 0, 0, 0)),
        "C1": box(color.full),
        "N": 1,
    }
    return name("DeviceCMYK"), dictionary(tint)


class PageInks:
    """The inks of one page, and what it calls for."""

    def __init__(self, inks: PressInks) -> None:
        self._inks = inks
        self.spaces: dict[str, None] = {}
        self.states: dict[str, None] = {}

    def fill(self, color: Color) -> str:
        """The operators that fill with a colour from here on."""
        return self._set(color, "k", "cs", "scn")

    def stroke(self, color: Color) -> str:
        """The operators that draw lines in a colour from here on."""
        return self._set(color, "K", "CS", "SCN")

    def _set(self, color: Color, process: str, space: str, tint: str) -> str:
        if not color.spot:
            return f"{numbers(*self._inks.recipe(color))} {process}"
        resource = self._inks.resource_of(color)
        self.spaces[resource] = None
        return f"/{resource} {space} {numbers(color.share)} {tint}"

    def is_black(self, color: Color) -> bool:
        """Whether a colour is black ink alone."""
        if color.spot:
            return False
        return is_black(self._inks.recipe(color))

    def state(self, *, over: bool) -> str:
        """The operator that lets what follows overprint, or take the place of what is there."""
        resource = OVER if over else INSTEAD
        self.states[resource] = None
        return f"/{resource} gs"
