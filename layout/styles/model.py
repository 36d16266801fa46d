"""What a house style holds once it is read: lengths in points, colours by name resolved."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.color import BLACK, Color
from layout.record import Record, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.diagnostics import Diagnostic, SourceSpan
    from layout.geometry import Pt

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class TextStyle(Record):
    """How a paragraph is set.

    `face`, `strong_face` and `kai_face` are roles of `fonts/fonts.yaml` (song, song-bold, hei,
    hei-bold, kai). Spaces before and after count in rows of the grid. With `section_color` the
    colour of the article's section, where it has one, takes the place of `color`. `prefix` and
    `suffix` are the typographic dress that the manuscript does not hold (·专家言论·).
    """

    name: str
    face: str = "song"
    strong_face: str = "hei-bold"
    kai_face: str = "kai"
    size: Pt = 10.0
    leading: Pt = 18.0
    color: Color = BLACK
    section_color: bool = False
    align: str = "justify"  # justify | left | center | right
    wrap: str = "plain"  # plain | greedy | balance
    indent_em: float = 0.0  # first line
    hanging_em: float = 0.0  # all lines but the first
    tracking_em: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    keep_together: bool = False
    strictness: str = "strict"  # none | loose | normal | strict
    hyphenate: bool = False  # Latin words, where lines would gape
    squeeze: str = "quanjiao"  # quanjiao | kaiming | banjiao | none
    hang: str = "none"  # none | allow | force
    autospace_em: float = 0.25
    prefix: str = ""
    suffix: str = ""
    vertical_quotes: str = "double"  # double | single: the corners that “ ” become
    vertical_acronyms: str = "sideways"  # sideways | upright
    tate_chu_yoko: int = 3  # figures of so many characters share an em box in vertical lines


class PageGeometry(Record):
    """Trim, type area and grid. The type area mirrors: `spine_margin` is at the spine."""

    width: Pt
    height: Pt
    bleed: Pt
    spine_margin: Pt
    head_margin: Pt
    columns: int
    measure: Pt  # of one column
    column_gap: Pt
    leading: Pt
    rows: int
    em: Pt  # the body size

    @property
    def full_measure(self) -> Pt:
        """The width of the type area."""
        return self.columns * self.measure + (self.columns - 1) * self.column_gap

    def left(self, side: str) -> Pt:
        """The x of the type area on a `recto` or a `verso`."""
        if side == "recto":
            return self.spine_margin
        return self.width - self.spine_margin - self.full_measure


class HeadPanel(Record):
    """What a head that lies on a picture stands on: a rectangle in the type area.

    `page` is the left or the right one of the spread; `fill` and `color` are palette names, the
    one of the panel (empty: none), the other of everything on it.
    """

    page: str = "left"
    place: str = "bottom"  # top | middle | bottom
    align: str = "left"  # left | center | right
    measure: Pt = 220.0
    fill: str = ""
    opacity: float = 1.0
    color: str = "paper"
    padding_em: float = 2.0
    padding_rows: int = 1


class Master(Record):
    """A page master: the columns of its type area and the furniture it shows.

    `measure` is that of every column, or of the widest where `measures` gives each its own,
    from the spine to the outer edge; on a verso they stand the other way round.
    """

    name: str
    columns: int
    measure: Pt
    column_gap: Pt
    offset: Pt  # of the first column from the type area's left edge
    sink: int = 0  # rows left white above the copy
    running_head: bool = True
    folio: bool = True
    background: str = ""  # a palette name
    measures: tuple[Pt, ...] = ()
    em: Pt = 10.0  # the body size
    verso_offset: Pt | None = None  # the offset on versos, where it is another
    tab: bool = True
    picture: str = ""  # half | page | spread | alone: what the opener picture does
    start: str = ""  # any | left | right | spread; empty: the kind's
    panel: HeadPanel = HeadPanel()
    label: str = ""  # what stands on a picture that is alone; a name of `words`, or the word

    @property
    def width(self) -> Pt:
        """From the first column's left edge to the last one's right edge."""
        return self.span_width("recto", range(self.columns))

    def offset_on(self, side: str) -> Pt:
        """The first column's offset on a `recto` or a `verso`."""
        if side == "verso" and self.verso_offset is not None:
            return self.verso_offset
        return self.offset

    def column_measures(self, side: str) -> tuple[Pt, ...]:
        """The measures of the columns from the left, on a `recto` or a `verso`."""
        own = self.measures or (self.measure,) * self.columns
        return own if side == "recto" else own[::-1]

    def span_width(self, side: str, columns: range) -> Pt:
        """The width of neighbouring columns (from 0) with the gaps between them."""
        measures = self.column_measures(side)
        return sum(measures[at] for at in columns) + (len(columns) - 1) * self.column_gap

    def column_x(self, column: int, side: str = "recto") -> Pt:
        """The left edge of a column (from 0), from the type area's left edge."""
        left = self.column_measures(side)[:column]
        return self.offset_on(side) + sum(left) + column * self.column_gap


class HeadStyle(Record):
    """The head of an article: which parts stand over the copy, in which order.

    Parts: rubric, kicker, title, deck, byline, speaker, verse, display-word, picture. `styles`
    gives a part another text style than the one of its own name.
    """

    name: str
    parts: tuple[str, ...]
    styles: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    rule: str = ""  # palette name of a rule under the head
    bar: str = ""  # palette name of a short heavy bar over the title
    space_after: int = 1  # rows
    minimum_rows: int = 0  # a generous opener is at least this tall


class KindStyle(Record):
    """How articles of one kind are laid out."""

    name: str
    opener: str  # master of the first page
    continuation: str  # master of the pages after it
    head: str
    start: str = "any"  # any | left | right | spread
    balance: bool = True
    drop_cap: int = 0  # the rows of the first character; 0: none
    in_order: bool = False  # blocks over the full measure keep their place among the others
    body: str = "body"
    vertical_rows: int = 0  # copy from top to bottom, in tiers so tall; 0: horizontal
    end_mark: bool = False  # whether the ornament `end-mark` closes its copy


class BoxStyle(Record):
    """How a component that stands apart from the running copy is dressed.

    Colours are palette names, empty for none. `padding_em` is the room left and right, `dress`
    maps what stands inside (`body`, `subhead-2`, `title`, `marker` …) to text styles.
    `full_from_rows` is the height in rows, at column width, from which the box takes the full
    measure and sets its copy in `inner_columns`.
    """

    name: str
    fill: str = ""
    stroke: str = ""
    stroke_width: Pt = 0.5
    bar: str = ""  # a heavy rule along the top edge
    bar_width: Pt = 2.0
    side_bar: str = ""  # a heavy rule along the left edge
    radius: Pt = 0.0
    padding_em: float = 1.0
    padding_rows: int = 1
    space_rows: int = 0
    inner_columns: int = 2
    full_from_rows: int = 0  # 0: never
    min_rows: int = 0  # a box with less copy is as high as this
    keep_together: bool = False
    floats: bool = False  # may leave its place for the head of the next column
    stretch: bool = False  # a box kept whole may be taller, for the feet of columns to be level
    mark: str = ""
    vertical_rows: int = 9  # how tall vertical copy is in it, unless it needs more
    dress: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)


class RunningHeadStyle(Record):
    """Where the running head stands; y from the trim's top to the baseline."""

    baseline: Pt
    text: str  # such as "{section.cn}"
    latin: str
    rule_y: Pt
    rule_width: Pt
    rule: str = ""
    gap_em: float = 1.0


class FolioStyle(Record):
    """Where the folio stands: on the outer edge; y from the trim's top to the baseline."""

    baseline: Pt
    outset: Pt = 0.0  # how far it stands outside the type area
    note: str = ""  # beside the folio, such as "{publication} {issue}"


class TabStyle(Record):
    """The section's tab on the fore-edge: `width` from the trim's outer edge in.

    The first section's tab begins at `top`; each further one begins a `height` and a `gap`
    lower, or less where the last would end below `bottom`.
    """

    width: Pt
    height: Pt
    top: Pt
    bottom: Pt
    gap: Pt = 0.0
    fill: str = "section"
    text: str = "{section.cn}"
    latin: str = ""


class CoverStyle(Record):
    """The cover's own places, in points from the trim's top."""

    masthead_baseline: Pt
    latin_baseline: Pt
    issue_line_baseline: Pt
    lines_top: Pt
    lines_x: Pt
    lines_measure: Pt
    background: str = ""
    scrim: str = ""  # over the picture, under what is set on it
    scrim_opacity: float = 0.3


class HouseStyle(Record):
    """A whole house style."""

    name: str
    page: PageGeometry
    text_styles: Mapping[str, TextStyle]
    palette: Mapping[str, Color]
    masters: Mapping[str, Master]
    heads: Mapping[str, HeadStyle]
    kinds: Mapping[str, KindStyle]
    boxes: Mapping[str, BoxStyle]
    running_head: RunningHeadStyle
    folio: FolioStyle
    cover: CoverStyle
    words: Mapping[str, str]  # the words the style itself prints: 编者按, 目录, 文, 通讯员 …
    ornaments: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)  # what each prints
    faces: Mapping[str, SourceSpan] = field(default_factory=dict)  # roles, where first named
    tab: TabStyle | None = None
    head_sizes: tuple[Pt, ...] = ()  # of all heads, from the smallest up
    findings: tuple[Diagnostic, ...] = ()  # what can be set and will hardly be meant

    def color(self, name: str, section: Color | None = None) -> Color | None:
        """The palette colour of a name, `section` being the one given; None for ""."""
        if not name:
            return None
        if name == "section" and section is not None:
            return section
        return self.palette[name]

    def kind(self, name: str) -> KindStyle:
        """How that kind of article is laid out; as a feature where the style is silent."""
        return self.kinds.get(name) or self.kinds["feature"]
