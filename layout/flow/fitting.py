"""An article composed as its opener's white serves it best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.compose import compose_article
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.flow.compose import MakeUp
    from layout.flow.model import Float, PageDraft


def fit_article(article: MakeUp) -> tuple[PageDraft, ...]:
    """The article's pages, the white of its opener as it serves them best.

    A page that would hold only a few lines is pulled in, row by row, from the white under the
    head and from the opener's sink; columns under the head are levelled by a row or two of it.
    What does not help is not done.
    """
    drafts = compose_article(article)
    if len(drafts) < 2:
        return drafts
    article, drafts = _pulled_in(article, drafts)
    return _levelled(article, drafts)


def _pulled_in(
    article: MakeUp, drafts: tuple[PageDraft, ...]
) -> tuple[MakeUp, tuple[PageDraft, ...]]:
    """With less white, where that saves a last page of only a few lines."""
    copy = [draft for draft in drafts if _has_copy(draft)]
    if len(copy) < 2 or not _is_stray(copy[-1], _spare(article)):
        return article, drafts
    for tighter in _tighter(article):
        trial = compose_article(tighter)
        less_copy = _copy_pages(trial) < len(copy)
        if len(trial) < len(drafts) or (less_copy and len(trial) == len(drafts)):
            return tighter, trial
    return article, drafts


def _levelled(article: MakeUp, drafts: tuple[PageDraft, ...]) -> tuple[PageDraft, ...]:
    """With other white, where that levels the feet of the first page and takes no page more."""
    if article.head is None or len(drafts) < 2 or _opens_level(drafts):
        return drafts
    for other in _others(article, article.head):
        trial = compose_article(other)
        longer = len(trial) > len(drafts) or _copy_pages(trial) > _copy_pages(drafts)
        if not longer and _opens_level(trial):
            return trial
    return drafts


# The white under a head gives or takes so many rows where that levels the feet below it.
HEAD_CHANGES = (-1, 1, -2, 2)


def _others(article: MakeUp, head: Float) -> Iterator[MakeUp]:
    """The head with other white under it, then both nearer the top, for more rows below."""
    least = head.least_rows or head.rows
    rows = [head.rows + more for more in HEAD_CHANGES if head.rows + more >= least]
    heads = [replace(head, rows=count) for count in rows]
    yield from (replace(article, head=other) for other in heads)
    for less in range(1, article.plan.opener.sink + 1):
        higher = _sunk_less(article, less)
        yield from (replace(higher, head=other) for other in (head, *heads))


def _sunk_less(article: MakeUp, rows: int) -> MakeUp:
    """The article with its opener so many rows higher."""
    opener = article.plan.opener
    plan = replace(article.plan, opener=replace(opener, sink=opener.sink - rows))
    return replace(article, plan=plan)


def _opens_level(drafts: tuple[PageDraft, ...]) -> bool:
    """Whether the first page's columns end on one row, or a line apart where the copy ends."""
    ends = {column.end_row for column in drafts[0].columns}
    return max(ends) - min(ends) <= (0 if _copy_pages(drafts) > 1 else 1)


def _copy_pages(drafts: tuple[PageDraft, ...]) -> int:
    return sum(map(_has_copy, drafts))


def _spare(article: MakeUp) -> int:
    """The rows of white an opener can give back."""
    head = article.head
    spare = head.rows - head.least_rows if head is not None and head.least_rows else 0
    return spare + article.plan.opener.sink


def _is_stray(draft: PageDraft, spare: int) -> bool:
    """Whether a last page holds only a few lines of copy, alone or over a block."""
    depth = max((column.end_row for column in draft.columns), default=0) - draft.top_row
    return draft.full_page is None and _has_copy(draft) and depth <= spare


def _has_copy(draft: PageDraft) -> bool:
    return any(column.placed for column in draft.columns)


def _tighter(article: MakeUp) -> Iterator[MakeUp]:
    """The article with one row of white less each time, down to none."""
    head = article.head
    if head is not None and head.least_rows:
        while head.rows > head.least_rows:
            head = replace(head, rows=head.rows - 1)
            article = replace(article, head=head)
            yield article
    for less in range(1, article.plan.opener.sink + 1):
        yield _sunk_less(article, less)
