"""What an output is for: the record that every profile fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Pt, mm
from layout.pdf.marks.site import MarkSizes, Site
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import Item, Page
    from layout.pdf.marks.site import Mark

# House style: what stays white between the outermost mark and the sheet's edge.
EDGE: Pt = mm(2)


class Profile(Record):
    """How pages become a file: what shows around the trim and what the file says of itself.

    Where the bleed shows it is the page's, or `bleed` where that is more; `marks` of these
    `sizes` stand around it, and a slug line where `slug_line` says so. `notes` is how far from
    the bleed all else that stands there reaches. No text stands nearer to the trim than `safe`.
    A file that `proofs` shows what is for the eyes of the house alone, in layers that can be
    switched off.

    A picture with fewer than `least_ppi` pixels to an inch is told. `standards` are the names
    of those a file keeps where none are asked for (`layout.pdf.standards`). A `tagged` file
    says what its content is.
    """

    name: str
    summary: str
    pdf_version: tuple[int, int] = (1, 7)
    shows_bleed: bool = False
    bleed: Pt = 0.0
    safe: Pt = 0.0
    marks: tuple[Mark, ...] = ()
    sizes: MarkSizes = MarkSizes()
    slug_line: bool = False
    notes: Pt = 0.0
    proofs: bool = False
    least_ppi: float = 0.0
    standards: tuple[str, ...] = ()
    tagged: bool = False

    @property
    def reach(self) -> Pt:
        """How far from the bleed the marks reach."""
        return max((mark.reach(self.sizes) for mark in self.marks), default=0.0)

    @property
    def slug(self) -> Pt:
        """The room outside the bleed on every side, for marks and notes: what they take."""
        taken = max(self.reach, self.notes)
        return taken + EDGE if taken else 0.0

    def bleed_of(self, page: Page) -> Pt:
        """The bleed of a page that shows."""
        return max(page.bleed, self.bleed) if self.shows_bleed else 0.0

    def site_of(self, page: Page) -> Site:
        """The page as its marks see it."""
        folded = any(mark.name == "fold" for mark in self.marks)
        bleed = self.bleed_of(page)
        return Site(page.width, page.height, bleed, page.side, self.sizes, folded)

    def marks_on(self, page: Page) -> Iterator[Item]:
        """The items of every mark of a page."""
        site = self.site_of(page)
        for mark in self.marks:
            yield from mark.draw(site)
