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
    from layout.flow.sheet import Sheet

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
    if not _goes_on(plain, region, entries):
        return plain
    trials = [(region, plain)]
    for bottom in range(region.bottom - 1, max(region.bottom - MOST_SHORT, region.top) - 1, -1):
        shorter = region.ending(bottom)
        trial = fill_columns(entries, start, shorter, carried=carried, done=done)
        if _goes_on(trial, shorter, entries):
            trials.append((shorter, trial))
    for more in MOST_MORE:
        for place, trial in trials:
            level = _all_opened(trial, place, more)
            if all(column is not None for column in level):
                return replace(trial, columns=tuple(column for column in level if column))
    nearly = zip(_all_opened(plain, region, 1), plain.columns, strict=True)
    return replace(plain, columns=tuple(opened or column for opened, column in nearly))


def open_feet(fill: Fill, sheet: Sheet) -> Fill:
    """The columns opened below what copy goes around, so that no line leaves its slot."""
    start = max((notch.end for notch in sheet.notches), default=0)
    columns = list(fill.columns)
    for more in MOST_MORE:
        opened = _all_opened(replace(fill, columns=tuple(columns)), sheet.region, more, start)
        columns = [new or old for new, old in zip(opened, columns, strict=True)]
    return replace(fill, columns=tuple(columns))


def _all_opened(
    fill: Fill, region: Region, more: int, start: int = 0
) -> list[ColumnFill | None]:
    """Every column of the fill, opened from row `start` on to the bottom it has."""
    return [
        _opened(column, region.column(number).bottom, more, start)
        for number, column in enumerate(fill.columns)
    ]


def level_ends(fill: Fill, region: Region) -> Fill:
    """Balanced columns whose ends differ by more than a line, opened at their whites.

    Source: CLREQ 7.1.4: the last columns differ by one line at most.
    """
    under = [region.bottom - region.column(at).bottom for at in range(region.columns)]
    full = max(map(lambda column, less: column.end_row + less, fill.columns, under))
    columns: list[ColumnFill] = []
    for column, less in zip(fill.columns, under, strict=True):
        end = full - less
        level = None
        if column.placed and end - column.end_row > 1:
            level = _opened(column, end, 1) or _opened(column, end - 1, 1)
        columns.append(level or column)
    return replace(fill, columns=tuple(columns))


def _goes_on(fill: Fill, region: Region, entries: Sequence[Entry]) -> bool:
    """Whether every column was filled, and more copy waits for the next page."""
    full = all(
        column.placed or not region.column(at).rows for at, column in enumerate(fill.columns)
    )
    return full and not fill.page_break and fill.stopped_at < len(entries)


def _opened(column: ColumnFill, bottom: int, more: int, start: int = 0) -> ColumnFill | None:
    """The column with so many rows more at its whites, at most, as it is short of.

    None where it is shorter than that. A column the writer ended is left as it is.
    """
    short = bottom - column.end_row
    if (
        short <= 0
        or not column.placed
        or column.placed[-1].strip.break_after is BreakAfter.COLUMN
    ):
        return column
    places = [at for at in _whites(column) if column.placed[at].row >= start]
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
