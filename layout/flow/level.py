"""Column feet on one line: vertical justification by whole rows of the grid.

A column that ends early, because a head or a last line keeps with what follows, is opened at
the white that stands in it anyway, a row at a time; where there is none, the page's columns all
end a row earlier. Copy is never moved off the grid.

Source: CLREQ 3.2 "multiple of lines"; 7.1.4.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from layout.flow.distribute import Region, Spot, fill_columns
from layout.flow.model import BreakAfter, ColumnFill, Fill, PlacedStrip
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.flow.loosen import Longer, Loosen
    from layout.flow.model import Entry
    from layout.flow.sheet import Sheet

# A page may end so many rows early for the sake of level feet, an eighth of it at most.
MOST_SHORT = 4
LEAST_SHARE = 8
# White is opened by one row in each place, or by two where nothing else helps.
MOST_MORE = (1, 2)
# What is tried, in order, until all feet are level: the page so many rows short, its white
# opened by so many rows in each place, and paragraphs set a line longer or not.
TRIALS = (
    *((short, 1, False) for short in (0, 1)),
    *((short, 1, True) for short in (0, 1)),
    *((short, 2, False) for short in (0, 1, 2)),
    *((short, more, True) for more in MOST_MORE for short in range(MOST_SHORT + 1)),
)


class Levelled(Record):
    """The columns of a page, level or to be levelled, and what they were filled from."""

    entries: Sequence[Entry]
    spot: Spot
    fill: Fill


def level_feet(page: Levelled, loosen: Loosen | None = None) -> Levelled:
    """The columns of a page whose copy goes on, their last rows level where that can be.

    Where it cannot, each column is as full as it goes, as it is in `page`.
    """
    entries, spot, plain = page.entries, page.spot, page.fill
    if not _goes_on(plain, spot.region, entries):
        return page
    short_at_most = min(MOST_SHORT, spot.region.page_rows // LEAST_SHARE, spot.region.rows)
    fills: dict[int, Fill] = {0: plain}
    for short, more, longer in TRIALS:
        if short > short_at_most:
            continue
        place = replace(spot, region=spot.region.ending(spot.region.bottom - short))
        if short not in fills:
            fills[short] = fill_columns(entries, place)
        trial = Levelled(entries, place, fills[short])
        if longer and loosen is not None:
            trial = _with_longer(trial, more, loosen)
        if not _goes_on(trial.fill, place.region, trial.entries):
            continue
        level = _all_opened(trial.fill, place.region, more)
        if all(column is not None for column in level):
            columns = tuple(column for column in level if column)
            return replace(trial, fill=replace(trial.fill, columns=columns))
    nearly = zip(_all_opened(plain, spot.region, 1), plain.columns, strict=True)
    columns = tuple(opened or column for opened, column in nearly)
    return replace(page, fill=replace(plain, columns=columns))


def _with_longer(trial: Levelled, more: int, loosen: Loosen) -> Levelled:
    """The page with as many paragraphs a line longer as its columns are short of."""
    for number in range(trial.spot.region.columns):
        column = trial.fill.columns[number]
        bottom = trial.spot.region.column(number).bottom
        if _opened(column, bottom, more) is not None:
            continue
        for change in loosen.in_column(column, bottom - column.end_row):
            trial = _exchanged(trial, change)
        trial = replace(trial, fill=fill_columns(trial.entries, trial.spot))
    return trial


def _exchanged(trial: Levelled, change: Longer) -> Levelled:
    """The entries with a longer paragraph in its place; the fill is still the old one."""
    old, new, spot = change.strips, change.instead, trial.spot
    entries = list(trial.entries)
    first = next(at for at in range(spot.start, len(entries)) if entries[at] is old[0])
    entries[first : first + len(old)] = new
    lines = len(new) - len(old)
    done = frozenset(at + lines if at > first else at for at in spot.done)
    return replace(trial, entries=entries, spot=replace(spot, done=done))


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


def level_ends(balanced: Levelled, loosen: Loosen | None = None) -> Levelled:
    """Balanced columns whose ends differ by more than a line, opened at their whites.

    Where there is no white, a paragraph is set a line longer.

    Source: CLREQ 7.1.4: the last columns differ by one line at most.
    """
    level = _ends_opened(balanced)
    if loosen is None or _unevenness(level) <= 1:
        return level
    region = balanced.spot.region
    full = region.bottom - min(_free_rows(balanced))
    place = replace(balanced.spot, region=region.ending(full))
    trial = _with_longer(replace(balanced, spot=place), 1, loosen)
    trial = _ends_opened(replace(trial, spot=replace(trial.spot, region=region)))
    whole = trial.fill.stopped_at == len(trial.entries) and not trial.fill.carried
    return trial if whole and _unevenness(trial) < _unevenness(level) else level


def _free_rows(page: Levelled) -> list[int]:
    """How many rows each column leaves free."""
    columns = enumerate(page.fill.columns)
    return [page.spot.region.column(at).bottom - column.end_row for at, column in columns]


def _unevenness(page: Levelled) -> int:
    """By how many rows the ends of columns with copy differ."""
    pairs = zip(page.fill.columns, _free_rows(page), strict=True)
    free = [rows for column, rows in pairs if column.placed]
    return max(free, default=0) - min(free, default=0)


def _ends_opened(page: Levelled) -> Levelled:
    """The page with the whites of its shorter columns opened."""
    free = _free_rows(page)
    columns: list[ColumnFill] = []
    for column, rows in zip(page.fill.columns, free, strict=True):
        end = column.end_row + rows - min(free)
        level = None
        if column.placed and end - column.end_row > 1:
            level = _opened(column, end, 1) or _opened(column, end - 1, 1)
        columns.append(level or column)
    return replace(page, fill=replace(page.fill, columns=tuple(columns)))


def _goes_on(fill: Fill, region: Region, entries: Sequence[Entry]) -> bool:
    """Whether every column was filled, and more copy waits for the next page."""
    full = all(
        column.placed or not region.column(at).rows for at, column in enumerate(fill.columns)
    )
    return full and not fill.page_break and fill.stopped_at < len(entries)


def _opened(column: ColumnFill, bottom: int, more: int, start: int = 0) -> ColumnFill | None:
    """The column with so many rows more at its whites, at most, as it is short of.

    Boxes that may be taller make up for white that is not there. None where it is shorter
    than that. A column the writer ended is left as it is.
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
        return _stretched(column, short)
    wider = {at: (short + order) // len(places) for order, at in enumerate(places)}
    placed: list[PlacedStrip] = []
    shift = 0
    for at, item in enumerate(column.placed):
        placed.append(PlacedStrip(item.row + shift, item.strip, item.taller))
        shift += wider.get(at, 0)
    return ColumnFill(tuple(placed), column.end_row + shift)


# A box may be taller by half of what it needs.
MOST_STRETCH = 0.5


def _stretched(column: ColumnFill, short: int) -> ColumnFill | None:
    """The column with its boxes taller by so many rows in all; None where they cannot be."""
    boxes = [at for at, item in enumerate(column.placed) if item.strip.frame]
    room = {at: int(column.placed[at].strip.rows * MOST_STRETCH) for at in boxes}
    if short > sum(room.values()):
        return None
    taller = dict.fromkeys(boxes, 0)
    for _ in range(short):
        at = min((at for at in boxes if taller[at] < room[at]), key=lambda at: taller[at])
        taller[at] += 1
    placed: list[PlacedStrip] = []
    shift = 0
    for at, item in enumerate(column.placed):
        placed.append(PlacedStrip(item.row + shift, item.strip, taller.get(at, 0)))
        shift += taller.get(at, 0)
    return ColumnFill(tuple(placed), column.end_row + shift)


def _whites(column: ColumnFill) -> list[int]:
    """Where white may open: behind these strips, which are white or stand before a box."""
    strips = [item.strip for item in column.placed]
    return [
        at
        for at, (strip, after) in enumerate(pairwise(strips))
        if (strip.space and at) or (after.opens and not strip.space)
    ]
