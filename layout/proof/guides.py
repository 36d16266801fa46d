"""Guides over a page's picture: its boxes, and the frames and the grid of its layout.

Source: ISO 32000-2 14.11.2 for the boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.geometry import POINTS_PER_INCH, Rect, mm
from layout.images.linework import Stroke, ruled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.images.linework import Ink
    from layout.images.paste import Raster
    from layout.proof.draw import DrawnPdf

# House style: printers ask for 3 to 5 mm between the cut and what must not be cut.
SAFE_MM = 5.0
# House style, the colours that layout programs have made usual: red for the bleed, black for
# the trim, green for the safe area, magenta for columns, cyan for the grid, blue for frames.
MEDIA: Ink = (120, 120, 120, 255)
BLEED: Ink = (214, 40, 40, 255)
TRIM: Ink = (0, 0, 0, 255)
SAFE: Ink = (30, 140, 60, 255)
COLUMN: Ink = (200, 30, 160, 150)
GRID: Ink = (0, 150, 200, 110)
FRAME: Ink = (40, 70, 210, 220)
FRAME_FILL: Ink = (40, 70, 210, 22)


def with_guides(
    pdf: DrawnPdf, index: int, dpi: int, layout: Mapping[str, Any] | None = None
) -> Raster:
    """A page drawn with its guides; without its layout (of the whole file) only with its boxes.

    (Any: JSON values of every kind.)

    Raises:
        KeyError, TypeError, ValueError, IndexError: the layout is damaged.
    """
    scale = dpi / POINTS_PER_INCH
    with pdf.page(index) as page:
        left, _, _, top = page.get_cropbox()
        boxes = [page.get_mediabox(), page.get_bleedbox(), page.get_trimbox()]
    media, bleed, trim = (
        Rect(box[0] - left, top - box[3], box[2] - box[0], box[3] - box[1]) for box in boxes
    )
    strokes: list[Stroke] = []
    if layout is not None:
        row = layout["pages"][index]
        frames = [Rect(*frame["rect"]).moved(trim.x, trim.y) for frame in row["frames"]]
        # Fills first: the lines of the grid are to be seen in the frames.
        strokes += [_stroke(rect, FRAME_FILL, scale, is_filled=True) for rect in frames]
        strokes += _grid(row.get("grid"), trim, scale)
        strokes += [_stroke(rect, FRAME, scale) for rect in frames]
    safe = trim.grown(-mm(SAFE_MM))
    for rect, ink in ((media, MEDIA), (bleed, BLEED), (trim, TRIM), (safe, SAFE)):
        strokes.append(_stroke(rect, ink, scale))
    return ruled(pdf.draw(index, dpi), strokes)


def _stroke(rect: Rect, ink: Ink, scale: float, *, is_filled: bool = False) -> Stroke:
    """A rectangle in points, whose last pixels lie inside it."""
    edges = (rect.x * scale, rect.y * scale, rect.right * scale - 1, rect.bottom * scale - 1)
    return Stroke(*edges, ink, is_filled=is_filled)


def _grid(grid: Mapping[str, Any] | None, trim: Rect, scale: float) -> Iterator[Stroke]:
    """The baselines of all rows, and the edges of the columns."""
    if grid is None:
        return
    area = Rect(*grid["type_area"]).moved(trim.x, trim.y)
    for row in range(int(grid["rows"])):
        y = round((area.y + row * grid["leading"] + grid["baseline"]) * scale)
        yield Stroke(area.x * scale, y, area.right * scale, y, GRID)
    for x, width in grid["columns"]:
        yield _stroke(Rect(x + trim.x, area.y, width, area.height), COLUMN, scale)
