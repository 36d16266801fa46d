"""Where floats go on a page: over or under its columns, amid them, or on to the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.model import Entry, Fill, Float, FullPage, PlacedFloat, Strip
from layout.flow.sheet import FLOAT_GAP, Sheet
from layout.record import Record, replace

if TYPE_CHECKING:
    from layout.flow.loosen import Loosen
    from layout.flow.refit import Refit


class State(Record):
    """Where composition stands between two pages: copy set so far as it is on them."""

    entries: tuple[Entry, ...]
    index: int = 0
    carried: tuple[Strip, ...] = ()
    pending: tuple[Float, ...] = ()
    full_pages: tuple[FullPage, ...] = ()
    done: frozenset[int] = frozenset()


class Tools(Record):
    """What sets copy again while pages are composed: for other measures, or a line longer."""

    refit: Refit | None = None
    loosen: Loosen | None = None


NO_TOOLS = Tools()


def place_pending(sheet: Sheet, state: State) -> tuple[Sheet, State]:
    """Floats that waited stand at the head of this page, in order, while they fit.

    One too tall for any page takes one of its own, overset, rather than wait for ever.
    """
    pending = list(state.pending)
    while pending:
        block = pending[0]
        around = _around(block, sheet, state)
        if around is not None:
            return around, replace(state, pending=tuple(pending[1:]))
        columns = sheet.columns_for(block, _freest(sheet))
        bare = not sheet.floats
        if block.rows > _room(sheet, columns) and not (bare and _is_whole(sheet)):
            break
        if not sheet.is_even(columns):
            break
        sheet = sheet.with_top(pending.pop(0), columns)
    sheet = replace(sheet, tops=tuple(map(min, sheet.tops, sheet.bottoms)))
    return sheet, replace(state, pending=tuple(pending))


def _freest(sheet: Sheet) -> int:
    """The column whose copy begins highest, the first of several."""
    return sheet.tops.index(sheet.top)


def _room(sheet: Sheet, columns: range) -> int:
    """The rows that a block across these columns finds."""
    return min(sheet.bottoms[at] - sheet.tops[at] for at in columns)


def _is_whole(sheet: Sheet) -> bool:
    """Whether the columns have all the height that any page gives them."""
    return sheet.region.rows >= sheet.page_rows


def place_float(block: Float, met: int, sheet: Sheet, state: State) -> tuple[Sheet, State]:
    """The float, met in column `met`, at its place on the page or among those that wait."""
    elsewhere = block.place == "next-page" or (
        block.place == "facing" and sheet.side == "verso"
    )
    if elsewhere or state.pending:
        return sheet, replace(state, pending=(*state.pending, block))
    around = _around(block, sheet, state)
    if around is not None:
        return around, state
    columns = sheet.columns_for(block, met)
    if sheet.has_room(block, columns):
        foot_first = block.place == "bottom" or (block.place == "here" and bool(sheet.floats))
        for at_foot in (foot_first, not foot_first):
            free = at_foot or sheet.is_head(columns)
            if free and sheet.is_even(columns, foot=at_foot):
                placed = sheet.with_foot if at_foot else sheet.with_top
                return placed(block, columns), state
    return sheet, replace(state, pending=(*state.pending, block))


def _around(block: Float, sheet: Sheet, state: State) -> Sheet | None:
    """The sheet with the block in the middle of its copy, if it wants that and can have it."""
    if block.place != "middle":
        return None
    return sheet.with_notch(block, _rows_left(state) // sheet.master.columns)


def _rows_left(state: State) -> int:
    """How many rows the copy takes that has no page yet."""
    rest = [entry for entry in state.entries[state.index :] if isinstance(entry, Strip)]
    return sum(strip.rows for strip in (*state.carried, *rest))


def unused_rows(fill: Fill, sheet: Sheet) -> int:
    """How far what stands under the columns rises when the copy ended above it.

    It never rises onto what copy goes around, which may reach deeper than the copy.
    """
    ends = [
        column.end_row if column.placed else top - FLOAT_GAP
        for column, top in zip(fill.columns, sheet.tops, strict=True)
    ]
    ends[: sheet.closed] = [column.end_row for column in sheet.above[: sheet.closed]]
    ends = [max(end, *(notch.end for notch in sheet.notches), 0) for end in ends]
    return min(bottom - end for bottom, end in zip(sheet.bottoms, ends, strict=True))


def place_foot(
    sheet: Sheet, rise: int, state: State, last_row: int | None
) -> tuple[tuple[PlacedFloat, ...], State]:
    """The floats of the foot, `rise` rows higher; on the last page those that waited follow."""
    foot, row = sheet.placed_foot(rise)
    placed = [*sheet.floats, *foot]
    if last_row is None:
        return tuple(placed), state
    pending = list(state.pending)
    while pending and row + pending[0].rows <= last_row and pending[0].place != "next-page":
        block = pending.pop(0)
        placed.append(PlacedFloat(row, block, sheet.columns_for(block, 0).start))
        row += block.rows + FLOAT_GAP
    return tuple(placed), replace(state, pending=tuple(pending))
