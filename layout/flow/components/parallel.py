"""Copy in columns beside each other: before and after, text and translation (对照)."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from layout.content.model import Parallel
from layout.flow.boxes import box_graphics, inner_setting, trimmed
from layout.flow.galley import set_blocks
from layout.flow.model import Box, BreakAfter, Entry, Strip
from layout.flow.registry import sets
from layout.flow.strips import bound, collapse_spaces, only_strips, shifted, stack, text_strips
from layout.geometry import Rect, whole_ems
from layout.record import Record
from layout.styles.model import BoxStyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layout.flow.setting import Setting
    from layout.geometry import Pt

OPEN = BoxStyle("parallel", padding_em=0.0, padding_rows=0)


class _Column(Record):
    """One column: its box, where it begins and how wide it is, and its strips."""

    style: BoxStyle
    x: Pt
    width: Pt
    strips: tuple[Strip, ...]

    @property
    def feet(self) -> tuple[int, ...]:
        """The row each strip ends at."""
        return tuple(accumulate(strip.rows for strip in self.strips))

    @property
    def rows(self) -> int:
        """How many rows its copy takes."""
        return sum(strip.rows for strip in self.strips)

    def may_end(self, row: int) -> bool:
        """Whether a page may end behind that row, or the column has ended already."""
        if row >= self.rows:
            return True
        after = dict(zip(self.feet, self.strips, strict=True)).get(row)
        return after is not None and after.break_after is not BreakAfter.FORBIDDEN


@sets(Parallel)
def parallel(block: Parallel, setting: Setting) -> tuple[Entry, ...]:
    """Columns that begin on one row, each in its box; all boxes are as tall as the tallest.

    They keep together. What is taller than a page stands without boxes, and breaks where all
    columns may.
    """
    setting = setting.under("group")
    columns = _columns(block, setting)
    named = setting.under("head", block.head)
    head = text_strips(block.head, "parallel-title", named, span=block.span)
    padding = max(column.style.padding_rows for column in columns)
    rows = max(column.rows for column in columns) + 2 * padding
    if rows + sum(strip.rows for strip in head) > setting.house.page.rows:
        return (*_held(head), *_abreast(columns, setting))
    boxes = [(_box(column, rows, setting), 0) for column in columns]
    copy = [(stack(column.strips, setting.row), padding) for column in columns]
    return (*_held(head), _overlaid([*boxes, *copy], rows, setting))


def _held(head: tuple[Strip, ...]) -> tuple[Strip, ...]:
    return bound(head, with_next=True) if head else ()


def _columns(block: Parallel, setting: Setting) -> list[_Column]:
    em, gap, count = setting.house.page.em, setting.master.column_gap, len(block.columns)
    room = (setting.measure - (count - 1) * gap) / count
    width = max(whole_ems(room, em), em)
    columns = []
    for number, blocks in enumerate(block.columns):
        style = _style_of(block.kind, number + 1, setting)
        own = setting.part(number + 1, "group")
        inner = inner_setting(own.within(width), style)
        strips = trimmed(collapse_spaces(only_strips(set_blocks(blocks, inner))))
        x = number * (width + gap)
        dx = x + (width - inner.measure) / 2
        columns.append(_Column(style, x, width, tuple(shifted(one, dx) for one in strips)))
    return columns


def _style_of(kind: str, number: int, setting: Setting) -> BoxStyle:
    """The box of a column: its own in its kind, that of the kind, its own, that of all."""
    named = [f"parallel-{kind}-{number}", f"parallel-{kind}"] if kind else []
    boxes = setting.house.boxes
    for name in (*named, f"parallel-{number}", "parallel"):
        if name in boxes:
            return boxes[name]
    return OPEN


def _box(column: _Column, rows: int, setting: Setting) -> Strip:
    rect = Rect(column.x, 0.0, column.width, rows * setting.row)
    box = Box(column.style, setting.accent, column.width)
    return Strip(rows, graphics=box_graphics(box, rect, setting.house))


def _abreast(columns: Sequence[_Column], setting: Setting) -> Iterator[Strip]:
    """The columns' strips side by side, cut at every row where all of them may be."""
    heads = [
        [foot - strip.rows for foot, strip in zip(column.feet, column.strips, strict=True)]
        for column in columns
    ]
    start = 0
    for row in range(1, max(column.rows for column in columns) + 1):
        if all(column.may_end(row) for column in columns):
            inside = [
                (strip, head - start)
                for column, rows in zip(columns, heads, strict=True)
                for strip, head in zip(column.strips, rows, strict=True)
                if start <= head < row
            ]
            yield _overlaid(inside, row - start, setting)
            start = row


def _overlaid(placed: Iterable[tuple[Strip, int]], rows: int, setting: Setting) -> Strip:
    """Strips at their rows, as one."""
    lowered = [shifted(strip, 0.0, row * setting.row) for strip, row in placed]
    return Strip(
        rows,
        tuple(piece for strip in lowered for piece in strip.pieces),
        tuple(graphic for strip in lowered for graphic in strip.graphics),
    )
