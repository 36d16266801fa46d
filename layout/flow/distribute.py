"""Filling columns with strips: how far a galley goes, and where it may be cut.

"Full" is a result here, never an exception: every function returns what went in and what is
left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.model import BreakAfter, ColumnFill, Entry, Fill, PlacedStrip, Strip
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Region(Record):
    """Columns that stand side by side: rows from `top` to before `bottom`.

    `page_rows` is the height of a column nothing else stands in: only what is taller than that
    is cut against its wish.
    """

    columns: int
    top: int
    bottom: int
    page_rows: int

    @property
    def rows(self) -> int:
        """The height of each column."""
        return self.bottom - self.top


class _ColumnEnd(Record):
    """How one column ended."""

    fill: ColumnFill
    next_index: int
    carried: tuple[Strip, ...]
    spans: bool = False  # stopped before a float or a full page
    page_break: bool = False


def fill_columns(
    entries: Sequence[Entry],
    start: int,
    region: Region,
    *,
    carried: tuple[Strip, ...] = (),
    done: Collection[int] = (),
) -> Fill:
    """Fill columns from left to right with the entries from `start` on.

    Stops before a float or a full page that is not in `done` (their places are the composer's
    to find), at a forced page break, or when the columns are full.
    """
    columns: list[ColumnFill] = []
    index, page_break = start, False
    for _ in range(region.columns):
        end = _fill_column(entries, index, region, carried, done)
        columns.append(end.fill)
        index, carried = end.next_index, end.carried
        if end.spans or end.page_break:
            page_break = end.page_break
            break
    empty = ColumnFill((), region.top)
    columns.extend([empty] * (region.columns - len(columns)))
    return Fill(tuple(columns), index, carried, page_break)


def _fill_column(
    entries: Sequence[Entry],
    start: int,
    region: Region,
    carried: tuple[Strip, ...],
    done: Collection[int],
) -> _ColumnEnd:
    column = _Column(region)
    waiting = column.take_carried(carried)
    index = start
    column.mark_break(index, waiting)
    while index < len(entries):
        entry = entries[index]
        if index in done:
            index += 1
            continue
        if not isinstance(entry, Strip):
            return _ColumnEnd(column.fill(), index, waiting, spans=True)
        if (
            entry.floats
            and not column.fits(entry)
            and entry.rows <= region.rows
            and column.placed
        ):
            waiting = (*waiting, entry)
        elif not column.take(entry):
            index, waiting = column.back_up(index, waiting)
            return _ColumnEnd(column.fill(), index, waiting)
        index += 1
        if entry.break_after in {BreakAfter.COLUMN, BreakAfter.PAGE}:
            page = entry.break_after is BreakAfter.PAGE
            return _ColumnEnd(column.fill(), index, waiting, page_break=page)
        if entry.break_after is BreakAfter.ALLOWED:
            column.mark_break(index, waiting)
    return _ColumnEnd(column.fill(), index, waiting)


class _Mark(Record):
    """A place where a column may end: everything as it stood there."""

    index: int
    count: int
    row: int
    waiting: tuple[Strip, ...]


class _Column:
    """One column while it is filled; lives only inside `_fill_column`."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.row = region.top
        self.placed: list[PlacedStrip] = []
        self._good: _Mark | None = None

    def take_carried(self, carried: tuple[Strip, ...]) -> tuple[Strip, ...]:
        """Place the floats that waited for this column's head; give those that still wait."""
        for at, strip in enumerate(carried):
            if not self.fits(strip):
                return carried[at:]
            self._place(strip)
        return ()

    def fits(self, strip: Strip) -> bool:
        """Whether the strip goes in below what is there."""
        return self.row + strip.rows <= self.region.bottom

    def take(self, strip: Strip) -> bool:
        """Place a strip, or say that it does not fit. White at the column's head vanishes."""
        if strip.space and not self.placed:
            return True
        if strip.space and not self.fits(strip):
            self.row = self.region.bottom
            return True
        # A strip taller than any column stands alone in one rather than get lost.
        alone = not self.placed and strip.rows > self.region.page_rows
        if not self.fits(strip) and not alone:
            return False
        self._place(strip)
        return True

    def _place(self, strip: Strip) -> None:
        self.placed.append(PlacedStrip(self.row, strip))
        self.row += strip.rows

    def mark_break(self, index: int, waiting: tuple[Strip, ...]) -> None:
        """The column may end here, before the entry of that index."""
        self._good = _Mark(index, len(self.placed), self.row, waiting)

    def back_up(self, index: int, waiting: tuple[Strip, ...]) -> tuple[int, tuple[Strip, ...]]:
        """Give up what stands after the last good break; where to go on, what waits."""
        good = self._good
        whole = self.region.rows >= self.region.page_rows
        if good is None or (good.count == 0 and self.placed and whole):
            # More copy that must keep together than any column holds: cut it where it is full.
            return index, waiting
        del self.placed[good.count :]
        self.row = good.row
        return good.index, good.waiting

    def fill(self) -> ColumnFill:
        """What the column holds; white at its foot does not count."""
        placed = list(self.placed)
        while placed and placed[-1].strip.space:
            placed.pop()
        end = placed[-1].row + placed[-1].strip.rows if placed else self.region.top
        return ColumnFill(tuple(placed), end)


def balance_columns(
    entries: Sequence[Entry],
    start: int,
    region: Region,
    *,
    carried: tuple[Strip, ...] = (),
    done: Collection[int] = (),
) -> Fill | None:
    """The entries from `start` to the end in columns as even and short as they go.

    None where they do not all fit in the region. An odd line stays in the first column.

    Source: CLREQ 7.1.4: columns of a page that is not full are made even.
    """
    strips = [
        entry
        for index, entry in enumerate(entries[start:], start)
        if isinstance(entry, Strip) and index not in done
    ]
    total = sum(strip.rows for strip in (*carried, *strips))
    least = max(1, -(-total // region.columns) - 2)
    for rows in range(least, region.rows + 1):
        trial = Region(region.columns, region.top, region.top + rows, region.page_rows)
        fill = fill_columns(entries, start, trial, carried=carried, done=done)
        over = any(column.end_row > trial.bottom for column in fill.columns)
        if fill.stopped_at == len(entries) and not fill.carried and not over:
            return fill
    return None
