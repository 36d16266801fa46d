"""Every block of an article, whatever holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import (
    Article,
    Block,
    Chart,
    EditorsNote,
    Item,
    Measure,
    Parallel,
    Picture,
    Question,
    Sidebar,
    Table,
    Text,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and those inside them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, EditorsNote | Sidebar | Item | Measure):
            yield from all_blocks(block.blocks)
        elif isinstance(block, Question):
            yield from all_blocks(block.answer)
        elif isinstance(block, Parallel):
            for column in block.columns:
                yield from all_blocks(column)


def all_pictures(article: Article) -> Iterator[Picture]:
    """Every picture of an article: its own, those of its items, those in the copy."""
    yield from article.pictures
    for block in all_blocks(article.blocks):
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Item) and block.picture:
            yield block.picture


def copy_length(article: Article) -> int:
    """About how many characters of copy an article holds: what its setting costs."""
    return sum(map(len, copy_texts(article)))


def copy_texts(article: Article) -> Iterator[str]:
    """The title, deck and copy of an article, as plain characters."""
    for text in (article.title, *article.deck):
        yield plain(text)
    for block in all_blocks(article.blocks):
        copy: Text = getattr(block, "text", ())
        if copy:
            yield plain(copy)
        elif isinstance(block, Table):
            yield from (plain(cell) for row in block.rows for cell in row.cells)
        elif isinstance(block, Chart):
            yield from block.labels
