"""An article composed as its opener's white serves it best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.compose import Plan, compose_article
from layout.flow.placing import NO_TOOLS, Tools
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.flow.model import Entry, Float, PageDraft


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
    copy = [draft for draft in drafts if _has_copy(draft)]
    if len(copy) > 1 and _is_stray(copy[-1], _white(head, plan)):
        for tighter_head, tighter_plan in _tighter(head, plan):
            trial = compose_article(entries, tighter_head, tighter_plan, side, tools)
            less_copy = sum(map(_has_copy, trial)) < len(copy)
            if len(trial) < len(drafts) or (less_copy and len(trial) == len(drafts)):
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
