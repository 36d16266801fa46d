"""The keys of a house style file, as written: lengths are still text with their units."""

from __future__ import annotations

from typing import Literal

from layout.schema import Model

Align = Literal["justify", "left", "center", "right"]
# What may stand over an article; `layout.flow.head` sets each.
HeadPart = Literal[
    "rubric",
    "kicker",
    "title",
    "deck",
    "byline",
    "speaker",
    "verse",
    "display-word",
    "picture",
]
Start = Literal["any", "left", "right", "spread"]


class PageSchema(Model):
    """`page`: trim, type area and grid."""

    trim: list[str]
    bleed: str = "3mm"
    spine_margin: str
    head_margin: str
    columns: int
    measure: str
    column_gap: str = "2em"
    em: str
    leading: str
    rows: int


class SpotSchema(Model):
    """An ink of its own, by the name the printer knows, and its share in percent."""

    name: str
    tint: float = 100.0


class ColorSchema(Model):
    """One colour of the palette: `#rrggbb`, and ink in percent for the press.

    With `spot`, both are what the ink looks like where it is not on the press.
    """

    rgb: str
    cmyk: list[float] | None = None
    spot: SpotSchema | None = None


class TextStyleSchema(Model):
    """One text style; what it leaves out comes from the style it extends."""

    extends: str | None = None
    face: str | None = None
    strong_face: str | None = None
    kai_face: str | None = None
    size: str | None = None
    leading: str | None = None
    color: str | None = None
    section_color: bool | None = None
    align: Align | None = None
    wrap: Literal["plain", "greedy", "balance"] | None = None
    indent: str | None = None
    hanging: str | None = None
    tracking: str | None = None
    space_before: float | None = None
    space_after: float | None = None
    keep_with_next: bool | None = None
    keep_together: bool | None = None
    strictness: Literal["none", "loose", "normal", "strict"] | None = None
    hyphenate: bool | None = None
    squeeze: Literal["quanjiao", "kaiming", "banjiao", "none"] | None = None
    hang: Literal["none", "allow", "force"] | None = None
    autospace: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    vertical_quotes: Literal["double", "single"] | None = None
    vertical_acronyms: Literal["sideways", "upright"] | None = None
    tate_chu_yoko: Literal[0, 1, 2, 3] | None = None


class HeadPanelSchema(Model):
    """Where and on what a head stands that lies on a picture."""

    page: Literal["left", "right"] = "left"
    place: Literal["top", "middle", "bottom"] = "bottom"
    align: Literal["left", "center", "right"] = "left"
    measure: str = "50%"
    fill: str = ""
    opacity: float = 1.0
    color: str = "paper"
    padding_em: float = 2.0
    padding_rows: int = 1


class MasterSchema(Model):
    """One page master."""

    extends: str = ""
    columns: int | None = None
    measure: str | None = None
    measures: list[str] | None = None
    column_gap: str | None = None
    align: Literal["left", "center", "right", "inner", "outer"] = "left"
    sink: int = 0
    running_head: bool = True
    folio: bool = True
    tab: bool = True
    background: str = ""
    picture: Literal["", "half", "page", "spread", "alone"] = ""
    start: Start | Literal[""] = ""
    head_panel: HeadPanelSchema | None = None
    label: str = ""


class HeadSchema(Model):
    """One head."""

    parts: list[HeadPart]
    styles: dict[str, str] | None = None
    rule: str = ""
    bar: str = ""
    space_after: int = 1
    minimum_rows: int = 0


class KindSchema(Model):
    """One kind of article."""

    opener: str
    continuation: str
    head: str
    start: Start = "any"
    balance: bool = True
    in_order: bool = False
    drop_cap: int = 0
    vertical_rows: int = 0
    body: str = "body"
    end_mark: bool = False


class BoxSchema(Model):
    """One box."""

    fill: str = ""
    stroke: str = ""
    stroke_width: str = "0.5pt"
    bar: str = ""
    bar_width: str = "2pt"
    side_bar: str = ""
    radius: str = "0pt"
    padding_em: float = 1.0
    padding_rows: int = 1
    space_rows: int = 0
    inner_columns: int = 2
    full_from_rows: int = 0
    min_rows: int = 0
    stretch: bool = False
    keep_together: bool = False
    floats: bool = False
    mark: str = ""
    vertical_rows: int = 9
    dress: dict[str, str] | None = None


class RunningHeadSchema(Model):
    """The running head."""

    baseline: str
    text: str = "{section.cn}"
    latin: str = "{section.en}"
    rule: str = ""
    rule_y: str = "0mm"
    rule_width: str = "0.4pt"
    gap_em: float = 1.0


class FolioSchema(Model):
    """The folio."""

    baseline: str
    outset: str = "0mm"
    note: str = ""


class TabSchema(Model):
    """The section's tab on the fore-edge."""

    show: bool = True
    width: str = "7mm"
    height: str = "30mm"
    top: str = "0mm"
    bottom: str = "100%"
    gap: str = "0mm"
    fill: str = "section"
    text: str = "{section.cn}"
    latin: str = ""


class CoverSchema(Model):
    """The cover."""

    background: str = ""
    scrim: str = ""
    scrim_opacity: float = 0.3
    masthead_baseline: str
    latin_baseline: str
    issue_line_baseline: str
    lines_top: str
    lines_x: str
    lines_measure: str


class HouseStyleSchema(Model):
    """A house style file."""

    name: str
    extends: str = ""
    page: PageSchema
    palette: dict[str, ColorSchema]
    type_scale: dict[str, str] | None = None
    text_styles: dict[str, TextStyleSchema]
    masters: dict[str, MasterSchema]
    heads: dict[str, HeadSchema]
    kinds: dict[str, KindSchema]
    boxes: dict[str, BoxSchema] | None = None
    running_head: RunningHeadSchema
    folio: FolioSchema
    tab: TabSchema | None = None
    cover: CoverSchema
    words: dict[str, str] | None = None
    ornaments: dict[str, str] | None = None
