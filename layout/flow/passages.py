"""An article's blocks with what opens and closes them: the drop cap, the end mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import EditorsNote, Paragraph, Picture
from layout.diagnostics import Diagnostic, Severity
from layout.flow.components.drop_cap import (
    LEAST_BESIDE_EM,
    ROLE,
    drop_cap,
    has_room,
    may_drop,
)
from layout.flow.components.end_mark import closed, is_copy, wants_end_mark, with_end_mark
from layout.flow.galley import noted
from layout.flow.lines import lines_of
from layout.flow.registry import component_for
from layout.record import Record
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layout.content.model import Block
    from layout.flow.findings import Numbered
    from layout.flow.lines import SetAgain
    from layout.flow.model import Entry
    from layout.flow.setting import Setting
    from layout.styles.model import HouseStyle

# What may stand before the paragraph that opens an article.
_BEFORE_COPY = (Picture, EditorsNote)


class Passage(Record):
    """A block of an article's copy, opened by a cap over so many rows, closed by the mark."""

    block: Block
    cap_rows: int = 0
    closes: bool = False


def passages(blocks: Sequence[Block], setting: Setting) -> list[Passage]:
    """An article's blocks; the first paragraph has a drop cap if the article's kind has one.

    The end mark closes the last block of running copy, where it is ordered.
    """
    rows = setting.house.kind(setting.article.kind).drop_cap
    opening = opening_paragraph(blocks) if rows else None
    copy = (at for at, block in enumerate(blocks) if is_copy(block, setting.house))
    last = max(copy, default=-1) if wants_end_mark(setting) else -1
    return [
        Passage(block, rows if block is opening else 0, at == last)
        for at, block in enumerate(blocks)
    ]


def opening_paragraph(blocks: Iterable[Block]) -> Paragraph | None:
    """The paragraph that opens an article, where it begins with what can be a drop cap."""
    first = next((block for block in blocks if not isinstance(block, _BEFORE_COPY)), None)
    return first if isinstance(first, Paragraph) and may_drop(first) else None


def set_passages(parts: Iterable[Passage], setting: Setting) -> list[Entry]:
    """Every passage set, in order; the first has the setting's own place."""
    entries: list[Entry] = []
    for order, part in enumerate(parts, setting.order):
        made = _opened(part, setting.at(order))
        entries += with_end_mark(made, setting) if part.closes else made
    return noted(entries, setting)


def passage_lines(part: Passage, setting: Setting) -> Sequence[SetAgain]:
    """How each paragraph of a passage is set in slots; nothing for one of another make."""
    if part.cap_rows and isinstance(part.block, Paragraph):
        lines: Sequence[SetAgain] = (drop_cap(part.block, part.cap_rows, setting),)
    else:
        lines = lines_of(part.block, setting)
    if not lines or not part.closes:
        return lines
    return (*lines[:-1], closed(lines[-1], setting))


def _opened(part: Passage, setting: Setting) -> Iterable[Entry]:
    """The block of a passage, with its cap where the measure has room for one."""
    block, rows = part.block, part.cap_rows
    slots = (LineSlot(0.0, setting.measure),)
    if rows and isinstance(block, Paragraph) and has_room(slots, rows, setting):
        return drop_cap(block, rows, setting)(slots, ())
    return component_for(block)(block, setting)


def caps_left_out(numbered: Sequence[Numbered], house: HouseStyle) -> Iterator[Diagnostic]:
    """A note for each article whose cap, ordered by its kind, found no room on the page.

    What begins with a mark or a head has none by rule, which is nothing to tell.
    """
    for item in numbered:
        kind = house.kind(item.article.kind)
        first = opening_paragraph(item.article.blocks)
        if not kind.drop_cap or kind.vertical_rows or first is None:
            continue
        roles = [
            piece.role
            for column in item.draft.columns
            for placed in column.placed
            for piece in placed.strip.pieces
            if piece.span == first.span and piece.line.start == 0
        ]
        if "body" in roles and ROLE not in roles:
            yield Diagnostic(
                Severity.NOTE,
                "drop-cap-left-out",
                f"a first character over {kind.drop_cap} rows finds no room here, with "
                f"{LEAST_BESIDE_EM} em beside it and one left edge; the paragraph begins "
                "without",
                first.span,
                hint=f"give the kind {kind.name!r} a `drop_cap` of fewer rows, or move what "
                "stands beside its first lines",
                page=item.place.label,
                article=item.article.id,
            )
