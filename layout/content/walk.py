"""Every block of an article, whatever holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.content.model import (
    Article,
    Block,
    Chart,
    EditorsNote,
    Inline,
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
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


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


def all_inlines(value: object) -> Iterator[Inline]:
    """Every stretch of running text in a record or a row of them, that of notes too."""
    if isinstance(value, Inline):
        yield value
        if value.note is not None:
            yield from value.note.text
    elif isinstance(value, tuple):
        for part in value:
            yield from all_inlines(part)
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if isinstance(part, tuple | Record):
                yield from all_inlines(part)


def with_inlines(value: Any, change: Callable[[Inline], Inline]) -> Any:
    """A record or row of them with every stretch of running text changed.

    Any: the value given back is of the type of the one taken. What nothing in changes is the
    same object.
    """
    if isinstance(value, Inline):
        note = value.note
        text = with_inlines(note.text, change) if note is not None else ()
        if note is not None and text is not note.text:
            value = replace(value, note=replace(note, text=text))
        return change(value)
    if isinstance(value, tuple):
        parts = tuple(with_inlines(part, change) for part in value)
        same = all(one is other for one, other in zip(parts, value, strict=True))
        return value if same else parts
    if not isinstance(value, Record):
        return value
    changes = {}
    for name in value.__struct_fields__:
        part = getattr(value, name)
        if isinstance(part, tuple | Record):
            made = with_inlines(part, change)
            if made is not part:
                changes[name] = made
    return replace(value, **changes) if changes else value
