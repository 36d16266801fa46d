"""The boxes of a page and the way from the display list's coordinates to the file's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from layout.display.model import Page
    from layout.geometry import Pt, Rect
    from layout.pdf.profile import Profile


class PageBoxes(Record):
    """Where a page stands on its sheet: origin at the sheet's bottom left, y upward.

    `left` and `top` are what a place on the page needs to become a place on the sheet:
    `left + x` and `top - y`.

    Source: ISO 32000-2 14.11.2.
    """

    media: tuple[Pt, Pt, Pt, Pt]
    bleed: tuple[Pt, Pt, Pt, Pt]
    trim: tuple[Pt, Pt, Pt, Pt]
    left: Pt
    top: Pt

    def flipped(self, rect: Rect) -> tuple[Pt, Pt, Pt, Pt]:
        """The left, lower, right and upper edge of a rectangle of the page, on the sheet."""
        left, top = self.left, self.top
        return left + rect.x, top - rect.bottom, left + rect.right, top - rect.y


def boxes_of(page: Page, profile: Profile) -> PageBoxes:
    """The boxes a profile gives a page: the sheet ends at the trim, or goes out to the slug."""
    bleed = profile.bleed_of(page)
    outside = bleed + profile.slug
    trim = (outside, outside, outside + page.width, outside + page.height)
    return PageBoxes(
        media=(0.0, 0.0, page.width + 2 * outside, page.height + 2 * outside),
        bleed=(trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed),
        trim=trim,
        left=outside,
        top=outside + page.height,
    )
