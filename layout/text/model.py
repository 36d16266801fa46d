"""What goes into the composer and what comes out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Mark
from layout.display.structure import UNTAGGED, Tag
from layout.record import Record

if TYPE_CHECKING:
    from layout.color import Color
    from layout.diagnostics import SourceSpan
    from layout.display.model import GlyphRun
    from layout.geometry import Pt
    from layout.styles.model import TextStyle


class StyledRun(Record):
    """Characters that share a face; `face` is a role of the font manifest."""

    text: str
    face: str
    marks: Mark = Mark.NONE
    ruby: str = ""
    color: Color | None = None
    size: Pt | None = None  # only where it differs from the paragraph's
    anchor: str = ""  # what the characters lead to; the line tells where they stand
    inline: Tag = UNTAGGED  # where they stand in the paragraph's element (`GlyphRun.inline`)


class StyledParagraph(Record):
    """A paragraph with its style; U+000A in a run is a line break that is data."""

    runs: tuple[StyledRun, ...]
    style: TextStyle
    span: SourceSpan | None = None


class LineSlot(Record):
    """Where one line may stand: its offset from the frame's left edge and its measure."""

    offset: Pt
    measure: Pt


class Dot(Record):
    """An emphasis dot: its centre from the line's left end and below its baseline.

    Of a vertical line: from its head, and to the right of its axis.
    """

    x: Pt
    drop: Pt
    radius: Pt
    color: Color


class Stroke(Record):
    """A line or wave under characters: from `x1` to `x2`, from the line's left end."""

    x1: Pt
    x2: Pt
    drop: Pt
    weight: Pt
    color: Color
    wave: Pt = 0.0  # the height of a wave; 0: straight


class Anchor(Record):
    """Characters that lead somewhere: from `x1` to `x2`, from the line's left end or head."""

    x1: Pt
    x2: Pt
    name: str


class SetLine(Record):
    """One line, set: glyph runs relative to the left end of its measure and its baseline.

    A vertical line is set from its head down, about the axis through the middle of its em
    boxes; `x`, `width` and `measure` then run downward.

    `x` is where the first glyph's set width begins (indent, centring), `width` the set width
    from there to the end of the last glyph, squeezed marks included. `start` and `end` index
    the paragraph's characters. `natural` is the width before justification. `emergency` counts,
    from 1, the lines of a paragraph that no legal break could end; it is 0 for all others.
    """

    runs: tuple[GlyphRun, ...]
    x: Pt
    width: Pt
    measure: Pt
    natural: Pt
    start: int
    end: int
    text: str
    last: bool  # ends the paragraph, or is broken by hand: not justified
    dots: tuple[Dot, ...] = ()  # emphasis dots, drawn and never read
    strokes: tuple[Stroke, ...] = ()  # under names and titles, drawn and never read
    em: Pt = 0.0  # the size of a vertical line's em boxes; 0 where the line is horizontal
    emergency: int = 0
    anchors: tuple[Anchor, ...] = ()


class MissingGlyph(Record):
    """A character no face of the font set has; it is drawn as a visible mark."""

    char: str
    count: int
    span: SourceSpan | None


class SetParagraph(Record):
    """A paragraph set to one measure (or one row of slots); it has no place on a page yet."""

    lines: tuple[SetLine, ...]
    style: TextStyle
    span: SourceSpan | None
    missing: tuple[MissingGlyph, ...] = ()
    emergencies: int = 0  # lines that could only be broken against a rule
