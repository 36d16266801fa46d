"""Filling columns with strips: how far a galley goes, and where it may be cut.

"Full" is a result here, never an exception: every function returns what went in and what is
left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.foot import foot_block, foot_rows, least_with, split_foot
from layout.flow.model import BreakAfter, ColumnFill, Entry, Fill, PlacedStrip, Strip
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from layout.flow.model import NoteLine

# White under a float at the head of a column, in rows.
FLOAT_SPACE = 1


class Region(Record):
    """Columns that stand side by side: rows from `top` to before `bottom`.

    `page_rows` is the height of a column nothing else stands in: only what is taller than that
    is cut against its wish. Where something stands over or under some of the columns only,
    `tops` and `bottoms` give the rows of each; `top` and `bottom` are then the outermost.
    """

    columns: int
    top: int
    bottom: int
    page_rows: int
    tops: tuple[int, ...] = ()
    bottoms: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        """The height of the columns, of the tallest where they differ."""
        return self.bottom - self.top

    def column(self, index: int) -> Region:
        """One of the columns (from 0) alone."""
        if not self.tops:
            return self
        top, bottom = self.tops[index], self.bottoms[index]
        return Region(1, top, max(top, bottom), self.page_rows)

    def ending(self, bottom: int) -> Region:
        """The same columns where the longest ends at row `bottom`, the others as much less."""
        if not self.tops:
            return Region(self.columns, self.top, bottom, self.page_rows)
        less = self.bottom - bottom
        bottoms = tuple(
            max(top, old - less) for top, old in zip(self.tops, self.bottoms, strict=True)
        )
        return Region(self.columns, self.top, bottom, self.page_rows, self.tops, bottoms)


class Spot(Record):
    """Where copy is to be placed: from which entry on, in which columns.

    `carried` are strips that wait for the first column's head, `done` the entries that have
    their places already.
    """

    start: int
    region: Region
    carried: tuple[Strip, ...] = ()
    done: frozenset[int] = frozenset()


class _ColumnEnd(Record):
    """How one column ended."""

    fill: ColumnFill
    next_index: int
    carried: tuple[Strip, ...]
    spans: bool = False  # stopped before a float or a full page
    page_break: bool = False


def fill_columns(entries: Sequence[Entry], spot: Spot) -> Fill:
    """Fill a spot's columns from left to right with the entries from its `start` on.

    Stops before a float or a full page that is not in `done` (their places are the composer's
    to find), at a forced page break, or when the columns are full.
    """
    columns: list[ColumnFill] = []
    region, carried = spot.region, spot.carried
    index, page_break = spot.start, False
    for number in range(region.columns):
        end = _fill_column(entries, index, region.column(number), carried, spot.done)
        columns.append(end.fill)
        index, carried = end.next_index, end.carried
        if end.spans or end.page_break:
            page_break = end.page_break
            break
    columns += [
        ColumnFill((), region.column(number).top)
        for number in range(len(columns), region.columns)
    ]
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
            return column.end(index, waiting, spans=True)
        if entry.floats and not column.fits(entry) and entry.rows <= region.page_rows:
            waiting = (*waiting, entry)
        elif not column.take(entry):
            index, waiting = column.back_up(index, waiting)
            return column.end(index, waiting)
        index += 1
        after = entry.break_after
        if after is BreakAfter.ALLOWED:
            column.mark_break(index, waiting)
        elif after is not BreakAfter.FORBIDDEN:
            return column.end(index, waiting, page_break=after is BreakAfter.PAGE)
    return column.end(index, waiting)


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
    notes: tuple[NoteLine, ...]


class _Column:
    """One column while it is filled; lives only inside `_fill_column`."""

    def __init__(self, entries: Sequence[Entry], region: Region) -> None:
        self.entries = entries
        self.region = region
        self.row = region.top
        self.placed: list[PlacedStrip] = []
        self.notes: tuple[NoteLine, ...] = ()
        self._resumed = 0  # strips at the head that only go on with a box or a table
        self._good: _Mark | None = None

    def take_carried(self, carried: tuple[Strip, ...]) -> tuple[Strip, ...]:
        """Place the floats that waited for this column's head; give those that still wait."""
        for at, strip in enumerate(carried):
            if not strip.rows:
                self.notes = (*self.notes, *strip.notes)
                continue
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
        if self.row + sum(strip.rows for strip in above) + first.rows <= self.foot:
            self._resumed = 0 if self.placed else len(above)
            for strip in above:
                self._place(strip)

    @property
    def foot(self) -> int:
        """The row that notes begin on."""
        return self.region.bottom - (foot_rows(self.notes) if self.notes else 0)

    def fits(self, strip: Strip) -> bool:
        """Whether the strip goes in below what is there, and its notes with it."""
        if not (strip.notes or self.notes):
            return self.row + strip.rows <= self.region.bottom
        notes = (*self.notes, *strip.notes) if strip.notes else self.notes
        return self.row + strip.rows + foot_rows(notes) <= self.region.bottom

    def _fits_in_part(self, strip: Strip) -> bool:
        """Whether the strip goes in with the first lines of its notes."""
        return bool(strip.notes) and self.fits(replace(strip, notes=least_with(strip.notes)))

    def take(self, strip: Strip) -> bool:
        """Place a strip, or say that it does not fit.

        White at the column's head vanishes; of white that meets white, the larger holds.
        """
        if strip.space:
            self._take_space(strip)
            return True
        if not (self.fits(strip) or self._fits_in_part(strip) or self._stands_alone(strip)):
            return False
        self._place(strip)
        return True

    def _stands_alone(self, strip: Strip) -> bool:
        """A strip taller than any column stands alone in one rather than get lost.

        Not in a column that nothing more goes into.
        """
        rows = strip.rows + foot_rows(least_with(strip.notes))
        bare = len(self.placed) == self._resumed and not self.notes
        return bare and rows > self.region.page_rows and self.region.rows > 0

    def _take_space(self, strip: Strip) -> None:
        if len(self.placed) == self._resumed:
            return
        last = self.placed[-1].strip
        rows = strip.rows - last.rows if last.space else strip.rows
        if rows <= 0:
            return
        if self.row + rows > self.foot:
            self.row = max(self.row, self.foot)
            return
        self._place(strip if rows == strip.rows else replace(strip, rows=rows))

    def _place(self, strip: Strip) -> None:
        self.placed.append(PlacedStrip(self.row, strip))
        self.row += strip.rows
        self.notes = (*self.notes, *strip.notes) if strip.notes else self.notes

    def mark_break(self, index: int, waiting: tuple[Strip, ...]) -> None:
        """The column may end here, before the entry of that index.

        A box that ends here for now needs room for its white.
        """
        white = _white_at(self.entries, index)
        if not white or all(map(self.fits, white)):
            self._good = _Mark(index, len(self.placed), self.row, waiting, self.notes)

    def back_up(self, index: int, waiting: tuple[Strip, ...]) -> tuple[int, tuple[Strip, ...]]:
        """Give up what stands after the last good break; where to go on, what waits."""
        good = self._good
        whole = self.region.rows >= self.region.page_rows
        bare = good is not None and good.count == self._resumed
        if good is None or (bare and len(self.placed) > self._resumed and whole):
            # More copy that must keep together than any column holds: cut it where it is full.
            return index, waiting
        del self.placed[good.count :]
        self.row, self.notes = good.row, good.notes
        return good.index, good.waiting

    def end(
        self,
        index: int,
        waiting: tuple[Strip, ...],
        *,
        spans: bool = False,
        page_break: bool = False,
    ) -> _ColumnEnd:
        """The column ended before the entry of that index, its notes at its foot.

        Lines of notes that find no room are carried before everything else that waits.
        """
        fill = self._fill(index)
        if self.notes:
            whole = self.region.rows >= self.region.page_rows
            forced = whole and not fill.placed
            kept, rest = split_foot(
                self.notes, self.region.bottom - fill.end_row, forced=forced
            )
            if kept:
                block = foot_block(kept)
                row = max(self.region.bottom - block.rows, fill.end_row)
                placed = (*fill.placed, PlacedStrip(row, block))
                fill = ColumnFill(placed, row + block.rows)
            waiting = (Strip(0, notes=rest), *waiting) if rest else waiting
        return _ColumnEnd(fill, index, waiting, spans, page_break)

    def _fill(self, index: int) -> ColumnFill:
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
            if end + white.rows <= self.foot:
                placed.append(PlacedStrip(end, white))
                end += white.rows
        return ColumnFill(tuple(placed), end)


def balance_columns(entries: Sequence[Entry], spot: Spot) -> Fill | None:
    """The entries from a spot's `start` to the end in columns as even and short as they go.

    None where they do not all fit in the region. An odd line stays in the first column.

    Source: CLREQ 7.1.4: columns of a page that is not full are made even.
    """
    region = spot.region
    strips = [
        entry
        for index, entry in enumerate(entries[spot.start :], spot.start)
        if isinstance(entry, Strip) and index not in spot.done
    ]
    total = sum(strip.rows for strip in (*spot.carried, *strips))
    heights = [region.column(number).rows for number in range(region.columns)]
    spare = sum(region.rows - height for height in heights)
    least = max(1, -(-(total + spare) // region.columns) - 2)
    for rows in range(min(least, region.rows), region.rows + 1):
        trial = region.ending(region.top + rows)
        fill = fill_columns(entries, replace(spot, region=trial))
        over = any(
            column.end_row > trial.column(number).bottom
            for number, column in enumerate(fill.columns)
        )
        if fill.stopped_at == len(entries) and not fill.carried and not over:
            return fill
    return None
