"""Registration marks 套准线: what shows whether the plates lie over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import REGISTRATION
from layout.display.model import Path, Rule
from layout.pdf.marks.site import Mark, by_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.geometry import Pt
    from layout.pdf.marks.site import Site

# The ring's radius, as a share of the mark's length; the cross goes beyond it.
_RING = 0.3
# How far a Bézier's handles reach to draw a quarter of a circle: 4/3·(√2 - 1).
_QUARTER_CIRCLE = 0.5522847498


def registration_marks(site: Site) -> tuple[Rule | Path, ...]:
    """A cross in a ring at the middle of each side."""
    out = site.near + site.sizes.length / 2
    middles = (
        (site.width / 2, -out),
        (site.width / 2, site.height + out),
        (-out, site.height / 2),
        (site.width + out, site.height / 2),
    )
    return tuple(item for x, y in middles for item in _crossed_ring(x, y, site))


def _crossed_ring(x: Pt, y: Pt, site: Site) -> Iterator[Rule | Path]:
    weight, arm = site.sizes.weight, site.sizes.length / 2
    yield Rule(x - arm, y, x + arm, y, weight, REGISTRATION)
    yield Rule(x, y - arm, x, y + arm, weight, REGISTRATION)
    yield _ring(x, y, site.sizes.length * _RING, weight)


def _ring(x: Pt, y: Pt, radius: Pt, weight: Pt) -> Path:
    reach = radius * _QUARTER_CIRCLE
    return Path(
        (x + radius, y),
        (
            (x + radius, y + reach, x + reach, y + radius, x, y + radius),
            (x - reach, y + radius, x - radius, y + reach, x - radius, y),
            (x - radius, y - reach, x - reach, y - radius, x, y - radius),
            (x + reach, y - radius, x + radius, y - reach, x + radius, y),
        ),
        closed=True,
        stroke=REGISTRATION,
        stroke_width=weight,
    )


MARK = Mark("registration", by_length, registration_marks)
