"""Set copy on its way to the page, measured in rows of the baseline grid.

The grid makes flow a matter of whole numbers: a column has so many rows, and whatever stands in
it (a body line, a subhead with its space, a picture with its caption) takes so many of them.
Two columns that begin on the same row are therefore in register, whatever stands above.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

from layout.display.structure import UNTAGGED, Tag
from layout.record import Record

if TYPE_CHECKING:
    from layout.color import Color
    from layout.diagnostics import SourceSpan
    from layout.display.move import Graphic
    from layout.geometry import Pt, Rect
    from layout.styles.model import BoxStyle
    from layout.text.model import SetLine


class BreakAfter(enum.Enum):
    """Whether a column may end after a strip."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    COLUMN = "column"  # a forced column break
    PAGE = "page"  # a forced page break


class Piece(Record):
    """A set line in its strip: `dx` and `dy` lead from the strip's top left to the baseline.

    To a vertical line they lead to the head of its axis.
    """

    dx: Pt
    dy: Pt
    line: SetLine
    style: str
    role: str
    span: SourceSpan | None = None
    tag: Tag = UNTAGGED


class Box(Record):
    """The box a strip belongs to; strips of one box share the object itself."""

    style: BoxStyle
    accent: Color | None
    width: Pt


class NoteDress(Record):
    """How notes stand at a column's foot: all lengths in points.

    `rise` leads from the block's top to its rule; the last baseline is the grid's own.
    """

    leading: Pt
    row: Pt
    baseline: Pt  # from a row's top to the grid's baseline
    gap: Pt  # above the first line, with the rule in it
    rule: Pt  # how long the rule is
    weight: Pt
    color: Color


class NoteLine(Record):
    """One line of a footnote; pieces lead to its baseline. The first one of a note `opens`."""

    pieces: tuple[Piece, ...]
    dress: NoteDress
    opens: bool = False


class Strip(Record):
    """A slice of a galley that is never cut: `rows` of the grid and what stands in them.

    A `space` strip is white and vanishes at the head and foot of a column. A strip that
    `floats` may move to the head of the next column while the copy after it flows on. One that
    `opens` is the first of its box: where a box goes on in another column, no strip does.
    `notes` stand at the foot of the column that the strip stands in; a strip without rows only
    carries lines of a note into the next column. Where a column begins with a strip that
    `resumes_under` another, that one stands above it: the head of a table that goes on.
    """

    rows: int
    pieces: tuple[Piece, ...] = ()
    graphics: tuple[Graphic, ...] = ()
    break_after: BreakAfter = BreakAfter.ALLOWED
    space: bool = False
    floats: bool = False
    box: Box | None = None
    opens: bool = False
    notes: tuple[NoteLine, ...] = ()
    resumes_under: Strip | None = None
    frame: int = 0  # the first graphics that are a box which may be taller; 0: none


class Float(Record):
    """A block over several columns, or apart from the copy of one, that finds its own place.

    `span` is the number of columns, 0 for all of them; `width` its own width, 0 for theirs.
    """

    rows: int
    strips: tuple[tuple[Pt, int, Strip], ...]  # x, row and strip
    place: str = "here"  # here | top | bottom | inner | outer | middle | facing | next-page
    graphics: tuple[Graphic, ...] = ()
    role: str = "float"
    box: Box | None = None
    least_rows: int = 0  # how far its white may be taken back; 0: not at all
    foot_rule: Color | None = None  # between the block and the copy under it
    span: int = 0
    width: Pt = 0.0


class FullPage(Record):
    """A picture that has a page of its own: `bleed` runs over the trim, else the type area.

    `head` is where an article's head stands on the picture, from the trim's corner.
    """

    graphics: tuple[Graphic, ...]
    pieces: tuple[Piece, ...] = ()
    bleed: bool = False
    head: Rect | None = None


Entry: TypeAlias = Strip | Float | FullPage


class PlacedStrip(Record):
    """A strip in its column: `row` counts from the top of the type area.

    `taller` are the rows that its box is given at its foot, beyond what stands in it.
    """

    row: int
    strip: Strip
    taller: int = 0


class ColumnFill(Record):
    """What one column took: strips with their rows, and the first row that is free."""

    placed: tuple[PlacedStrip, ...]
    end_row: int


class Fill(Record):
    """What a row of columns took of a galley, and where the rest begins.

    `stopped_at` is the index of the entry that did not go in (equal to the number of entries
    when all went in). `carried` are floating strips that wait for the head of the next column.
    `page_break` says that a forced break ended the page.
    """

    columns: tuple[ColumnFill, ...]
    stopped_at: int
    carried: tuple[Strip, ...] = ()
    page_break: bool = False


class PlacedFloat(Record):
    """A float on its page: at a row of the type area, `dx` from the left of a column."""

    row: int
    block: Float
    column: int = 0
    dx: Pt = 0.0


class Band(Record):
    """Copy above a block in mid-page: what is read before the block, and the block.

    `counts` is how many strips of each column, from its head, are read before it.
    """

    counts: tuple[int, ...]
    block: PlacedFloat


class PageDraft(Record):
    """A page before it knows its number: places are relative to the type area.

    Its columns are read one after another, where it has `bands` each of these before the next.
    """

    master: str
    columns: tuple[ColumnFill, ...] = ()
    floats: tuple[PlacedFloat, ...] = ()
    full_page: FullPage | None = None
    top_row: int = 0  # where the columns begin
    bands: tuple[Band, ...] = ()


class Composed(Record):
    """An article's drafts where it begins on a recto, and where on a verso."""

    recto: tuple[PageDraft, ...]
    verso: tuple[PageDraft, ...]

    def on(self, side: str) -> tuple[PageDraft, ...]:
        """The drafts for a first page on that side."""
        return self.recto if side == "recto" else self.verso
