"""Set paragraphs cut into strips of whole grid rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.display.move import Graphic, moved
from layout.flow.model import BreakAfter, Entry, Piece, Strip
from layout.flow.setting import Setting, baseline_in
from layout.geometry import TOLERANCE, Pt, same_length
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.content.model import Text
    from layout.diagnostics import SourceSpan
    from layout.text.model import SetParagraph


def rows_for(height: Pt, row: Pt) -> int:
    """How many whole rows a height needs."""
    return max(0, math.ceil((height - TOLERANCE) / row))


def space(rows: float, *, keep: bool = False) -> tuple[Strip, ...]:
    """A white strip of that many rows, or nothing; with `keep` no column may end in it."""
    if rows < 1:
        return ()
    after = BreakAfter.FORBIDDEN if keep else BreakAfter.ALLOWED
    return (Strip(round(rows), break_after=after, space=True),)


def text_strips(
    text: Text, role: str, setting: Setting, *, span: SourceSpan | None = None, dx: Pt = 0.0
) -> tuple[Strip, ...]:
    """A text set in a role's style, as strips with its space before and after."""
    if not text:
        return ()
    return paragraph_strips(setting.set_text(text, role, span=span), role, setting, dx=dx)


def paragraph_strips(
    paragraph: SetParagraph, role: str, setting: Setting, *, dx: Pt = 0.0
) -> tuple[Strip, ...]:
    """A set paragraph as strips.

    Lines whose leading is the grid's are strips of one row each, on the grid. A paragraph with
    another leading (heads) is one strip of as many whole rows as it needs, its lines centred in
    them; one taller than half a page is several.
    """
    style = paragraph.style
    if same_length(style.leading, setting.row):
        strips = _grid_strips(paragraph, role, setting, dx)
    else:
        strips = _stacked_strips(paragraph, role, setting, dx)
    if style.keep_together or style.keep_with_next:
        strips = bound(strips, with_next=style.keep_with_next)
    before = space(style.space_before)
    after = space(style.space_after, keep=style.keep_with_next)
    return (*before, *strips, *after)


def _grid_strips(
    paragraph: SetParagraph, role: str, setting: Setting, dx: Pt
) -> tuple[Strip, ...]:
    name, span, lines = paragraph.style.name, paragraph.span, paragraph.lines
    baseline, tag = setting.baseline, setting.tag
    last = len(lines) - 1
    return tuple(
        Strip(
            1,
            (Piece(dx, baseline, line, name, role, span, tag),),
            break_after=_widow_rule(index, last),
        )
        for index, line in enumerate(lines)
    )


def _widow_rule(index: int, last: int) -> BreakAfter:
    """No column ends after a paragraph's first line or before its last.

    Source: CLREQ 6.4.1 #widows_and_orphans: 单行不成页.
    """
    if index < last and index in {0, last - 1}:
        return BreakAfter.FORBIDDEN
    return BreakAfter.ALLOWED


def _stacked_strips(
    paragraph: SetParagraph, role: str, setting: Setting, dx: Pt
) -> tuple[Strip, ...]:
    """A paragraph of its own leading, in pieces of half a page at most."""
    half = setting.house.page.rows * setting.row / 2
    most = max(1, int(half / paragraph.style.leading))
    lines = paragraph.lines
    return tuple(
        stacked_strip(replace(paragraph, lines=lines[at : at + most]), role, setting, dx=dx)
        for at in range(0, max(1, len(lines)), most)
    )


def stacked_strip(
    paragraph: SetParagraph, role: str, setting: Setting, *, dx: Pt = 0.0
) -> Strip:
    """A paragraph of its own leading as one strip, centred in whole rows."""
    style, row, span = paragraph.style, setting.row, paragraph.span
    height = len(paragraph.lines) * style.leading
    rows = rows_for(height, row)
    top = (rows * row - height) / 2 + baseline_in(style.leading, style.size)
    pieces = tuple(
        Piece(dx, top + index * style.leading, line, style.name, role, span, setting.tag)
        for index, line in enumerate(paragraph.lines)
    )
    return Strip(rows, pieces)


def bound(strips: Sequence[Strip], *, with_next: bool = False) -> tuple[Strip, ...]:
    """Strips that no column break may part, nor part from what follows where asked."""
    *head, tail = strips
    held = tuple(replace(strip, break_after=BreakAfter.FORBIDDEN) for strip in head)
    if with_next:
        tail = replace(tail, break_after=BreakAfter.FORBIDDEN)
    return (*held, tail)


def shifted(strip: Strip, dx: Pt, dy: Pt = 0.0) -> Strip:
    """The strip with everything in it moved."""
    pieces = tuple(replace(piece, dx=piece.dx + dx, dy=piece.dy + dy) for piece in strip.pieces)
    graphics = tuple(moved(graphic, dx, dy) for graphic in strip.graphics)
    head = strip.resumes_under and shifted(strip.resumes_under, dx, dy)
    return replace(strip, pieces=pieces, graphics=graphics, resumes_under=head)


def stack(strips: Iterable[Strip], row: Pt, **changes: object) -> Strip:
    """Several strips as one that is never cut; `changes` are fields of the result."""
    pieces: list[Piece] = []
    graphics: list[Graphic] = []
    rows = 0
    for strip in strips:
        lowered = shifted(strip, 0.0, rows * row) if rows else strip
        pieces.extend(lowered.pieces)
        graphics.extend(lowered.graphics)
        rows += strip.rows
    made = Strip(rows, tuple(pieces), tuple(graphics))
    return replace(made, **changes) if changes else made


def without_white(strips: Iterable[Strip]) -> list[Strip]:
    """The strips that hold something."""
    return [strip for strip in strips if not strip.space]


def only_strips(entries: Iterable[Entry]) -> tuple[Strip, ...]:
    """The strips among entries: inside a box nothing floats over the full measure."""
    return tuple(entry for entry in entries if isinstance(entry, Strip))


def collapse_spaces(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Neighbouring spaces become one: the larger holds (as margins do in print).

    White behind what no column may end after is held as well.
    """
    result: list[Entry] = []
    for entry in entries:
        last = result[-1] if result else None
        if not (isinstance(entry, Strip) and entry.space and isinstance(last, Strip)):
            result.append(entry)
            continue
        keep = BreakAfter.FORBIDDEN in {entry.break_after, last.break_after}
        after = BreakAfter.FORBIDDEN if keep else BreakAfter.ALLOWED
        if last.space:
            result[-1] = replace(last, rows=max(last.rows, entry.rows), break_after=after)
        else:
            result.append(replace(entry, break_after=after))
    return tuple(result)
