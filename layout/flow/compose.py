"""One article onto pages: heads, floats and full pages find their places around the columns.

`compose_article` gives drafts that do not know their page number yet; only the page's side and
the folio depend on it, and neither changes what goes where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.bands import Met, place_amid
from layout.flow.distribute import Spot, balance_columns, fill_columns
from layout.flow.level import MOST_SHORT, Levelled, level_ends, level_feet, open_feet
from layout.flow.model import (
    ColumnFill,
    Entry,
    Fill,
    Float,
    FullPage,
    PageDraft,
    PlacedStrip,
    Strip,
)
from layout.flow.placing import (
    NO_TOOLS,
    State,
    Tools,
    place_float,
    place_foot,
    place_pending,
    unused_rows,
)
from layout.flow.sheet import FLOAT_GAP, SIDED, Sheet, blank_sheet, joined
from layout.flow.strips import shifted
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.flow.refit import Refit, Refitted
    from layout.geometry import Pt
    from layout.styles.model import Master


class Jump(Record):
    """Where an article goes on elsewhere: after how many pages, and what is said of it.

    `leaving` stands in the last row of the page's last column, `arriving` at the head of the
    page the article goes on at, which falls on `side`. `leaving` is set to `measure`, and moved
    to the right where the column is wider.
    """

    after: int
    leaving: Strip
    arriving: Float
    measure: Pt
    side: str = ""  # recto | verso


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


def has_sides(entries: Sequence[Entry], plan: Plan) -> bool:
    """Whether it matters on which side of a spread the article begins."""
    uneven = plan.opener.measures or plan.continuation.measures
    floats = (entry for entry in entries if isinstance(entry, Float))
    return bool(uneven) or any(block.place in SIDED for block in floats)


OTHER_SIDE = {"recto": "verso", "verso": "recto"}


class MakeUp(Record):
    """What an article's pages are made up from: its set copy and head, and their plan.

    The first page falls on `side`. Without `tools` every line stays as it was set.
    """

    entries: Sequence[Entry]
    plan: Plan
    head: Float | None = None
    side: str = "recto"
    tools: Tools = NO_TOOLS


def compose_article(article: MakeUp) -> tuple[PageDraft, ...]:
    """The article's pages, in order; nothing of the galley is lost or repeated."""
    plan, head, tools = article.plan, article.head, article.tools
    drafts: list[PageDraft] = []
    state = State(tuple(article.entries))
    jumps = [jump for jump in plan.jumps if jump.after > 0]
    if tools.refit is not None:
        tools.refit.begin()
    while not drafts or not _finished(state):
        master = plan.continuation if drafts else plan.opener
        this = _side_of(len(drafts), article.side, plan)
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


def _side_of(number: int, side: str, plan: Plan) -> str:
    """The side of an article's page, counted from 0, where the first one falls on `side`.

    Each page that the article goes on at elsewhere begins to count anew.
    """
    first = 0
    for jump in plan.jumps:
        if jump.after <= number and jump.side:
            first, side = jump.after, jump.side
    return OTHER_SIDE[side] if (number - first) % 2 else side


def _finished(state: State) -> bool:
    rest = range(state.index, len(state.entries))
    copy_left = any(
        index not in state.done and not _blank(state.entries[index]) for index in rest
    )
    return not copy_left and not state.carried and not state.pending


def _blank(entry: Entry) -> bool:
    return isinstance(entry, Strip) and (entry.space or not entry.rows)


class _Page(Record):
    """A page composed, and where composition stands after it."""

    draft: PageDraft
    after: State
    ended: bool = False
    closed: int = 0  # columns at the left of a block in mid-page, which cannot be evened alone


def _compose_page(
    state: State, sheet: Sheet, plan: Plan, tools: Tools
) -> tuple[PageDraft, State]:
    if plan.in_order:
        return _compose_in_order(state, sheet)
    page = _composed(state, sheet, plan, tools)
    if page.closed:
        page = _shortened(page, state, sheet, plan, tools)
    return page.draft, page.after


def _composed(state: State, sheet: Sheet, plan: Plan, tools: Tools) -> _Page:
    opens = bool(sheet.floats)
    sheet, state = place_pending(sheet, state)
    top = sheet.top
    sheet, state, fill = _settle_floats(sheet, state, tools)
    ended = fill.stopped_at >= len(state.entries) and not fill.carried
    if not ended or plan.balance:
        state, fill = _evened(state, sheet, fill, tools, ended=ended)
    if not sheet.bands:
        top = sheet.top
    columns = sheet.joined(fill.columns)
    if opens and all(not column.placed for column in columns):
        sheet = sheet.with_bare_head()
    next_state = replace(state, index=fill.stopped_at, carried=fill.carried)
    rise = unused_rows(fill, sheet) if ended else 0
    floats, next_state = place_foot(sheet, rise, next_state, plan.rows if ended else None)
    name = sheet.master.name
    draft = PageDraft(name, columns, floats, top_row=top, bands=sheet.bands)
    return _Page(draft, next_state, ended, sheet.closed)


def _shortened(page: _Page, state: State, sheet: Sheet, plan: Plan, tools: Tools) -> _Page:
    """The page with its columns, those at the left of a block too, of one height.

    All end so many rows earlier; as early as they can where the copy ends.
    """
    ends = [column.end_row for column in page.draft.columns]
    free = sum(max(ends) - end for end in ends)
    if page.ended:
        most = free // len(ends) + 1 if plan.balance else 0
        trials = range(most, 0, -1)
    else:
        trials = range(1, MOST_SHORT + 1 if free else 1)
    for less in trials:
        trial = _composed(state, sheet.with_less(less), plan, tools)
        if _is_better(trial, page):
            return trial
    return page


def _is_better(trial: _Page, page: _Page) -> bool:
    """Whether a shorter page holds the same blocks, and all the copy or level feet."""
    one, other = trial.draft, page.draft
    same = [item.block for item in one.floats] == [item.block for item in other.floats]
    same = same and len(one.bands) == len(other.bands)
    if trial.after.pending != page.after.pending or not same:
        return False
    if page.ended:
        return trial.ended
    return len({column.end_row for column in one.columns}) == 1


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
    state: State, sheet: Sheet, fill: Fill, tools: Tools, *, ended: bool
) -> tuple[State, Fill]:
    """The page with its columns' feet level, or of one height where the copy ends."""
    refit = tools.refit
    if refit is not None and refit.is_needed(sheet):
        if not ended:
            return state, open_feet(fill, sheet)
        found = refit.balance(state.entries, _spot(state, sheet), sheet)
        return (state, fill) if found is None else (_after(state, found), found.fill)
    spot, loosen = _spot(state, sheet), tools.loosen
    if not ended:
        level = level_feet(Levelled(state.entries, spot, fill), loosen)
        return _after(state, level), level.fill
    balanced = balance_columns(state.entries, spot)
    if balanced is None:
        return state, fill
    level = level_ends(Levelled(state.entries, spot, balanced), loosen)
    return _after(state, level), level.fill


def _filled(state: State, sheet: Sheet, refit: Refit | None) -> tuple[State, Fill]:
    """What the columns take, its lines set anew where they find other measures."""
    if refit is not None and refit.is_needed(sheet):
        found = refit.fill(state.entries, _spot(state, sheet), sheet)
        return _after(state, found), found.fill
    return state, fill_columns(state.entries, _spot(state, sheet))


def _spot(state: State, sheet: Sheet) -> Spot:
    return Spot(state.index, sheet.region, state.carried, state.done)


def _after(state: State, found: Refitted | Levelled) -> State:
    spot = found.spot
    return replace(state, entries=tuple(found.entries), done=spot.done, carried=spot.carried)


def _compose_in_order(state: State, sheet: Sheet) -> tuple[PageDraft, State]:
    """A page of rows of columns with the blocks over the full measure between them."""
    entries, top = state.entries, sheet.top
    across = range(sheet.master.columns)
    columns = tuple(ColumnFill((), top) for _ in across)
    while sheet.region.rows > 0:
        rest = range(state.index, len(entries))
        stops = (at for at in rest if not isinstance(entries[at], Strip))
        stop = next(stops, len(entries))
        part = entries[:stop]
        spot = Spot(state.index, sheet.region, state.carried)
        fill = balance_columns(part, spot)
        full = fill is None
        if fill is None:
            fill = fill_columns(part, spot)
        columns = tuple(map(joined, columns, fill.columns))
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
            sheet = sheet.with_top(block, across).with_band(columns)
            state = replace(state, index=stop + 1)
        else:
            break
    name = sheet.master.name
    return PageDraft(name, columns, sheet.floats, top_row=top, bands=sheet.bands), state


def _settle_floats(sheet: Sheet, state: State, tools: Tools) -> tuple[Sheet, State, Fill]:
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
            placed = (at for at, one in enumerate(fill.columns) if one.placed)
            met = Met(entry, at, max(placed, default=sheet.closed))
            sheet, state = _with_float(met, sheet, state, tools)


def _with_float(met: Met, sheet: Sheet, state: State, tools: Tools) -> tuple[Sheet, State]:
    """The float where it was met, else at the head or foot, or among those that wait."""
    amid = place_amid(met, sheet, state, tools)
    if amid is not None:
        return amid
    return place_float(met.block, met.column, sheet, state)
