"""The display list: a page as a flat, ordered row of items with absolute positions.

Lengths are points, the origin is the trim's top left corner, y grows downward. Items stand in
reading order; backgrounds come before what stands on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.display.structure import UNTAGGED, Tag
from layout.record import Record

if TYPE_CHECKING:
    from layout.color import Color
    from layout.diagnostics import Diagnostic, SourceSpan
    from layout.display.imprint import Imprint
    from layout.geometry import Pt, Rect


class GlyphRun(Record):
    """Glyphs of one face at one size on one baseline, placed relative to their line.

    In a vertical line `x` leads down from its head and `rise` to the right of its axis;
    `orientation` says how the glyphs stand there: `upright` (their origin is the vertical one,
    in the middle over the glyph), `sideways` (a quarter turn clockwise, the baseline running
    down) or `standing` (side by side as in a horizontal line, figures that share an em box:
    only their `xs` lead to the right, all others down).

    `glyphs`, `xs` and `texts` run in parallel: glyph id in the face's program, x of its origin
    from the run's own x (points), and the source characters it stands for. A glyph that shares
    a cluster with the one before it has an empty text. `x` and `rise` are the run's offset from
    the line's left end and baseline (rise is upward).
    """

    face: str  # key of a fonts.Face
    size: Pt
    x: Pt
    glyphs: tuple[int, ...]
    xs: tuple[Pt, ...]
    texts: tuple[str, ...]
    color: Color
    rise: Pt = 0.0
    # Scale of the glyphs along the line, for the two-em dash; of standing ones, across it.
    x_scale: float = 1.0
    orientation: str = ""  # upright | sideways | standing; empty in a horizontal line
    inline: Tag = UNTAGGED  # where in its line's element it stands: a link, a reading, a mark
    # As `texts`, with the white of the source that no glyph shows; empty where there is none.
    read: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """For each glyph what is read, character for character as the source has it."""
        return self.read or self.texts


class TextLine(Record):
    """One set line on the page; `x` and `y` are its left end and its baseline.

    A vertical line has its em boxes between `x` and `x + width`, its head at `y`, and reaches
    down by `height`; the middle of its em boxes is its axis.
    """

    x: Pt
    y: Pt
    width: Pt  # from the left end to the end of the last glyph's set width
    runs: tuple[GlyphRun, ...]
    text: str
    style: str
    role: str = "body"  # body | title | deck | … : what it is, for tags and dumps
    article: str = ""
    frame: str = ""
    span: SourceSpan | None = None
    paragraph_end: bool = True  # whether the paragraph ends with this line
    vertical: bool = False
    height: Pt = 0.0  # of a vertical line, from its head to the end of the last set width
    tag: Tag = UNTAGGED


class Rule(Record):
    """A straight line; `width` is its weight."""

    x1: Pt
    y1: Pt
    x2: Pt
    y2: Pt
    width: Pt
    color: Color
    dash: tuple[Pt, ...] = ()
    tag: Tag = UNTAGGED


class Area(Record):
    """A rectangle, filled, stroked or both; `opacity` is its fill's, from 0 to 1."""

    rect: Rect
    fill: Color | None = None
    stroke: Color | None = None
    stroke_width: Pt = 0.0
    radius: Pt = 0.0
    opacity: float = 1.0
    tag: Tag = UNTAGGED


class Shape(Record):
    """A closed polygon, filled."""

    points: tuple[tuple[Pt, Pt], ...]
    fill: Color
    tag: Tag = UNTAGGED


class Path(Record):
    """A line of straight and curved segments, filled, stroked or both.

    A segment of two numbers is a straight line to that point; one of six is a Bézier curve: its
    two handles, then its end. Corners and ends of a stroke are round.
    """

    start: tuple[Pt, Pt]
    segments: tuple[tuple[Pt, ...], ...]
    closed: bool = False
    fill: Color | None = None
    stroke: Color | None = None
    stroke_width: Pt = 0.0
    tag: Tag = UNTAGGED


class PlacedPicture(Record):
    """A picture file scaled into `rect`.

    `crop` is the part that shows, as left, top, right, bottom in fractions of the upright
    picture. `page` is that of a PDF, from 1. `ppi` is how many of the picture's pixels make an
    inch of paper, 0 for a figure drawn in lines.
    """

    rect: Rect
    file: str  # absolute or relative to the working folder; never reaches the output
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    alt: str = ""
    article: str = ""
    span: SourceSpan | None = None
    page: int = 1
    ppi: float = 0.0
    tag: Tag = UNTAGGED


class PageLink(Record):
    """A place to click that leads to another page."""

    rect: Rect
    page_index: int
    tag: Tag = UNTAGGED  # the link element that the characters under it are
    alt: str = ""  # where it leads, in words


Item: TypeAlias = TextLine | Rule | Area | Shape | Path | PlacedPicture | PageLink


class Around(Record):
    """What stands around or over a page and is no part of it: marks, notes, a proof's stamp.

    `layer` says what it is for: marks | stamp | lines | guides. What goes `over` the page is
    painted after it and kept inside the bleed, all else before it.
    """

    layer: str
    items: tuple[Item, ...]
    over: bool = False


class PageFrame(Record):
    """A frame of the page, for dumps, guides and the preview."""

    name: str  # unique on the page
    role: str  # body | head | sidebar | running-head | folio | caption | …
    rect: Rect
    columns: int = 1


class PageGrid(Record):
    """The grid that copy of a page stands on: for guides, never painted.

    `type_area` has `rows` of `leading`, each with its baseline `baseline` below its top;
    `columns` are the left edge and the measure of each. In a vertical setting the rows stay
    those of what is horizontal.
    """

    type_area: Rect
    columns: tuple[tuple[Pt, Pt], ...]
    leading: Pt
    rows: int
    baseline: Pt


class Page(Record):
    """One page; `page_index` counts from 0, `label` is the folio as printed or spoken."""

    page_index: int
    label: str
    side: str  # recto | verso
    master: str
    width: Pt  # of the trim
    height: Pt
    bleed: Pt
    items: tuple[Item, ...]
    frames: tuple[PageFrame, ...] = ()
    shows_folio: bool = True
    article: str = ""
    grid: PageGrid | None = None
    around: tuple[Around, ...] = ()


class Bookmark(Record):
    """An entry of the outline; level 0 is the outermost."""

    title: str
    page_index: int
    y: Pt
    level: int = 0


class Pages(Record):
    """A whole issue, laid out, with what was noticed on the way."""

    title: str
    language: str
    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    author: str = ""
    subject: str = ""
    created: str = ""  # ISO 8601 date of the issue, for the file's dates
    findings: tuple[Diagnostic, ...] = ()
    imprint: Imprint | None = None
