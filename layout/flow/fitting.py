"""An article composed as its opener's white serves it best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.compose import NO_TOOLS, Plan, Tools, compose_article
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    from layout.flow.model import Entry, Float, PageDraft

    _Composed: TypeAlias = Callable[["_White"], tuple[PageDraft, ...]]


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

    def composed(white: _White) -> tuple[PageDraft, ...]:
        return compose_article(entries, white.head, white.plan, side, tools)

    white = _White(head, plan)
    drafts = composed(white)
    if len(drafts) < 2:
        return drafts
    white, drafts = _pulled_in(white, drafts, composed)
    return _levelled(white, drafts, composed)


class _White(Record):
    """An article's head and plan: the white its opener has."""

    head: Float | None
    plan: Plan


def _pulled_in(
    white: _White, drafts: tuple[PageDraft, ...], composed: _Composed
) -> tuple[_White, tuple[PageDraft, ...]]:
    """With less white, where that saves a last page of only a few lines."""
    copy = [draft for draft in drafts if _has_copy(draft)]
    if len(copy) < 2 or not _is_stray(copy[-1], _spare(white)):
        return white, drafts
    for tighter in _tighter(white):
        trial = composed(tighter)
        less_copy = _copy_pages(trial) < len(copy)
        if len(trial) < len(drafts) or (less_copy and len(trial) == len(drafts)):
            return tighter, trial
    return white, drafts


def _levelled(
    white: _White, drafts: tuple[PageDraft, ...], composed: _Composed
) -> tuple[PageDraft, ...]:
    """With other white, where that levels the feet of the first page and takes no page more."""
    if white.head is None or len(drafts) < 2 or _opens_level(drafts):
        return drafts
    for other in _others(white, white.head):
        trial = composed(other)
        longer = len(trial) > len(drafts) or _copy_pages(trial) > _copy_pages(drafts)
        if not longer and _opens_level(trial):
            return trial
    return drafts


# The white under a head gives or takes so many rows where that levels the feet below it.
HEAD_CHANGES = (-1, 1, -2, 2)


def _others(white: _White, head: Float) -> Iterator[_White]:
    """The head with other white under it, then both nearer the top, for more rows below."""
    least = head.least_rows or head.rows
    heads = [replace(head, rows=rows) for rows in _near(head.rows) if rows >= least]
    yield from (replace(white, head=other) for other in heads)
    for less in range(1, white.plan.opener.sink + 1):
        higher = _sunk_less(white.plan, less)
        yield from (_White(other, higher) for other in (head, *heads))


def _near(rows: int) -> list[int]:
    return [rows + more for more in HEAD_CHANGES]


def _sunk_less(plan: Plan, rows: int) -> Plan:
    """The plan whose openers start so many rows higher."""
    return replace(plan, opener=replace(plan.opener, sink=plan.opener.sink - rows))


def _opens_level(drafts: tuple[PageDraft, ...]) -> bool:
    """Whether the first page's columns end on one row, or a line apart where the copy ends."""
    ends = {column.end_row for column in drafts[0].columns}
    return max(ends) - min(ends) <= (0 if _copy_pages(drafts) > 1 else 1)


def _copy_pages(drafts: tuple[PageDraft, ...]) -> int:
    return sum(map(_has_copy, drafts))


def _spare(white: _White) -> int:
    """The rows of white an opener can give back."""
    head = white.head
    spare = head.rows - head.least_rows if head is not None and head.least_rows else 0
    return spare + white.plan.opener.sink


def _is_stray(draft: PageDraft, spare: int) -> bool:
    """Whether a last page holds only a few lines of copy, alone or over a block."""
    depth = max((column.end_row for column in draft.columns), default=0) - draft.top_row
    return draft.full_page is None and _has_copy(draft) and depth <= spare


def _has_copy(draft: PageDraft) -> bool:
    return any(column.placed for column in draft.columns)


def _tighter(white: _White) -> Iterator[_White]:
    """The head and plan with one row of white less each time, down to none."""
    head, plan = white.head, white.plan
    if head is not None and head.least_rows:
        while head.rows > head.least_rows:
            head = replace(head, rows=head.rows - 1)
            yield _White(head, plan)
    for less in range(1, plan.opener.sink + 1):
        yield _White(head, _sunk_less(plan, less))
