"""Filling columns with strips: how far a galley goes, and where it may be cut.

"Full" is a result here, never an exception: every function returns what went in and what is
left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.model import BreakAfter, ColumnFill, Entry, Fill, PlacedStrip, Strip
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# White under a float at the head of a column, in rows.
FLOAT_SPACE = 1


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
    column = _Column(entries, region)
    waiting = column.take_carried(carried)
    column.resume(start)
    index = start
    column.mark_break(index, waiting)
    while index < len(entries):
        entry = entries[index]
        if index in done:
            index += 1
            continue
        if not isinstance(entry, Strip):
            return _ColumnEnd(column.fill(index), index, waiting, spans=True)
        if entry.floats and not column.fits(entry) and entry.rows <= region.page_rows:
            waiting = (*waiting, entry)
        elif not column.take(entry):
            index, waiting = column.back_up(index, waiting)
            return _ColumnEnd(column.fill(index), index, waiting)
        index += 1
        if entry.break_after in {BreakAfter.COLUMN, BreakAfter.PAGE}:
            page = entry.break_after is BreakAfter.PAGE
            return _ColumnEnd(column.fill(index), index, waiting, page_break=page)
        if entry.break_after is BreakAfter.ALLOWED:
            column.mark_break(index, waiting)
    return _ColumnEnd(column.fill(index), index, waiting)


def _white_at(entries: Sequence[Entry], index: int) -> tuple[Strip, ...]:
    """The white that a box needs at both sides of a break before the entry of that index."""
    if not 0 < index < len(entries):
        return ()
    before, after = entries[index - 1], entries[index]
    if not isinstance(before, Strip) or not isinstance(after, Strip) or after.box is None:
        return ()
    if before.box is not after.box or not after.box.style.padding_rows:
        return ()
    return (Strip(after.box.style.padding_rows, box=after.box, space=True),)


class _Mark(Record):
    """A place where a column may end: everything as it stood there."""

    index: int
    count: int
    row: int
    waiting: tuple[Strip, ...]


class _Column:
    """One column while it is filled; lives only inside `_fill_column`."""

    def __init__(self, entries: Sequence[Entry], region: Region) -> None:
        self.entries = entries
        self.region = region
        self.row = region.top
        self.placed: list[PlacedStrip] = []
        self._resumed = 0  # strips at the head that only go on with a box or a table
        self._good: _Mark | None = None

    def take_carried(self, carried: tuple[Strip, ...]) -> tuple[Strip, ...]:
        """Place the floats that waited for this column's head; give those that still wait."""
        for at, strip in enumerate(carried):
            if not self.fits(strip):
                return carried[at:]
            self._place(strip)
            self.take(Strip(FLOAT_SPACE, space=True))
        return ()

    def resume(self, index: int) -> None:
        """Begin with the white of a box that the last column ended in, and a table's head."""
        if index >= len(self.entries):
            return
        first = self.entries[index]
        if not isinstance(first, Strip):
            return
        head = first.resumes_under
        above = (*_white_at(self.entries, index), *((head,) if head else ()))
        if self.row + sum(strip.rows for strip in above) + first.rows <= self.region.bottom:
            self._resumed = 0 if self.placed else len(above)
            for strip in above:
                self._place(strip)

    def fits(self, strip: Strip) -> bool:
        """Whether the strip goes in below what is there."""
        return self.row + strip.rows <= self.region.bottom

    def take(self, strip: Strip) -> bool:
        """Place a strip, or say that it does not fit.

        White at the column's head vanishes; of white that meets white, the larger holds.
        """
        if strip.space:
            self._take_space(strip)
            return True
        # A strip taller than any column stands alone in one rather than get lost.
        alone = len(self.placed) == self._resumed and strip.rows > self.region.page_rows
        if not self.fits(strip) and not alone:
            return False
        self._place(strip)
        return True

    def _take_space(self, strip: Strip) -> None:
        if len(self.placed) == self._resumed:
            return
        last = self.placed[-1].strip
        rows = strip.rows - last.rows if last.space else strip.rows
        if rows <= 0:
            return
        if self.row + rows > self.region.bottom:
            self.row = self.region.bottom
            return
        self._place(strip if rows == strip.rows else replace(strip, rows=rows))

    def _place(self, strip: Strip) -> None:
        self.placed.append(PlacedStrip(self.row, strip))
        self.row += strip.rows

    def mark_break(self, index: int, waiting: tuple[Strip, ...]) -> None:
        """The column may end here, before the entry of that index.

        A box that ends here for now needs room for its white.
        """
        if all(self.fits(white) for white in _white_at(self.entries, index)):
            self._good = _Mark(index, len(self.placed), self.row, waiting)

    def back_up(self, index: int, waiting: tuple[Strip, ...]) -> tuple[int, tuple[Strip, ...]]:
        """Give up what stands after the last good break; where to go on, what waits."""
        good = self._good
        whole = self.region.rows >= self.region.page_rows
        bare = good is not None and good.count == self._resumed
        if good is None or (bare and len(self.placed) > self._resumed and whole):
            # More copy that must keep together than any column holds: cut it where it is full.
            return index, waiting
        del self.placed[good.count :]
        self.row = good.row
        return good.index, good.waiting

    def fill(self, index: int) -> ColumnFill:
        """What the column holds when it ends before the entry of that index.

        White at its foot does not count; a box that goes on in the next column is closed.
        """
        placed = self.placed[:] if len(self.placed) > self._resumed else []
        while placed and placed[-1].strip.space:
            placed.pop()
        if not placed:
            return ColumnFill((), self.region.top)
        end = placed[-1].row + placed[-1].strip.rows
        for white in _white_at(self.entries, index):
            if end + white.rows <= self.region.bottom:
                placed.append(PlacedStrip(end, white))
                end += white.rows
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
