"""A page while blocks look for their places on it: what stands over and under its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.distribute import Region
from layout.flow.model import Band, ColumnFill, Float, PlacedFloat
from layout.geometry import Pt, whole_ems
from layout.record import Record, replace
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.styles.model import Master

# White between a float and the columns, and between two floats, in rows.
FLOAT_GAP = 1
# Copy shallower than this beside floats is not worth a page's attention: the float waits.
LEAST_COPY_ROWS = 6
# Less room than this over or under a float in a column is left white.
LEAST_ROOM_ROWS = 3

# White at the side of a block that copy goes around, and the least measure beside it, in em.
BESIDE_GAP_EM = 1
LEAST_BESIDE_EM = 7

# Places that depend on which side of the spread a page is.
SIDED = frozenset({"inner", "outer", "facing"})


class Notch(Record):
    """A rectangle that copy goes around: rows from `row` to before `end`, x in points.

    x counts from the first column's left edge.
    """

    row: int
    end: int
    left: Pt
    right: Pt


class Sheet(Record):
    """Columns (from the left) with the rows that are free in each, and the floats around them.

    `tops` are the first rows of the columns, `bottoms` the rows after their last. Where blocks
    stand in mid-page there are `bands`: `above` is what the columns hold that is settled. Of
    the columns from the left `begun` hold some of it, and as many as are `closed` take no more.
    """

    master: Master
    side: str  # recto | verso
    tops: tuple[int, ...]
    bottoms: tuple[int, ...]
    page_rows: int
    floats: tuple[PlacedFloat, ...] = ()
    foot: tuple[tuple[Float, range], ...] = ()
    notches: tuple[Notch, ...] = ()
    bands: tuple[Band, ...] = ()
    above: tuple[ColumnFill, ...] = ()
    begun: int = 0
    closed: int = 0

    @property
    def has_slots(self) -> bool:
        """Whether lines of copy find other measures than one for all."""
        return bool(self.notches or self.master.measures)

    @property
    def top(self) -> int:
        """The first row that any column has free."""
        return min(self.tops)

    @property
    def bottom(self) -> int:
        """The row after the last one that any column has free."""
        return max(self.bottoms)

    @property
    def region(self) -> Region:
        """The columns as copy finds them."""
        count = self.master.columns
        even = len(set(self.tops)) == 1 and len(set(self.bottoms)) == 1
        if even:
            return Region(count, self.top, max(self.top, self.bottom), self.page_rows)
        bottoms = tuple(map(max, self.tops, self.bottoms))
        return Region(count, self.top, max(bottoms), self.page_rows, self.tops, bottoms)

    def columns_for(self, block: Float, here: int) -> range:
        """The columns that the block stands in, when it was met in column `here`."""
        count = self.master.columns
        span = min(block.span or count, count)
        if span == 1 and self.master.measures and block.place not in {"inner", "outer"}:
            measures = self.master.column_measures(self.side)
            here = measures.index(max(measures))
        inner = 0 if self.side == "recto" else count - span
        starts = {"inner": inner, "outer": count - span - inner}
        start = min(starts.get(block.place, here), count - span)
        return range(start, start + span)

    def has_room(self, block: Float, columns: range) -> bool:
        """Whether the block and a decent depth of copy go together.

        A block that leaves its columns hardly a row may fill them, if others hold copy. Beside
        a block that copy goes around there is no room for another.
        """
        if self.notches:
            return False
        left = min(self.bottoms[at] - self.tops[at] for at in columns) - block.rows
        if len(columns) < self.master.columns and 0 <= left < LEAST_ROOM_ROWS:
            return True
        return left - FLOAT_GAP >= LEAST_COPY_ROWS

    def is_even(self, columns: range, *, foot: bool = False) -> bool:
        """Whether a block across these columns leaves no hole over itself, or at the foot."""
        return len({(self.bottoms if foot else self.tops)[at] for at in columns}) == 1

    def slot(self, column: int, row: int, rows: int = 1) -> LineSlot:
        """Where copy of so many rows from `row` on may stand in a column (from the left)."""
        master = self.master
        width = master.column_measures(self.side)[column]
        left = master.column_x(column, self.side) - master.offset
        slot = LineSlot(0.0, width)
        for notch in self.notches:
            if notch.row < row + rows and row < notch.end:
                slot = _beside(slot, left, notch, self.master.em)
        return slot

    def slots_from(self, column: int, row: int) -> list[LineSlot]:
        """The slots of every row from there to the foot of the last column."""
        slots = [self.slot(column, at) for at in range(row, self.region.column(column).bottom)]
        for number in range(column + 1, self.master.columns):
            own = self.region.column(number)
            slots += [self.slot(number, at) for at in range(own.top, own.bottom)]
        return slots

    def with_notch(self, block: Float, copy_rows: int) -> Sheet | None:
        """With the block over the gap in the middle; None where it leaves copy no measure.

        `copy_rows` is how deep the copy left over would fill the columns.
        """
        room = min(self.bottoms) - max(self.tops)
        depth = min(room, copy_rows + block.rows)
        barred = self.notches or self.foot or self.master.columns < 2
        if barred or block.rows + LEAST_COPY_ROWS > depth:
            return None
        row = max(self.tops) + (depth - block.rows) // 2
        master, middle = self.master, self.master.columns // 2
        gap = master.column_x(middle, self.side) - master.offset - master.column_gap / 2
        left = gap - block.width / 2
        notch = Notch(row, row + block.rows, left, left + block.width)
        sheet = replace(self, notches=(*self.notches, notch))
        slots = [sheet.slot(at, row) for at in range(self.master.columns)]
        if min(slot.measure for slot in slots) < LEAST_BESIDE_EM * self.master.em:
            return None
        return replace(sheet, floats=(*self.floats, PlacedFloat(row, block, 0, left)))

    def with_bare_head(self) -> Sheet:
        """Without the rule under the head: there is no copy for it to stand over."""
        head = self.floats[0]
        if head.block.foot_rule is None:
            return self
        bare = replace(head, block=replace(head.block, foot_rule=None))
        return replace(self, floats=(bare, *self.floats[1:]))

    def with_head(self, block: Float) -> Sheet:
        """With the article's head, which has its own white, over all columns."""
        placed = (PlacedFloat(self.top, block),)
        return replace(self, floats=placed, tops=tuple(row + block.rows for row in self.tops))

    def with_less(self, rows: int) -> Sheet:
        """With so many rows fewer at the foot of every column."""
        return replace(self, bottoms=tuple(row - rows for row in self.bottoms))

    def with_top(self, block: Float, columns: range) -> Sheet:
        """With the block over the copy of these columns."""
        row = max(self.tops[at] for at in columns)
        placed = (*self.floats, PlacedFloat(row, block, columns.start))
        tops = _changed(self.tops, columns, row + block.rows + FLOAT_GAP)
        return replace(self, floats=placed, tops=tops)

    def with_amid(
        self, above: Sequence[ColumnFill], placed: PlacedFloat, columns: range
    ) -> Sheet:
        """With a block over these columns, the copy above it and at its left settled."""
        settled = self.joined(above)
        tops = _changed(self.tops, columns, placed.row + placed.block.rows + FLOAT_GAP)
        sheet = replace(
            self,
            tops=(*self.bottoms[: columns.start], *tops[columns.start :]),
            floats=(*self.floats, placed),
            above=settled,
            begun=max(self.begun, columns.stop),
            closed=max(self.closed, columns.start),
        )
        return sheet.with_band(settled)

    def with_band(self, columns: Sequence[ColumnFill]) -> Sheet:
        """What the columns hold so far is read before the block that was placed last."""
        band = Band(tuple(len(column.placed) for column in columns), self.floats[-1])
        return replace(self, bands=(*self.bands, band))

    def joined(self, fills: Sequence[ColumnFill]) -> tuple[ColumnFill, ...]:
        """The columns whole: what is settled above, and what was filled below."""
        return tuple(map(joined, self.above, fills)) if self.above else tuple(fills)

    def is_head(self, columns: range) -> bool:
        """Whether no block in mid-page has settled what stands at the head of these columns."""
        return columns.start >= self.begun

    def with_foot(self, block: Float, columns: range) -> Sheet:
        """With the block under the copy of these columns."""
        row = min(self.bottoms[at] for at in columns) - block.rows - FLOAT_GAP
        foot = (*self.foot, (block, columns))
        return replace(self, foot=foot, bottoms=_changed(self.bottoms, columns, row))

    def placed_foot(self, rise: int) -> tuple[tuple[PlacedFloat, ...], int]:
        """The blocks of the foot, so many rows higher; and the first row free below them."""
        free = [row + FLOAT_GAP - rise for row in self.bottoms]
        placed: list[PlacedFloat] = []
        for block, columns in self.foot:
            row = max(free[at] for at in columns)
            placed.append(PlacedFloat(row, block, columns.start))
            for at in columns:
                free[at] = row + block.rows + FLOAT_GAP
        return tuple(placed), max(free)


def blank_sheet(master: Master, side: str, bottom: int, page_rows: int) -> Sheet:
    """A page with nothing on it, its columns free from the master's sink to `bottom`."""
    count = master.columns
    return Sheet(master, side, (master.sink,) * count, (bottom,) * count, page_rows)


def _beside(slot: LineSlot, left: Pt, notch: Notch, em: Pt) -> LineSlot:
    """The wider part of a slot that a notch leaves, a whole number of ems wide."""
    gap = BESIDE_GAP_EM * em
    start, end = left + slot.offset, left + slot.offset + slot.measure
    if notch.right + gap <= start or end <= notch.left - gap:
        return slot
    before = whole_ems(max(0.0, notch.left - gap - start), em)
    behind = whole_ems(max(0.0, end - notch.right - gap), em)
    if before >= behind:
        return LineSlot(slot.offset, before)
    return LineSlot(slot.offset + slot.measure - behind, behind)


def joined(upper: ColumnFill, lower: ColumnFill) -> ColumnFill:
    """Two stretches of one column."""
    if not any(item.strip.rows for item in lower.placed):
        return replace(upper, placed=(*upper.placed, *lower.placed))
    return ColumnFill((*upper.placed, *lower.placed), lower.end_row)


def _changed(rows: Sequence[int], columns: range, row: int) -> tuple[int, ...]:
    return tuple(row if at in columns else old for at, old in enumerate(rows))
