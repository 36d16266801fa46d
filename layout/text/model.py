"""What goes into the composer and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.content.model import Mark

if TYPE_CHECKING:
    from layout.color import Color
    from layout.diagnostics import SourceSpan
    from layout.display.model import GlyphRun
    from layout.geometry import Pt
    from layout.styles.model import TextStyle


@dataclass(frozen=True, slots=True)
class StyledRun:
    """Characters that share a face; `face` is a role of the font manifest."""

    text: str
    face: str
    marks: Mark = Mark.NONE
    ruby: str = ""
    color: Color | None = None
    size: Pt | None = None  # only where it differs from the paragraph's


@dataclass(frozen=True, slots=True)
class StyledParagraph:
    """A paragraph with its style; U+000A in a run is a line break that is data."""

    runs: tuple[StyledRun, ...]
    style: TextStyle
    span: SourceSpan | None = None


@dataclass(frozen=True, slots=True)
class LineSlot:
    """Where one line may stand: its offset from the frame's left edge and its measure."""

    offset: Pt
    measure: Pt


@dataclass(frozen=True, slots=True)
class Dot:
    """An emphasis dot: its centre from the line's left end and below its baseline."""

    x: Pt
    drop: Pt
    radius: Pt
    color: Color


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line, set: glyph runs relative to the left end of its measure and its baseline.

    `x` is where the first glyph's set width begins (indent, centring), `width` the set width
    from there to the end of the last glyph, squeezed marks included. `start` and `end` index
    the paragraph's characters. `natural` is the width before justification.
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


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character no face of the font set has; it is drawn as a visible mark."""

    char: str
    count: int
    span: SourceSpan | None


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph set to one measure (or one row of slots); it has no place on a page yet."""

    lines: tuple[SetLine, ...]
    style: TextStyle
    span: SourceSpan | None
    missing: tuple[MissingGlyph, ...] = ()
    emergencies: int = 0  # lines that could only be broken against a rule
