"""Where marks stand: the edges of a page outside its bleed, and what a mark is.

Source: ISO 32000-2 14.11.3 leaves the shape of marks to the printer; these are the usual ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.geometry import Pt, Rect, mm
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layout.display.model import Item

# House style: what is usual where the printer says nothing.
LENGTH_MM = 5.0
OFFSET_MM = 1.0
WEIGHT: Pt = 0.25
# Between a mark and its neighbour in the same row.
CLEARANCE: Pt = mm(2)


class MarkSizes(Record):
    """How large marks are and how far from the bleed, in points."""

    length: Pt = mm(LENGTH_MM)
    offset: Pt = mm(OFFSET_MM)
    weight: Pt = WEIGHT


class Site(Record):
    """A page as its marks see it: the trim's size, the bleed, and which side the spine is.

    `folded` says that the spine is marked as a fold: no knife goes there.
    """

    width: Pt
    height: Pt
    bleed: Pt
    side: str  # recto | verso
    sizes: MarkSizes = MarkSizes()
    folded: bool = False

    @property
    def near(self) -> Pt:
        """From the trim to where marks begin."""
        return self.bleed + self.sizes.offset

    @property
    def spine(self) -> Pt:
        """The x of the trim's edge at the spine."""
        return 0.0 if self.side == "recto" else self.width

    @property
    def uprights(self) -> tuple[tuple[Pt, Pt], tuple[Pt, Pt]]:
        """The ends of upright lines over and under the page."""
        near, far = self.near, self.near + self.sizes.length
        return (-far, -near), (self.height + near, self.height + far)

    def stretches(self, depth: Pt) -> Iterator[Rect]:
        """Room for rows `depth` deep beside the bleed, clear of crop and registration marks.

        The two halves of the head, of the left and right side, and of the foot, in this order.
        """
        near = self.near
        across, down = self._halves(self.width), self._halves(self.height)
        for start, length in across:
            yield Rect(start, -near - depth, length, depth)
        for x in (-near - depth, self.width + near):
            for start, length in down:
                yield Rect(x, start, depth, length)
        for start, length in across:
            yield Rect(start, self.height + near, length, depth)

    def _halves(self, length: Pt) -> tuple[tuple[Pt, Pt], tuple[Pt, Pt]]:
        """Start and length of what an edge has free before and after its middle."""
        free = length / 2 - self.sizes.length / 2 - 2 * CLEARANCE
        free = max(0.0, free)
        return (CLEARANCE, free), (length - CLEARANCE - free, free)


Draw: TypeAlias = "Callable[[Site], tuple[Item, ...]]"


class Mark(Record):
    """One kind of printer's mark.

    `reach` is how far from the bleed it goes, by the sizes; `draw` gives its items, in the
    page's own coordinates, none of them within the bleed.
    """

    name: str
    reach: Callable[[MarkSizes], Pt]
    draw: Draw


def by_length(sizes: MarkSizes) -> Pt:
    """The reach of a mark as long as the printer asks."""
    return sizes.offset + sizes.length
