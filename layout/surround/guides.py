"""Guides 版面框: the boxes of the page, its frames, columns and baseline grid, as vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import parse_hex
from layout.display.model import Area, Rule
from layout.flow.setting import baseline_in
from layout.geometry import Pt, Rect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import Page
    from layout.pdf.marks.site import Site
    from layout.styles.model import HouseStyle

# House style: as programs for page make-up draw them.
WEIGHT: Pt = 0.25
BLEED = parse_hex("#d0342c")
TRIM = parse_hex("#ff7f0e")
SAFE = parse_hex("#2e8b57")
TYPE_AREA = parse_hex("#c2378f")
COLUMN = parse_hex("#8a5fd0")
BASELINE = parse_hex("#7cc4e8")
FRAME = parse_hex("#1f6fd0")


def guides(page: Page, house: HouseStyle, site: Site, safe: Pt) -> Iterator[Area | Rule]:
    """The baselines of the grid, the columns, the boxes, the frames, each in its own colour."""
    geometry = house.page
    left, top = geometry.left(page.side), geometry.head_margin
    area = Rect(left, top, geometry.full_measure, geometry.rows * geometry.leading)
    first = baseline_in(geometry.leading, geometry.em)
    for row in range(geometry.rows):
        y = top + row * geometry.leading + first
        yield Rule(area.x, y, area.right, y, WEIGHT, BASELINE)
    yield from _columns(page, house, area)
    trim = Rect(0.0, 0.0, page.width, page.height)
    boxes = ((trim.grown(site.bleed), BLEED), (trim, TRIM), (trim.grown(-safe), SAFE))
    for rect, color in (*boxes, (area, TYPE_AREA)):
        yield Area(rect, stroke=color, stroke_width=WEIGHT)
    for frame in page.frames:
        yield Area(frame.rect, stroke=FRAME, stroke_width=2 * WEIGHT)


def _columns(page: Page, house: HouseStyle, area: Rect) -> Iterator[Area]:
    master = house.masters.get(page.master)
    if master is None:
        return
    for at, measure in enumerate(master.column_measures(page.side)):
        x = area.x + master.column_x(at, page.side)
        rect = Rect(x, area.y, measure, area.height)
        yield Area(rect, stroke=COLUMN, stroke_width=WEIGHT)
