"""What a number or a length of a house style may be, whatever else the style says.

The bounds are wide: they hold what a designer could want, from a label to a wall sheet, and
leave out what no page can show. What depends on other values stands in `layout.styles.fit`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.geometry import POINTS_PER_MM, Pt
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping


class Range(Record):
    """The least and the most a value may be, in `unit`: mm, pt, em, rows, or none."""

    least: float
    most: float
    unit: str = ""

    @property
    def told(self) -> str:
        """The range in words."""
        space = " " if self.unit == "rows" else ""
        least, most = (f"{bound:g}{space}{self.unit}" for bound in (self.least, self.most))
        return f"it may be from {least} to {most}"

    def bounds(self, em: Pt) -> tuple[float, float]:
        """Both ends as values are kept: lengths in points, where `em` is one em."""
        factor = {"mm": POINTS_PER_MM, "em": em}.get(self.unit, 1.0)
        return self.least * factor, self.most * factor


# ISO 32000-2 annex C: a page measures 14,400 units at most, which is 5080 mm.
_SIDE = Range(10, 5000, "mm")
_ON_PAGE = Range(0, 5000, "mm")
_BLEED = Range(0, 50, "mm")
_SIZE = Range(1, 2000, "pt")
_MEASURE = Range(1, 500, "em")
_COLUMNS = Range(1, 24)
_ROWS = Range(0, 1000, "rows")
_STROKE = Range(0, 20, "mm")
_WHITE_EM = Range(0, 50, "em")
_INDENT = Range(-5, 50, "em")

# By section and key.
RANGES: Mapping[str, Range] = MappingProxyType(
    {
        "page.trim": _SIDE,
        "page.bleed": _BLEED,
        "page.spine_margin": _ON_PAGE,
        "page.head_margin": _ON_PAGE,
        "page.columns": _COLUMNS,
        "page.measure": _MEASURE,
        "page.column_gap": _WHITE_EM,
        "page.em": _SIZE,
        "page.leading": Range(1, 14400, "pt"),
        "page.rows": Range(1, 1000, "rows"),
        "text_styles.size": _SIZE,
        "text_styles.leading": Range(0, 14400, "pt"),
        "text_styles.indent": _INDENT,
        "text_styles.hanging": _INDENT,
        # Letters set tighter than this run over each other: many are a quarter of an em wide.
        "text_styles.tracking": Range(-0.25, 5, "em"),
        "text_styles.autospace": Range(0, 2, "em"),
        "text_styles.space_before": _ROWS,
        "text_styles.space_after": _ROWS,
        "masters.columns": _COLUMNS,
        "masters.measure": _MEASURE,
        "masters.measures": _MEASURE,
        "masters.column_gap": _WHITE_EM,
        "masters.sink": _ROWS,
        "heads.space_after": _ROWS,
        "heads.minimum_rows": _ROWS,
        "kinds.drop_cap": Range(0, 50, "rows"),
        "kinds.vertical_rows": Range(0, 200, "rows"),
        "boxes.stroke_width": _STROKE,
        "boxes.bar_width": _STROKE,
        "boxes.radius": Range(0, 200, "mm"),
        "boxes.padding_em": _WHITE_EM,
        "boxes.padding_rows": _ROWS,
        "boxes.space_rows": _ROWS,
        "boxes.inner_columns": _COLUMNS,
        "boxes.full_from_rows": Range(0, 100_000, "rows"),
        "boxes.min_rows": _ROWS,
        "running_head.baseline": _ON_PAGE,
        "running_head.rule_y": _ON_PAGE,
        "running_head.rule_width": _STROKE,
        "running_head.gap_em": _WHITE_EM,
        "folio.baseline": _ON_PAGE,
        "folio.outset": Range(-5000, 5000, "mm"),
        "cover.masthead_baseline": _ON_PAGE,
        "cover.latin_baseline": _ON_PAGE,
        "cover.issue_line_baseline": _ON_PAGE,
        "cover.lines_top": _ON_PAGE,
        "cover.lines_x": _ON_PAGE,
        "cover.lines_measure": _MEASURE,
    }
)
