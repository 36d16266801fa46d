"""Guides 版面框: the boxes of the page, its frames, columns and baseline grid, as vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import parse_hex
from layout.display.model import Area, Rule
from layout.geometry import Pt, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import Page
    from layout.pdf.marks.site import Site

# House style: as programs for page make-up draw them.
WEIGHT: Pt = 0.25
BLEED = parse_hex("#d0342c")
TRIM = parse_hex("#ff7f0e")
SAFE = parse_hex("#2e8b57")
TYPE_AREA = parse_hex("#c2378f")
COLUMN = parse_hex("#8a5fd0")
BASELINE = parse_hex("#7cc4e8")
FRAME = parse_hex("#1f6fd0")


def guides(page: Page, site: Site, safe: Pt) -> Iterator[Area | Rule]:
    """The baselines of the grid, the columns, the boxes, the frames, each in its own colour."""
    grid = page.grid
    if grid is not None:
        area = grid.type_area
        for row in range(grid.rows):
            y = area.y + row * grid.leading + grid.baseline
            yield Rule(area.x, y, area.right, y, WEIGHT, BASELINE)
        for x, measure in grid.columns:
            rect = Rect(x, area.y, measure, area.height)
            yield Area(rect, stroke=COLUMN, stroke_width=WEIGHT)
    trim = Rect(0.0, 0.0, page.width, page.height)
    boxes = [(trim.grown(site.bleed), BLEED), (trim, TRIM), (trim.grown(-safe), SAFE)]
    if grid is not None:
        boxes.append((grid.type_area, TYPE_AREA))
    for rect, color in boxes:
        yield Area(rect, stroke=color, stroke_width=WEIGHT)
    for frame in page.frames:
        yield Area(frame.rect, stroke=FRAME, stroke_width=2 * WEIGHT)
