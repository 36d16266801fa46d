"""The colour bar 色标: patches that a densitometer reads while the press runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import Color
from layout.display.model import Area
from layout.geometry import Pt, Rect, mm
from layout.pdf.marks.site import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.pdf.marks.site import MarkSizes, Site

# A densitometer's aperture is 3 to 3.5 mm wide: with 1 mm around it a patch is read surely.
PATCH: Pt = mm(6)

_SOLIDS = (
    (1.0, 0.0, 0.0, 0.0),
    (0.0, 1.0, 0.0, 0.0),
    (0.0, 0.0, 1.0, 0.0),
    (0.0, 0.0, 0.0, 1.0),
)
_OVERPRINTS = (
    (0.0, 1.0, 1.0, 0.0),
    (1.0, 0.0, 1.0, 0.0),
    (1.0, 1.0, 0.0, 0.0),
    (1.0, 1.0, 1.0, 0.0),
)
# Tones of the three inks that look as grey as black of 75, 50 and 25 percent beside them.
# Source: ISO 12647-2:2004, grey balance by table.
_BALANCED = ((0.75, 0.64, 0.64, 0.0), (0.5, 0.4, 0.4, 0.0), (0.25, 0.19, 0.19, 0.0))
_STEPS = (0.75, 0.5, 0.25, 0.1)


def colour_bar(site: Site) -> tuple[Area, ...]:
    """Solids, overprints, grey balance beside steps of black, in the rows that are free.

    Where a small page has no room for all, the last ones are left out.
    """
    return tuple(
        Area(place, Color(_on_screen(inks), inks))
        for place, inks in zip(_places(site), recipes(), strict=False)
    )


def recipes() -> tuple[tuple[float, float, float, float], ...]:
    """The inks of every patch, in order: cyan, magenta, yellow, black, each from 0 to 1."""
    steps = [(0.0, 0.0, 0.0, step) for step in _STEPS]
    beside = [inks for pair in zip(_BALANCED, steps, strict=False) for inks in pair]
    return (*_SOLIDS, *_OVERPRINTS, *beside, *steps[len(_BALANCED) :])


def _places(site: Site) -> Iterator[Rect]:
    for row in list(site.stretches(PATCH))[:-2]:  # the foot is the slug line's
        upright = row.height > row.width
        length = max(row.width, row.height) if min(row.width, row.height) else 0.0
        count = int(length / PATCH + 1e-6)
        for at in range(count):
            dx, dy = (0.0, at * PATCH) if upright else (at * PATCH, 0.0)
            yield Rect(row.x + dx, row.y + dy, PATCH, PATCH)


def _on_screen(inks: tuple[float, float, float, float]) -> tuple[float, float, float]:
    """About how a screen shows inks (ISO 32000-2 10.4.2.5)."""
    cyan, magenta, yellow, black = inks
    return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))


def _reach(sizes: MarkSizes) -> Pt:
    return sizes.offset + PATCH


MARK = Mark("colour-bar", _reach, colour_bar)
