"""One article onto pages: heads, floats and full pages find their places around the columns.

`compose_article` gives drafts that do not know their page number yet; only the page's side and
the folio depend on it, and neither changes what goes where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.distribute import Region, balance_columns, fill_columns
from layout.flow.level import level_ends, level_feet
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
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.styles.model import Master

# White between a float and the columns, and between two floats, in rows.
FLOAT_GAP = 1
# Copy shallower than this beside floats is not worth a page's attention: the float waits.
LEAST_COPY_ROWS = 6


class Jump(Record):
    """Where an article goes on elsewhere: after how many pages, and what is said of it.

    `leaving` stands in the last row of the page's last column, `arriving` at the head of the
    page the article goes on at.
    """

    after: int
    leaving: Strip
    arriving: Float


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
    """Where composition stands between two pages."""

    index: int = 0
    carried: tuple[Strip, ...] = ()
    pending: tuple[Float, ...] = ()
    full_pages: tuple[FullPage, ...] = ()
    done: frozenset[int] = frozenset()


class _Sheet(Record):
    """A page while floats look for their places on it."""

    master: Master
    top: int  # first row of the columns
    bottom: int  # row after the columns' last
    page_rows: int
    floats: tuple[PlacedFloat, ...] = ()
    foot: tuple[Float, ...] = ()

    @property
    def region(self) -> Region:
        return Region(self.master.columns, self.top, self.bottom, self.page_rows)

    def has_room(self, block: Float) -> bool:
        """Whether the float and a decent depth of copy go together."""
        return self.bottom - self.top - block.rows - FLOAT_GAP >= LEAST_COPY_ROWS

    def with_bare_head(self) -> _Sheet:
        """Without the rule under the head: there is no copy for it to stand over."""
        head = self.floats[0]
        if head.block.foot_rule is None:
            return self
        bare = replace(head, block=replace(head.block, foot_rule=None))
        return replace(self, floats=(bare, *self.floats[1:]))

    def with_top(self, block: Float) -> _Sheet:
        placed = (*self.floats, PlacedFloat(self.top, block))
        return replace(self, floats=placed, top=self.top + block.rows + FLOAT_GAP)

    def with_foot(self, block: Float) -> _Sheet:
        return replace(
            self, foot=(*self.foot, block), bottom=self.bottom - block.rows - FLOAT_GAP
        )


def compose_article(
    entries: Sequence[Entry], head: Float | None, plan: Plan
) -> tuple[PageDraft, ...]:
    """The article's pages, in order; nothing of the galley is lost or repeated."""
    drafts: list[PageDraft] = []
    state = _State()
    jumps = list(plan.jumps)
    while not drafts or not _finished(state, entries):
        master = plan.continuation if drafts else plan.opener
        draft, after = _compose_page(entries, state, head, master, plan)
        arriving = None
        count = len(drafts) + 1 + len(after.full_pages)
        if jumps and count >= jumps[0].after and not _finished(after, entries):
            jump = jumps.pop(0)
            draft, after = _compose_leaving(entries, state, head, master, plan, jump.leaving)
            arriving = jump.arriving
        head, state = arriving, after
        drafts.append(draft)
        drafts += [
            PageDraft(plan.continuation.name, full_page=full_page)
            for full_page in state.full_pages
        ]
        state = replace(state, full_pages=())
    return tuple(drafts)


def fit_article(
    entries: Sequence[Entry], head: Float | None, plan: Plan
) -> tuple[PageDraft, ...]:
    """The article's pages, with white at the opener taken back where that saves a stray page.

    A page that would hold only a few lines is pulled in, row by row, from the white under the
    head and from the opener's sink. What does not help is not done.
    """
    drafts = compose_article(entries, head, plan)
    if len(drafts) < 2 or not _is_stray(drafts[-1], _white(head, plan)):
        return drafts
    for tighter_head, tighter_plan in _tighter(head, plan):
        trial = compose_article(entries, tighter_head, tighter_plan)
        if len(trial) < len(drafts):
            return trial
    return drafts


def _white(head: Float | None, plan: Plan) -> int:
    """The rows of white an opener can give back."""
    spare = head.rows - head.least_rows if head is not None and head.least_rows else 0
    return spare + plan.opener.sink


def _is_stray(draft: PageDraft, white: int) -> bool:
    depth = max((column.end_row for column in draft.columns), default=0) - draft.top_row
    return not draft.floats and draft.full_page is None and depth <= white


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


def _finished(state: _State, entries: Sequence[Entry]) -> bool:
    rest = range(state.index, len(entries))
    copy_left = any(index not in state.done and not _blank(entries[index]) for index in rest)
    return not copy_left and not state.carried and not state.pending


def _blank(entry: Entry) -> bool:
    return isinstance(entry, Strip) and (entry.space or not entry.rows)


def _compose_page(
    entries: Sequence[Entry], state: _State, head: Float | None, master: Master, plan: Plan
) -> tuple[PageDraft, _State]:
    sheet = _Sheet(master, master.sink, plan.rows, plan.rows - plan.continuation.sink)
    if head is not None:
        placed = (PlacedFloat(master.sink, head),)
        sheet = replace(sheet, floats=placed, top=master.sink + head.rows)
    if plan.in_order:
        return _compose_in_order(entries, state, sheet)
    sheet, state = _place_pending(sheet, state)
    sheet, state, fill = _settle_floats(entries, sheet, state)
    ended = fill.stopped_at >= len(entries) and not fill.carried
    if ended and plan.balance:
        balanced = balance_columns(
            entries, state.index, sheet.region, carried=state.carried, done=state.done
        )
        fill = level_ends(balanced) if balanced else fill
    elif not ended:
        fill = level_feet(
            entries, state.index, sheet.region, carried=state.carried, done=state.done
        )
    next_state = replace(state, index=fill.stopped_at, carried=fill.carried)
    foot_row = _foot_row(fill, sheet) if ended else sheet.bottom + FLOAT_GAP
    if head is not None and all(not column.placed for column in fill.columns):
        sheet = sheet.with_bare_head()
    floats, next_state = _place_foot(sheet, foot_row, next_state, plan if ended else None)
    return PageDraft(master.name, fill.columns, floats, top_row=sheet.top), next_state


def _compose_leaving(
    entries: Sequence[Entry],
    state: _State,
    head: Float | None,
    master: Master,
    plan: Plan,
    line: Strip,
) -> tuple[PageDraft, _State]:
    """A page a row shorter, with the jump line below the last column that holds copy."""
    shorter = replace(plan, rows=plan.rows - line.rows)
    draft, after = _compose_page(entries, state, head, master, shorter)
    columns = list(draft.columns)
    at = max((at for at, column in enumerate(columns) if column.placed), default=-1)
    placed = (*columns[at].placed, PlacedStrip(shorter.rows, line))
    columns[at] = ColumnFill(placed, plan.rows)
    return replace(draft, columns=tuple(columns)), after


def _compose_in_order(
    entries: Sequence[Entry], state: _State, sheet: _Sheet
) -> tuple[PageDraft, _State]:
    """A page of rows of columns with the blocks over the full measure between them."""
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
            sheet = replace(sheet, top=end + FLOAT_GAP)
        block = None if full or stop == len(entries) else entries[stop]
        if isinstance(block, FullPage):
            state = replace(state, full_pages=(*state.full_pages, block), index=stop + 1)
        elif isinstance(block, Float) and (
            block.rows <= sheet.region.rows or (sheet.top == top and not sheet.floats)
        ):
            placed = (*sheet.floats, PlacedFloat(sheet.top, block))
            sheet = replace(sheet, floats=placed, top=sheet.top + block.rows + FLOAT_GAP)
            state = replace(state, index=stop + 1)
        else:
            break
    return PageDraft(sheet.master.name, tuple(columns), sheet.floats, top_row=top), state


def _joined(upper: ColumnFill, lower: ColumnFill) -> ColumnFill:
    """Two stretches of one column."""
    if not lower.placed:
        return upper
    return ColumnFill((*upper.placed, *lower.placed), lower.end_row)


def _place_pending(sheet: _Sheet, state: _State) -> tuple[_Sheet, _State]:
    """Floats that waited stand at the head of this page, in order, while they fit.

    One too tall for any page takes one of its own, overset, rather than wait for ever.
    """
    pending = list(state.pending)
    while pending:
        bare = not sheet.floats
        if pending[0].rows > sheet.region.rows and not (bare and _is_whole(sheet)):
            break
        block = pending.pop(0)
        sheet = sheet.with_top(block)
    if sheet.bottom < sheet.top:
        sheet = replace(sheet, top=sheet.bottom)
    return sheet, replace(state, pending=tuple(pending))


def _is_whole(sheet: _Sheet) -> bool:
    """Whether the columns have all the height that any page gives them."""
    return sheet.region.rows >= sheet.page_rows


def _settle_floats(
    entries: Sequence[Entry], sheet: _Sheet, state: _State
) -> tuple[_Sheet, _State, Fill]:
    """Fill the columns again and again until every float met has a place or waits."""
    while True:
        fill = fill_columns(
            entries, state.index, sheet.region, carried=state.carried, done=state.done
        )
        if fill.page_break or fill.stopped_at >= len(entries):
            return sheet, state, fill
        entry = entries[fill.stopped_at]
        if isinstance(entry, Strip) or fill.stopped_at in state.done:
            return sheet, state, fill
        state = replace(state, done=state.done | {fill.stopped_at})
        if isinstance(entry, FullPage):
            state = replace(state, full_pages=(*state.full_pages, entry))
        else:
            sheet, state = _place_float(entry, sheet, state)


def _place_float(block: Float, sheet: _Sheet, state: _State) -> tuple[_Sheet, _State]:
    waits = block.place == "next-page" or state.pending or not sheet.has_room(block)
    if waits:
        return sheet, replace(state, pending=(*state.pending, block))
    at_head = block.place == "top" or (block.place == "here" and not sheet.floats)
    return (sheet.with_top(block) if at_head else sheet.with_foot(block)), state


def _foot_row(fill: Fill, sheet: _Sheet) -> int:
    """Where floats at the foot begin when the copy ended above them."""
    end = max((column.end_row for column in fill.columns), default=sheet.top)
    return end + FLOAT_GAP if end > sheet.top else sheet.top


def _place_foot(
    sheet: _Sheet, row: int, state: _State, last: Plan | None
) -> tuple[tuple[PlacedFloat, ...], _State]:
    """The floats of the foot, from `row` down; on the last page those that waited follow."""
    placed = list(sheet.floats)
    for block in sheet.foot:
        placed.append(PlacedFloat(row, block))
        row += block.rows + FLOAT_GAP
    if last is None:
        return tuple(placed), state
    pending = list(state.pending)
    while pending and row + pending[0].rows <= last.rows and pending[0].place != "next-page":
        block = pending.pop(0)
        placed.append(PlacedFloat(row, block))
        row += block.rows + FLOAT_GAP
    return tuple(placed), replace(state, pending=tuple(pending))
