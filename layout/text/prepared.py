"""A paragraph shaped and classified: all of its setting that does not depend on the measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.structure import UNTAGGED, Tag
from layout.record import Mutable, Record, field

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.color import Color
    from layout.geometry import Pt
    from layout.styles.model import TextStyle
    from layout.text.atoms import Atoms
    from layout.text.breaking import Breaker
    from layout.text.model import MissingGlyph, SetLine, StyledRun
    from layout.text.spacing import Spacing


class Dress(Record):
    """What the glyphs of a run share."""

    face: str
    size: Pt
    color: Color
    rise: Pt
    x_scale: float
    orientation: str = ""
    inline: Tag = UNTAGGED


class Segment(Mutable):
    """A stretch between two forced breaks: atoms, spacing, and glyphs as flat rows.

    `glyph_atom[k]` is the atom of glyph k; `glyph_from[i]` the first glyph of atom i.
    """

    atoms: Atoms
    spacing: Spacing
    breaker: Breaker
    offset: int  # of the first character in the paragraph
    atom_starts: list[int]
    glyphs: list[int]
    glyph_offsets: list[float]
    glyph_texts: list[str]
    glyph_atom: list[int]
    glyph_from: list[int]
    dresses: list[int] | None  # per glyph, None where all are the first dress
    dotted: list[tuple[int, StyledRun]]
    ruby: list[tuple[int, int, StyledRun]]
    stroked: list[tuple[int, int, StyledRun]]
    held: list[tuple[int, int]]  # ranges of atoms without a break inside
    anchored: list[tuple[int, int, str]]
    read: dict[int, str] = field(default_factory=dict)  # of glyphs read as more than they show


class PreparedParagraph(Mutable):
    """A paragraph shaped and classified, ready for any measure."""

    style: TextStyle
    segments: list[Segment]
    dress_table: list[Dress]
    missing: tuple[MissingGlyph, ...]
    finish: Callable[[SetLine, TextStyle], SetLine] | None = None  # what is still done to lines
