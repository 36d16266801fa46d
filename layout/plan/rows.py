"""How many rows of a page hold something, and how many are white."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.sheet import FLOAT_GAP
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.content.model import Article
    from layout.flow.model import ColumnFill, PageDraft
    from layout.styles.model import HouseStyle

Stretch = tuple[int, int]  # the first row, and the row after the last


class PageRows(Record):
    """Rows of all columns together, but `white` (under the deepest) and `foot` of one."""

    rows: int
    used: int
    white: int
    foot: int


def is_blank(draft: PageDraft) -> bool:
    """Whether nothing stands on the page: a start rule left it so."""
    return not draft.columns and not draft.floats and draft.full_page is None


def page_rows(draft: PageDraft, article: Article, house: HouseStyle) -> PageRows:
    """What a page has and what of it is used.

    The white that the style itself leaves (a sink, the row between a float and the copy) is
    neither had nor lost. A picture that has a page to itself uses all of it.
    """
    master = house.masters[draft.master]
    foot = house.page.rows - house.masters[house.kind(article.kind).continuation].sink
    if draft.full_page is not None:
        return PageRows(master.columns * foot, master.columns * foot, 0, foot)
    stretches = [
        sorted((*_blocks_over(at, draft), *_stretch(column)))
        for at, column in enumerate(draft.columns)
    ]
    starts = [first for column in stretches for first, _ in column]
    ends = [end for column in stretches for _, end in column]
    top = min([master.sink, *starts])
    foot = max(foot, min(max(ends, default=0), house.page.rows))
    columns = len(stretches) or master.columns
    white = sum(_white(column, top, foot) for column in stretches or [[]] * columns)
    rows = columns * (foot - top)
    return PageRows(rows, rows - white, max(0, foot - max(ends, default=top)), foot)


def _stretch(column: ColumnFill) -> Iterator[Stretch]:
    if column.placed:
        yield column.placed[0].row, column.end_row


def _blocks_over(column: int, draft: PageDraft) -> Iterator[Stretch]:
    for item in draft.floats:
        span = item.block.span or len(draft.columns)
        if item.column <= column < item.column + span or item.block.width:
            yield item.row, item.row + item.block.rows


def _white(stretches: Sequence[Stretch], top: int, foot: int) -> int:
    """The white rows of a column."""
    white, row = 0, top
    for first, end in stretches:
        gap = FLOAT_GAP if row > top else 0
        white += max(0, first - row - gap)
        row = max(row, end)
    return white + max(0, foot - row)
