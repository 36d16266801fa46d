"""One article onto pages: heads, floats and full pages find their places around the columns.

`compose_article` gives drafts that do not know their page number yet; only the page's side and
the folio depend on it, and neither changes what goes where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.distribute import Spot, balance_columns, fill_columns, filled
from layout.flow.level import Levelled, level_ends, level_feet, open_feet
from layout.flow.model import (
    ColumnFill,
    Entry,
    Fill,
    Float,
    FullPage,
    PageDraft,
    PlacedFloat,
    PlacedStrip,
    Strip,
)
from layout.flow.sheet import FLOAT_GAP, SIDED, Sheet, blank_sheet
from layout.flow.strips import shifted
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.flow.loosen import Loosen
    from layout.flow.refit import Refit, Refitted
    from layout.geometry import Pt
    from layout.styles.model import Master


class Jump(Record):
    """Where an article goes on elsewhere: after how many pages, and what is said of it.

    `leaving` stands in the last row of the page's last column, `arriving` at the head of the
    page the article goes on at. `leaving` is set to `measure`, and moved to the right where the
    column is wider.
    """

    after: int
    leaving: Strip
    arriving: Float
    measure: Pt


class Plan(Record):
    """Which masters an article's pages take, and how its columns end.

    With `in_order` a block over the full measure stands between what comes before and after it;
    otherwise it finds its place at the head or foot.
    """

    opener: Master
    continuation: Master
    rows: int
    balance: bool = True
    in_order: bool = False
    jumps: tuple[Jump, ...] = ()


class _State(Record):
    """Where composition stands between two pages: copy set so far as it is on them."""

    entries: tuple[Entry, ...]
    index: int = 0
    carried: tuple[Strip, ...] = ()
    pending: tuple[Float, ...] = ()
    full_pages: tuple[FullPage, ...] = ()
    done: frozenset[int] = frozenset()


def has_sides(entries: Sequence[Entry], plan: Plan) -> bool:
    """Whether it matters on which side of a spread the article begins."""
    uneven = plan.opener.measures or plan.continuation.measures
    floats = (entry for entry in entries if isinstance(entry, Float))
    return bool(uneven) or any(block.place in SIDED for block in floats)


OTHER_SIDE = {"recto": "verso", "verso": "recto"}


class Tools(Record):
    """What sets copy again while pages are composed: for other measures, or a line longer."""

    refit: Refit | None = None
    loosen: Loosen | None = None


NO_TOOLS = Tools()


def compose_article(
    entries: Sequence[Entry],
    head: Float | None,
    plan: Plan,
    side: str = "recto",
    tools: Tools = NO_TOOLS,
) -> tuple[PageDraft, ...]:
    """The article's pages, in order; nothing of the galley is lost or repeated.

    The first of them falls on `side`. Without `tools` every line stays as it was set.
    """
    drafts: list[PageDraft] = []
    state, jumps = _State(tuple(entries)), list(plan.jumps)
    if tools.refit is not None:
        tools.refit.begin()
    while not drafts or not _finished(state):
        master = plan.continuation if drafts else plan.opener
        this = OTHER_SIDE[side] if len(drafts) % 2 else side
        sheet = blank_sheet(master, this, plan.rows, plan.rows - plan.continuation.sink)
        if head is not None:
            sheet = sheet.with_head(head)
        draft, after = _compose_page(state, sheet, plan, tools)
        head = None
        pages = len(drafts) + 1 + len(after.full_pages)
        if jumps and pages >= jumps[0].after and not _finished(after):
            jump = jumps.pop(0)
            head, less = jump.arriving, sheet.with_less(jump.leaving.rows)
            draft, after = _compose_page(state, less, plan, tools)
            draft = _with_line(draft, jump, sheet)
        state = after
        drafts.append(draft)
        drafts += [
            PageDraft(plan.continuation.name, full_page=full_page)
            for full_page in state.full_pages
        ]
        state = replace(state, full_pages=())
    return tuple(drafts)


def fit_article(
    entries: Sequence[Entry],
    head: Float | None,
    plan: Plan,
    side: str = "recto",
    tools: Tools = NO_TOOLS,
) -> tuple[PageDraft, ...]:
    """The article's pages, the white of its opener as it serves them best.

    A page that would hold only a few lines is pulled in, row by row, from the white under the
    head and from the opener's sink; columns under the head are levelled by a row or two of it.
    What does not help is not done.
    """
    drafts = compose_article(entries, head, plan, side, tools)
    if len(drafts) < 2:
        return drafts
    if _is_stray(drafts[-1], _white(head, plan)):
        for tighter_head, tighter_plan in _tighter(head, plan):
            trial = compose_article(entries, tighter_head, tighter_plan, side, tools)
            if len(trial) < len(drafts) or not _has_copy(trial[-1]):
                return trial
    if head is not None and not _is_level(drafts[0]):
        for rows in _other_rows(head):
            other = replace(head, rows=rows)
            trial = compose_article(entries, other, plan, side, tools)
            if len(trial) <= len(drafts) and _is_level(trial[0]):
                return trial
    return drafts


# The white under a head gives or takes so many rows where that levels the feet below it.
HEAD_CHANGES = (-1, 1, -2, 2)


def _other_rows(head: Float) -> list[int]:
    least = head.least_rows or head.rows
    return [head.rows + more for more in HEAD_CHANGES if head.rows + more >= least]


def _is_level(draft: PageDraft) -> bool:
    """Whether the columns of a page that goes on end on one row."""
    return len({column.end_row for column in draft.columns}) == 1


def _white(head: Float | None, plan: Plan) -> int:
    """The rows of white an opener can give back."""
    spare = head.rows - head.least_rows if head is not None and head.least_rows else 0
    return spare + plan.opener.sink


def _is_stray(draft: PageDraft, white: int) -> bool:
    """Whether a last page holds only a few lines of copy, alone or over a block."""
    depth = max((column.end_row for column in draft.columns), default=0) - draft.top_row
    return draft.full_page is None and _has_copy(draft) and depth <= white


def _has_copy(draft: PageDraft) -> bool:
    return any(column.placed for column in draft.columns)


def _tighter(head: Float | None, plan: Plan) -> Iterator[tuple[Float | None, Plan]]:
    """The head and plan with one row of white less each time, down to none."""
    if head is not None and head.least_rows:
        while head.rows > head.least_rows:
            head = replace(head, rows=head.rows - 1)
            yield head, plan
    while plan.opener.sink:
        opener = replace(plan.opener, sink=plan.opener.sink - 1)
        plan = replace(plan, opener=opener)
        yield head, plan


def _finished(state: _State) -> bool:
    rest = range(state.index, len(state.entries))
    copy_left = any(
        index not in state.done and not _blank(state.entries[index]) for index in rest
    )
    return not copy_left and not state.carried and not state.pending


def _blank(entry: Entry) -> bool:
    return isinstance(entry, Strip) and (entry.space or not entry.rows)


def _compose_page(
    state: _State, sheet: Sheet, plan: Plan, tools: Tools
) -> tuple[PageDraft, _State]:
    if plan.in_order:
        return _compose_in_order(state, sheet)
    opens = bool(sheet.floats)
    sheet, state = _place_pending(sheet, state)
    sheet, state, fill = _settle_floats(sheet, state, tools)
    ended = fill.stopped_at >= len(state.entries) and not fill.carried
    if not ended or plan.balance:
        state, fill = _evened(state, sheet, fill, tools, ended=ended)
    if opens and all(not column.placed for column in fill.columns):
        sheet = sheet.with_bare_head()
    next_state = replace(state, index=fill.stopped_at, carried=fill.carried)
    rise = _unused_rows(fill, sheet) if ended else 0
    floats, next_state = _place_foot(sheet, rise, next_state, plan if ended else None)
    draft = PageDraft(sheet.master.name, fill.columns, floats, top_row=sheet.top)
    return draft, next_state


def _with_line(draft: PageDraft, jump: Jump, sheet: Sheet) -> PageDraft:
    """The page with its jump line at the foot, under the last column that holds copy."""
    at = max((at for at, column in enumerate(draft.columns) if column.placed), default=0)
    bottom = sheet.bottom
    row = bottom - jump.leaving.rows
    wider = sheet.master.column_measures(sheet.side)[at] - jump.measure
    line = shifted(jump.leaving, wider) if wider else jump.leaving
    placed = (*draft.columns[at].placed, PlacedStrip(row, line))
    columns = (*draft.columns[:at], ColumnFill(placed, bottom), *draft.columns[at + 1 :])
    return replace(draft, columns=columns)


def _evened(
    state: _State, sheet: Sheet, fill: Fill, tools: Tools, *, ended: bool
) -> tuple[_State, Fill]:
    """The page with its columns' feet level, or of one height where the copy ends."""
    refit = tools.refit
    if refit is not None and refit.is_needed(sheet):
        if not ended:
            return state, open_feet(fill, sheet)
        found = refit.balance(state.entries, _spot(state, sheet), sheet)
        return (state, fill) if found is None else (_after(state, found), found.fill)
    spot, loosen = _spot(state, sheet), tools.loosen
    if not ended:
        level = level_feet(state.entries, spot, loosen)
        return _after(state, level), level.fill
    balanced = balance_columns(
        state.entries, state.index, sheet.region, carried=state.carried, done=state.done
    )
    if balanced is None:
        return state, fill
    level = level_ends(Levelled(state.entries, spot, balanced), loosen)
    return _after(state, level), level.fill


def _filled(state: _State, sheet: Sheet, refit: Refit | None) -> tuple[_State, Fill]:
    """What the columns take, its lines set anew where they find other measures."""
    if refit is not None and refit.is_needed(sheet):
        found = refit.fill(state.entries, _spot(state, sheet), sheet)
        return _after(state, found), found.fill
    return state, filled(state.entries, _spot(state, sheet))


def _spot(state: _State, sheet: Sheet) -> Spot:
    return Spot(state.index, sheet.region, state.carried, state.done)


def _after(state: _State, found: Refitted | Levelled) -> _State:
    spot = found.spot
    return replace(state, entries=tuple(found.entries), done=spot.done, carried=spot.carried)


def _compose_in_order(state: _State, sheet: Sheet) -> tuple[PageDraft, _State]:
    """A page of rows of columns with the blocks over the full measure between them."""
    entries = state.entries
    top = sheet.top
    columns = [ColumnFill((), top) for _ in range(sheet.master.columns)]
    while sheet.region.rows > 0:
        rest = range(state.index, len(entries))
        stops = (at for at in rest if not isinstance(entries[at], Strip))
        stop = next(stops, len(entries))
        part = entries[:stop]
        fill = balance_columns(part, state.index, sheet.region, carried=state.carried)
        full = fill is None
        if fill is None:
            fill = fill_columns(part, state.index, sheet.region, carried=state.carried)
        columns = [
            _joined(one, other) for one, other in zip(columns, fill.columns, strict=True)
        ]
        state = replace(state, index=fill.stopped_at, carried=fill.carried)
        end = max(column.end_row for column in fill.columns)
        if end > sheet.top:
            sheet = replace(sheet, tops=(end + FLOAT_GAP,) * len(columns))
        block = None if full or stop == len(entries) else entries[stop]
        if isinstance(block, FullPage):
            state = replace(state, full_pages=(*state.full_pages, block), index=stop + 1)
        elif isinstance(block, Float) and (
            block.rows <= sheet.region.rows or (sheet.top == top and not sheet.floats)
        ):
            sheet = sheet.with_top(block, range(len(columns)))
            state = replace(state, index=stop + 1)
        else:
            break
    return PageDraft(sheet.master.name, tuple(columns), sheet.floats, top_row=top), state


def _joined(upper: ColumnFill, lower: ColumnFill) -> ColumnFill:
    """Two stretches of one column."""
    if not lower.placed:
        return upper
    return ColumnFill((*upper.placed, *lower.placed), lower.end_row)


def _place_pending(sheet: Sheet, state: _State) -> tuple[Sheet, _State]:
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


def _settle_floats(sheet: Sheet, state: _State, tools: Tools) -> tuple[Sheet, _State, Fill]:
    """Fill the columns again and again until every float met has a place or waits."""
    while True:
        state, fill = _filled(state, sheet, tools.refit)
        at = fill.stopped_at
        if fill.page_break or at >= len(state.entries):
            return sheet, state, fill
        entry = state.entries[at]
        if isinstance(entry, Strip) or at in state.done:
            return sheet, state, fill
        state = replace(state, done=state.done | {at})
        if isinstance(entry, FullPage):
            state = replace(state, full_pages=(*state.full_pages, entry))
        else:
            met = max((at for at, one in enumerate(fill.columns) if one.placed), default=0)
            sheet, state = _place_float(entry, met, sheet, state)


def _place_float(block: Float, met: int, sheet: Sheet, state: _State) -> tuple[Sheet, _State]:
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
            if sheet.is_even(columns, foot=at_foot):
                placed = sheet.with_foot if at_foot else sheet.with_top
                return placed(block, columns), state
    return sheet, replace(state, pending=(*state.pending, block))


def _around(block: Float, sheet: Sheet, state: _State) -> Sheet | None:
    """The sheet with the block in the middle of its copy, if it wants that and can have it."""
    if block.place != "middle":
        return None
    return sheet.with_notch(block, _rows_left(state) // sheet.master.columns)


def _rows_left(state: _State) -> int:
    """How many rows the copy takes that has no page yet."""
    rest = [entry for entry in state.entries[state.index :] if isinstance(entry, Strip)]
    return sum(strip.rows for strip in (*state.carried, *rest))


def _unused_rows(fill: Fill, sheet: Sheet) -> int:
    """How far what stands under the columns rises when the copy ended above it."""
    return min(
        bottom - column.end_row if column.placed else bottom + FLOAT_GAP - top
        for column, top, bottom in zip(fill.columns, sheet.tops, sheet.bottoms, strict=True)
    )


def _place_foot(
    sheet: Sheet, rise: int, state: _State, last: Plan | None
) -> tuple[tuple[PlacedFloat, ...], _State]:
    """The floats of the foot, `rise` rows higher; on the last page those that waited follow."""
    foot, row = sheet.placed_foot(rise)
    placed = [*sheet.floats, *foot]
    if last is None:
        return tuple(placed), state
    pending = list(state.pending)
    while pending and row + pending[0].rows <= last.rows and pending[0].place != "next-page":
        block = pending.pop(0)
        placed.append(PlacedFloat(row, block, sheet.columns_for(block, 0).start))
        row += block.rows + FLOAT_GAP
    return tuple(placed), replace(state, pending=tuple(pending))
