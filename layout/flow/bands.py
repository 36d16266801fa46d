"""Blocks in mid-page: copy above them in even columns, and copy that goes on below.

A block over some of the columns, or all, stands where it was met: what comes before it fills
the columns at its left and, evenly, those above it; what comes after it goes on below it and in
the columns at its right. What stands above is settled then, and the rest of the page is a sheet
whose columns begin lower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.distribute import Region, Spot, fill_columns
from layout.flow.level import Levelled, level_ends
from layout.flow.model import BreakAfter, PlacedFloat, Strip
from layout.flow.sheet import FLOAT_GAP, LEAST_ROOM_ROWS
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.flow.loosen import Loosen
    from layout.flow.model import Entry, Fill, Float
    from layout.flow.placing import State, Tools
    from layout.flow.refit import Refit
    from layout.flow.sheet import Sheet

# For the sake of even columns a block may stand so many rows of copy before where it was met.
MOST_BEFORE = 4
# The ends of columns above a block differ by so many rows. Source: CLREQ 7.1.4.
MOST_UNEVEN = 1
# White at the heads and feet of columns vanishes: so many rows of each, at most.
MOST_VANISHING = 4


class Above(Record):
    """Copy above a block over some columns: what they took, to row `foot` at most.

    `rest` are the entries that go on below; `uneven` is by how many rows the ends differ.
    """

    page: Levelled
    rest: tuple[Entry, ...]
    foot: int
    uneven: int


class Met(Record):
    """A block that copy came to: which entry it is, and the column it was met in."""

    block: Float
    at: int
    column: int


def place_amid(
    met: Met, sheet: Sheet, state: State, tools: Tools
) -> tuple[Sheet, State] | None:
    """The block between the copy before it and the copy after it.

    Where hardly a row is left below, it stands at the foot of its columns. None where it wants
    another place, where nothing stands above it or would follow it, where it finds no room, and
    where what is above it would leave a hole beside it.
    """
    block, follows = met.block, state.entries[met.at + 1 :]
    amid = block.place == "here" and not state.pending and not sheet.notches
    if not amid or not any(map(_is_copy, follows)):
        return None
    columns = sheet.columns_for(block, met.column)
    if sheet.master.measures and len(columns) < sheet.master.columns:
        return None  # it was set to the width of other columns
    above = _best_above(met.at, columns, sheet, state, tools)
    if above is None:
        return None
    fill = above.page.fill
    has_copy = any(fill.columns[number].placed for number in columns)
    row = above.foot + FLOAT_GAP if has_copy else _head(sheet, columns)
    if not (has_copy or sheet.bands):
        return None
    below = min(sheet.bottoms[number] for number in columns) - row - block.rows
    if below - FLOAT_GAP < LEAST_ROOM_ROWS:
        may = below >= 0 and sheet.has_room(block, columns)
        may = may and sheet.is_even(columns, foot=True)
        return (sheet.with_foot(block, columns), state) if may else None
    sheet = sheet.with_amid(fill.columns, PlacedFloat(row, block, columns.start), columns)
    before = tuple(above.page.entries)
    return sheet, replace(
        state,
        entries=(*before, *above.rest),
        index=len(before),
        carried=(),
        done=above.page.spot.done,
    )


def _is_copy(entry: Entry) -> bool:
    return not isinstance(entry, Strip) or (entry.rows > 0 and not entry.space)


def _best_above(
    at: int, columns: range, sheet: Sheet, state: State, tools: Tools
) -> Above | None:
    """The copy before entry `at` above a block, as even as it goes; None if that leaves a hole.

    Where the ends differ by more than a row, the last rows of it may go on below the block.
    """
    best: Above | None = None
    refit = tools.refit if tools.refit is not None and tools.refit.is_needed(sheet) else None
    for cut in _cuts(at, state):
        if refit is not None and not _parts_blocks(cut, state.entries, refit):
            continue
        above = _above(cut, columns, sheet, state, refit)
        if above is None:
            continue
        if refit is None:
            above = _levelled(above, columns, tools.loosen)
        if best is None or above.uneven < best.uneven:
            best = above
        if best.uneven <= MOST_UNEVEN:
            return best
    return best if best is not None and best.uneven < LEAST_ROOM_ROWS else None


def _parts_blocks(cut: int, entries: Sequence[Entry], refit: Refit) -> bool:
    return refit.parts_blocks(reversed(entries[:cut]), entries[cut:])


def _cuts(at: int, state: State) -> Iterator[int]:
    """Where copy may end above a block met at entry `at`: there, or a few rows before.

    What keeps with what follows goes below the block with it.
    """
    rows = 0
    exact = True
    for cut in range(at, state.index - 1, -1):
        if cut == state.index or _may_end_before(cut, state.entries):
            yield cut
            exact = False
        if cut == state.index or rows > MOST_BEFORE:
            return
        last = state.entries[cut - 1]
        if isinstance(last, Strip) and not (last.space or exact):
            rows += last.rows


def _may_end_before(cut: int, entries: Sequence[Entry]) -> bool:
    last, after = entries[cut - 1], entries[cut]
    if not isinstance(last, Strip) or last.break_after is BreakAfter.FORBIDDEN:
        return False
    if not isinstance(after, Strip):
        return True
    boxed = last.box is not None and last.box is after.box
    return not boxed and after.resumes_under is None


def _above(
    cut: int, columns: range, sheet: Sheet, state: State, refit: Refit | None
) -> Above | None:
    """The entries before `cut` in as few rows as they go in above a block, if they do.

    Lines that are over stand in the first columns.
    """
    entries, rest = state.entries[:cut], state.entries[cut:]
    bottom = min(sheet.bottoms[number] for number in columns)
    head = _head(sheet, columns)
    strips = (entry for entry in entries[state.index :] if isinstance(entry, Strip))
    rows = sum(strip.rows for strip in (*state.carried, *strips))
    for row in range(_least_foot(sheet, columns, rows), bottom + 1):
        page = _filled(entries, _feet(columns, row, 0), sheet, state, refit)
        if page is None:
            continue
        for longer in range(1, len(columns)):
            odd = _filled(entries, _feet(columns, row, longer), sheet, state, refit)
            if odd is not None:
                page = odd
                break
        foot = max(row, head - FLOAT_GAP)
        return Above(page, rest, foot, _unevenness(page.fill, columns, foot))
    return None


def _head(sheet: Sheet, columns: range) -> int:
    """The first row that all of the columns have free."""
    return max(sheet.tops[number] for number in columns)


def _feet(columns: range, foot: int, longer: int) -> dict[int, int]:
    """The feet of columns above a block: `foot`, or of so many, the others a row higher."""
    last = range(columns.start + longer, columns.stop) if longer else ()
    return {at: foot - 1 if at in last else foot for at in columns}


def _filled(
    entries: tuple[Entry, ...],
    feet: dict[int, int],
    sheet: Sheet,
    state: State,
    refit: Refit | None,
) -> Levelled | None:
    """All of the entries in columns with these feet, None where they do not go in."""
    region = _region_above(sheet, feet)
    spot = Spot(state.index, region, state.carried, state.done)
    if refit is not None:
        found = refit.fill(entries, spot, sheet)
        page = Levelled(found.entries, found.spot, found.fill)
    else:
        page = Levelled(entries, spot, fill_columns(entries, spot))
    whole = page.fill.stopped_at == len(page.entries) and not page.fill.carried
    return page if whole and not _is_over(page.fill, region) else None


def _least_foot(sheet: Sheet, columns: range, rows: int) -> int:
    """The first row that so many rows of copy may end above; white in them may vanish."""
    region = sheet.region
    rows -= sum(region.column(at).rows for at in range(columns.start))
    tops = [region.column(at).top for at in columns]
    least = max(1, -(-rows // len(tops)) - MOST_VANISHING)
    return min(tops) + (least if len(set(tops)) == 1 and rows > 0 else 0)


def _region_above(sheet: Sheet, feet: dict[int, int]) -> Region:
    """The columns above a block to the feet they have, those at its left whole, no others."""
    tops, start = sheet.tops, min(feet)
    bottoms = tuple(
        max(top, feet.get(at, bottom if at < start else top))
        for at, (top, bottom) in enumerate(zip(tops, sheet.bottoms, strict=True))
    )
    return Region(len(tops), min(tops), max(bottoms), sheet.page_rows, tops, bottoms)


def _is_over(fill: Fill, region: Region) -> bool:
    return any(
        column.end_row > region.column(at).bottom for at, column in enumerate(fill.columns)
    )


def _unevenness(fill: Fill, columns: range, foot: int) -> int:
    """By how many rows a column above a block, whose foot this is, ends before it."""
    columns_above = (fill.columns[at] for at in columns)
    return max(0, *(foot - column.end_row for column in columns_above))


def _levelled(above: Above, columns: range, loosen: Loosen | None) -> Above:
    """The copy above a block with its whites opened, or a paragraph a line longer.

    So are the columns at its left, where they end before the page does.
    """
    region, fills = above.page.spot.region, above.page.fill.columns
    short = any(fills[at].end_row < region.column(at).bottom for at in range(columns.start))
    if above.uneven <= MOST_UNEVEN and not short:
        return above
    level = level_ends(above.page, loosen)
    uneven = _unevenness(level.fill, columns, above.foot)
    if _is_over(level.fill, region) or uneven > above.uneven:
        return above
    return replace(above, page=level, uneven=uneven)
