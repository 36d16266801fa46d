"""Paragraphs set a line longer, where nobody sees it and the page needs the line.

Source: the vertical justification of book composition by paragraph length (TeX's `looseness`),
within the widths that justification may give anyway (CLREQ 6.2.2.3).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from layout.content.model import Paragraph
from layout.content.walk import all_blocks
from layout.flow.components.paragraph import paragraph_text
from layout.flow.setting import styled
from layout.flow.strips import paragraph_strips, without_white
from layout.geometry import same_length
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.diagnostics import SourceSpan
    from layout.flow.model import ColumnFill, Strip
    from layout.flow.setting import Setting
    from layout.geometry import Pt


class Longer(Record):
    """Strips of a paragraph, and the same paragraph in a line more."""

    strips: tuple[Strip, ...]
    instead: tuple[Strip, ...]


class Loosen:
    """Sets paragraphs of one article in a line more than they need."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._blocks: dict[SourceSpan, Paragraph] | None = None
        self._made: dict[tuple[SourceSpan, int], tuple[Strip, ...]] = {}

    def in_column(self, column: ColumnFill, most: int) -> list[Longer]:
        """Up to so many paragraphs of a column that can be a line longer, the longest first."""
        found: list[Longer] = []
        whole = sorted(self._whole(column), key=lambda strips: -len(strips))
        for strips in whole:
            if len(found) == most:
                break
            instead = self._longer(strips)
            if instead:
                found.append(Longer(strips, instead))
        return found

    def _whole(self, column: ColumnFill) -> Iterator[tuple[Strip, ...]]:
        """The paragraphs of plain copy that begin and end in a column."""
        for span, group in groupby((item.strip for item in column.placed), key=_span_of):
            strips = tuple(group)
            plain = all(_is_plain(strip, self._setting.measure) for strip in strips)
            if span is None or not plain:
                continue
            if strips[0].pieces[0].line.start == 0 and strips[-1].pieces[0].line.last:
                yield strips

    def _longer(self, strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
        span = strips[0].pieces[0].span
        if not _has_chance(strips):
            return ()
        block = self._block(span) if span is not None else None
        if block is None or span is None:
            return ()
        key = (span, len(strips) + 1)
        if key not in self._made:
            setting = replace(self._setting, tag=strips[0].pieces[0].tag)
            self._made[key] = _set(block, len(strips) + 1, setting)
        return self._made[key]

    def _block(self, span: SourceSpan) -> Paragraph | None:
        if self._blocks is None:
            blocks = all_blocks(self._setting.article.blocks)
            self._blocks = {
                block.span: block
                for block in blocks
                if isinstance(block, Paragraph) and block.span is not None
            }
        return self._blocks.get(span)


# What a line gives away at most without a gap that shows, in em: 0.05 between each of its Han,
# and the gaps of its words and figures.
MOST_GIVEN_EM = 1.6
LEAST_LAST_LINE_EM = 2


def _set(block: Paragraph, lines: int, setting: Setting) -> tuple[Strip, ...]:
    style = setting.style("body")
    paragraph = styled(paragraph_text(block), style, block.span, setting.accent)
    made = setting.typesetter.set_in_lines(paragraph, setting.measure, lines)
    if made is None:
        return ()
    return tuple(without_white(paragraph_strips(made, "body", setting)))


def _has_chance(strips: tuple[Strip, ...]) -> bool:
    """Whether the lines but the last could give away enough to begin one more line."""
    last = strips[-1].pieces[0].line
    size = last.runs[0].size if last.runs else 1.0
    free = (last.measure - last.x - last.width) / size
    return (len(strips) - 1) * MOST_GIVEN_EM >= free + LEAST_LAST_LINE_EM


def _span_of(strip: Strip) -> SourceSpan | None:
    """The paragraph that a strip shows a line of."""
    return strip.pieces[0].span if strip.pieces else None


def _is_plain(strip: Strip, measure: Pt) -> bool:
    """Whether a strip is a line of copy and nothing else, as wide as the column.

    One that notes hang on, or that stands beside something, is more than its paragraph says.
    """
    if strip.rows != 1 or len(strip.pieces) != 1 or strip.graphics or strip.box is not None:
        return False
    piece = strip.pieces[0]
    plain = piece.role == piece.style == "body" and not strip.notes
    return plain and same_length(piece.line.measure, measure)
