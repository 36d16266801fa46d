"""The pages that findings stand on, as pictures with the places of the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Rect
from layout.preflight.model import NO_PAGE
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.preflight.run import Checked

DPI = 84
# A place smaller than this is drawn so large, or nobody would see it. Points.
_LEAST_BOX = 7.0


class PagePicture(Record):
    """A page as a JPEG file; `left` and `top` are where the trim's corner stands in it.

    `width` and `height` are in points.
    """

    index: int
    label: str
    width: float
    height: float
    left: float
    top: float
    jpeg: bytes

    def share_of(self, rect: Rect) -> Rect | None:
        """A rectangle of the page in percents of the picture; None where it is outside."""
        x, width = _seen(rect.x + self.left, rect.width, self.width)
        y, height = _seen(rect.y + self.top, rect.height, self.height)
        if width <= 0 or height <= 0:
            return None
        return Rect(
            100 * x / self.width,
            100 * y / self.height,
            100 * width / self.width,
            100 * height / self.height,
        )


def _seen(start: float, length: float, side: float) -> tuple[float, float]:
    """The part of a stretch that lies within a side, large enough to be seen."""
    missing = max(_LEAST_BOX - length, 0.0)
    first, last = start - missing / 2, start + length + missing / 2
    if last < 0 or first > side:
        return 0.0, 0.0
    first, last = max(first, 0.0), min(last, side)
    return first, max(last - first, min(_LEAST_BOX, side - first))


def page_pictures(checked: Checked, pdf: bytes) -> tuple[PagePicture, ...]:
    """The pages with findings, in order; `pdf` shows an issue's pages without their bleed."""
    from layout.images.paste import jpeg_of
    from layout.proof.draw import DrawnPdf

    wanted = sorted({one.page_index for one in checked.findings} - {NO_PAGE})
    found = []
    with DrawnPdf(pdf, checked.name) as drawn:
        for index in wanted:
            if index < len(drawn.labels):
                place = _place(checked, index)
                picture = jpeg_of(drawn.draw(index, DPI))
                label = _label(checked.labels, index)
                found.append(PagePicture(index, label, *place, picture))
    return tuple(found)


def _label(labels: Sequence[str], index: int) -> str:
    return labels[index] if index < len(labels) else str(index + 1)


def _place(checked: Checked, index: int) -> tuple[float, float, float, float]:
    """Width and height of what is shown of a page, and where its trim begins in it."""
    if checked.sheets:
        sheet = checked.sheets[index]
        shown, trim = sheet.shown, sheet.trim
        return shown.width, shown.height, trim.x - shown.x, shown.bottom - trim.bottom
    page = checked.pages.pages[index]
    return page.width, page.height, 0.0, 0.0
