"""Column feet on one line: vertical justification by whole rows of the grid.

A column that ends early, because a head or a last line keeps with what follows, is opened at
the white that stands in it anyway, a row at a time; where there is none, the page's columns all
end a row earlier. Copy is never moved off the grid.

Source: CLREQ 3.2 "multiple of lines"; 7.1.4.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from layout.flow.distribute import Region, fill_columns
from layout.flow.model import BreakAfter, ColumnFill, Fill, PlacedStrip
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from layout.flow.model import Entry, Strip

# A page may end so many rows early for the sake of level feet.
MOST_SHORT = 2
# White is opened by one row in each place, or by two where nothing else helps.
MOST_MORE = (1, 2)


def level_feet(
    entries: Sequence[Entry],
    start: int,
    region: Region,
    *,
    carried: tuple[Strip, ...] = (),
    done: Collection[int] = (),
) -> Fill:
    """The columns of a page whose copy goes on, their last rows level where that can be.

    Where it cannot, each column is as full as it goes.
    """
    plain = fill_columns(entries, start, region, carried=carried, done=done)
    if not _goes_on(plain, entries):
        return plain
    trials = [(region.bottom, plain)]
    for bottom in range(region.bottom - 1, max(region.bottom - MOST_SHORT, region.top) - 1, -1):
        shorter = replace(region, bottom=bottom)
        trial = fill_columns(entries, start, shorter, carried=carried, done=done)
        if _goes_on(trial, entries):
            trials.append((bottom, trial))
    for more in MOST_MORE:
        for bottom, trial in trials:
            opened = [_opened(column, bottom, more) for column in trial.columns]
            if all(column is not None for column in opened):
                return replace(trial, columns=tuple(column for column in opened if column))
    opened = [_opened(column, region.bottom, 1) or column for column in plain.columns]
    return replace(plain, columns=tuple(column for column in opened if column))


def level_ends(fill: Fill) -> Fill:
    """Balanced columns whose ends differ by more than a line, opened at their whites.

    Source: CLREQ 7.1.4: the last columns differ by one line at most.
    """
    end = max(column.end_row for column in fill.columns)
    columns = tuple(
        _opened(column, end, 1) or _opened(column, end - 1, 1) or column
        if column.placed and end - column.end_row > 1
        else column
        for column in fill.columns
    )
    return replace(fill, columns=columns)


def _goes_on(fill: Fill, entries: Sequence[Entry]) -> bool:
    """Whether every column was filled, and more copy waits for the next page."""
    full = all(column.placed for column in fill.columns)
    return full and not fill.page_break and fill.stopped_at < len(entries)


def _opened(column: ColumnFill, bottom: int, more: int) -> ColumnFill | None:
    """The column with so many rows more at its whites, at most, as it is short of.

    None where it is shorter than that. A column the writer ended is left as it is.
    """
    short = bottom - column.end_row
    if short <= 0 or column.placed[-1].strip.break_after is BreakAfter.COLUMN:
        return column
    places = _whites(column)
    if short > len(places) * more:
        return None
    wider = {at: (short + order) // len(places) for order, at in enumerate(places)}
    placed: list[PlacedStrip] = []
    shift = 0
    for at, item in enumerate(column.placed):
        placed.append(PlacedStrip(item.row + shift, item.strip))
        shift += wider.get(at, 0)
    return ColumnFill(tuple(placed), column.end_row + shift)


def _whites(column: ColumnFill) -> list[int]:
    """Where white may open: behind these strips, which are white or stand before a box."""
    strips = [item.strip for item in column.placed]
    return [
        at
        for at, (strip, after) in enumerate(pairwise(strips))
        if (strip.space and strip.box is None and at) or (after.opens and not strip.space)
    ]
