"""The manuscript: what a magazine says, in order, before anyone decides how it looks.

Everything here is immutable and says nothing of size, face or colour. Every block knows where
it stands in the source (`span`) and what an importer left behind (`provenance`).
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

from layout.diagnostics import SourceSpan
from layout.record import Record, field

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

NOWHERE = SourceSpan("", 0, 0)
PAGE = "{page}"  # what stands for the folio of a reference's target


class Mark(enum.Flag):
    """What an inline form asks of its characters."""

    NONE = 0
    STRONG = enum.auto()  # **bold**
    KAI = enum.auto()  # *kai*
    NO_BREAK = enum.auto()  # {nobr}…{/nobr}
    SUPERSCRIPT = enum.auto()  # ^2^
    DOTS = enum.auto()  # [词]{.dots}
    TCY = enum.auto()  # [20]{.tcy}: upright together in vertical setting
    NAME = enum.auto()  # [鲁迅]{.name}: 专名号, a line under a proper name
    TITLE = enum.auto()  # [呐喊]{.title}: 书名号甲式, a wave under a title


_NO_MARKS = Mark.NONE


def bears(marks: Mark, mark: Mark) -> bool:
    """Whether a mark is among others; most characters have none, which is told at once."""
    return marks is not _NO_MARKS and bool(marks & mark)


class Inline(Record):
    """A stretch of characters that share their marks; `ruby` is the reading set over them.

    With a `target` the characters lead to another page: to an article (`harbour`) or to a
    label in one (`harbour/f1`); `{page}` among them stands for the folio there. A `note` hangs
    on a piece without characters, where its mark goes. `written` is what the manuscript has
    where a folio stands for it, `part` what the characters are in copy put together from
    several fields: a `credit` behind its caption, the `label` of a list's item.
    """

    text: str
    marks: Mark = Mark.NONE
    ruby: str = ""
    target: str = ""
    note: Note | None = None
    written: str = ""
    part: str = ""


Text: TypeAlias = tuple[Inline, ...]
"""Running text. A line break that is data (in heads, verse) is the character U+000A."""


def plain(text: Text) -> str:
    """The characters of a text, without marks and readings."""
    return "".join(inline.text for inline in text)


def as_text(characters: str) -> Text:
    """A text without marks; empty for no characters."""
    return (Inline(characters),) if characters else ()


class Note(Record):
    """A footnote: `label` names it in its file and is never printed."""

    label: str
    text: Text
    span: SourceSpan = NOWHERE


class Provenance(Record):
    """What an importer says of an element; the build ignores it, the proof lists it."""

    src: str = ""  # seed lines, such as "4745-4828"
    confidence: float | None = None  # 0 to 1
    review: str = ""  # a note for the editor


class Block(Record, kw_only=True):
    """What every block knows."""

    span: SourceSpan = NOWHERE
    provenance: Provenance | None = None


class Paragraph(Block, kw_only=True):
    """A paragraph of prose. `run_in` is a bold head that the prose follows on the same line."""

    text: Text
    run_in: Text = ()


class Subhead(Block, kw_only=True):
    """A head inside an article, from level 2 down; `label` as in `[回头看] 一条街的来历`.

    Page references find it by its `id`.
    """

    text: Text
    level: int = 2
    label: str = ""
    id: str = ""


class Verse(Block, kw_only=True):
    """Lines that break where the writer broke them; an empty line parts stanzas."""

    lines: tuple[Text, ...]
    align: str = "left"  # left | center
    direction: str = "horizontal"  # horizontal | vertical


class PullQuote(Block, kw_only=True):
    """A sentence lifted out of the copy."""

    text: Text
    attribution: str = ""
    direction: str = "horizontal"  # horizontal | vertical
    place: str = "here"  # here | top | bottom | inner | outer | middle
    reach: str = "column"  # column | 2 | 3 | full: how many columns wide (`span`)


class EditorsNote(Block, kw_only=True):
    """编者按."""

    blocks: tuple[Block, ...]


class Sidebar(Block, kw_only=True):
    """A boxed story beside the main one, with its marker (新闻链接, 延伸阅读 …) and head."""

    marker: str = ""
    title: Text = ()
    place: str = "here"  # here | top | bottom | inner | outer | facing | next-page
    direction: str = "horizontal"  # horizontal | vertical: of its paragraphs and subheads
    reach: str = "column"  # column | 2 | 3 | full: how many columns wide (`span`)
    byline: Byline | None = None
    blocks: tuple[Block, ...] = ()


class ListItem(Record):
    """One entry of a list: a bold lead-in, where there is one, and its text."""

    text: Text
    lead: Text = ()
    span: SourceSpan = NOWHERE


class ListBlock(Block, kw_only=True):
    """A list; `mark` stands before every item (◆ ● ◎ ■ ——).

    With `numbering` the items count in that form instead: `（一）`, `一、`, `1.`, `①`.
    """

    items: tuple[ListItem, ...]
    mark: str = "●"
    numbering: str = ""
    head: Text = ()


class Share(Record):
    """A length along a side of a picture: in pixels, or in hundredths of the side."""

    amount: float = 0.0
    is_px: bool = False

    def of(self, side_px: float) -> float:
        """The length as a fraction of a side of so many pixels."""
        return self.amount / side_px if self.is_px else self.amount / 100


class Crop(Record):
    """The part of an upright picture that may show, from its left and top."""

    x: Share
    y: Share
    width: Share
    height: Share


class Focus(Record):
    """The point of an upright picture that a crop keeps in view, from its left and top."""

    x: Share
    y: Share


class Picture(Block, kw_only=True):
    """A picture with its caption and credit. `file` is relative to the issue folder."""

    file: str
    id: str = ""
    caption: Text = ()
    credit: str = ""
    alt: str = ""
    place: str = "here"  # here | top | bottom | top-left | top-right | full | bleed
    columns: int = 1  # how many columns wide (YAML `span`)
    caption_direction: str = "horizontal"  # horizontal | vertical
    height_lines: int | None = None  # the height in grid lines, where the writer wants one
    crop: Crop | None = None
    focus: Focus | None = None
    ratio: tuple[float, float] | None = None  # width to height of its frame
    page: int = 1  # of a PDF


class Credit(Block, kw_only=True):
    """A line of credits set inside the copy, such as ［整理 / 何棠］."""

    text: Text


class Caption(Block, kw_only=True):
    """A caption that stands in the copy without its picture, which is not there."""

    text: Text
    direction: str = "horizontal"  # horizontal | vertical


class Speaker(Record):
    """Who speaks, and as what."""

    name: str
    position: str = ""


class Item(Block, kw_only=True):
    """One of a row of small texts: `kind` says which dress the style gives it."""

    kind: str  # statement | dated_item | profile | brief | gallery_item
    title: Text = ()
    kicker: str = ""
    date: str = ""
    mark: str = ""
    speaker: Speaker | None = None
    pull_quote: str = ""
    width: str = ""  # briefs: an em count or "full"
    picture: Picture | None = None
    blocks: tuple[Block, ...] = ()


class Question(Block, kw_only=True):
    """A question and its answer, in an explainer."""

    question: Text
    answer: tuple[Block, ...] = ()


class Figures(Block, kw_only=True):
    """A row of figures with their labels and units, in an explainer."""

    cells: tuple[Figure, ...]


class Figure(Record):
    """One number that speaks: 泊位 12 个."""

    label: str
    value: str
    unit: str = ""


class Cells(Block, kw_only=True):
    """A grid of cells with heads (goals, tasks), in an explainer."""

    head: Text = ()
    cells: tuple[tuple[Text, Text], ...] = ()  # head and text of each cell


class Groups(Block, kw_only=True):
    """Numbered groups of items, in an explainer; `numbering` as in `ListBlock`."""

    head: Text = ()
    numbering: str = "（一）"
    groups: tuple[tuple[Text, tuple[Text, ...]], ...] = ()


class TableRow(Record):
    """One row of a table. A line break in a cell is the character U+000A."""

    cells: tuple[Text, ...]
    span: SourceSpan = NOWHERE


class Table(Block, kw_only=True):
    """Rows of cells, as many in each; the first `head` rows name the columns.

    `align` has a word for each column, `widths` its width in em, 0 where its content says.
    With `numbering` a first column counts the rows in that form: `一`, `1`, `（一）`, `①`.
    """

    rows: tuple[TableRow, ...]
    align: tuple[str, ...]  # left | center | right | decimal
    widths: tuple[float, ...]
    head: int = 1
    title: Text = ()
    note: Text = ()
    credit: str = ""
    alt: str = ""
    numbering: str = ""
    reach: str = "column"  # column | 2 | 3 | full: how many columns wide (`span`)
    place: str = "here"  # as a sidebar's, over several columns


class Series(Record):
    """One row of a chart's figures, as written: `12`, `-3.5`; empty where one is missing."""

    values: tuple[str, ...]
    name: str = ""


class Chart(Block, kw_only=True):
    """Figures drawn: each series has a value for each label.

    `form` is `horizontal` or `vertical` for bars, `bar` or `donut` for shares.
    """

    kind: str  # bar | line | share
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    form: str = ""
    unit: str = ""
    title: Text = ()
    note: Text = ()
    credit: str = ""
    alt: str = ""
    reach: str = "column"  # column | 2 | 3 | full: how many columns wide (`span`)
    place: str = "here"  # as a sidebar's, over several columns


class Measure(Block, kw_only=True):
    """Copy set to another measure, beside a picture."""

    em: float
    beside: str = ""  # id of the picture
    blocks: tuple[Block, ...] = ()


class Parallel(Block, kw_only=True):
    """Copy in columns beside each other: before and after, text and translation.

    `kind` is a word of the house style's: which boxes the columns stand in.
    """

    kind: str = ""
    head: Text = ()
    columns: tuple[tuple[Block, ...], ...] = ()


class BreakKind(enum.Enum):
    """What a break mark asks for."""

    PAGE = "page"
    COLUMN = "column"
    KEEP_WITH_NEXT = "keep-with-next"


class Break(Block, kw_only=True):
    """A forced break, or a ban on one."""

    kind: BreakKind


class Byline(Record):
    """Who wrote, took and compiled; `text` overrides the line made from the rest."""

    writers: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    compilers: tuple[str, ...] = ()
    reporter_of: str = ""
    text: str = ""


class Article(Record, kw_only=True):
    """One article of an issue; every field but `id`, `kind` and `span` may be empty."""

    id: str
    kind: str = "feature"
    section: str = ""
    rubric: str = ""
    kicker: str = ""
    title: Text = ()  # lines parted by U+000A
    title_alt: str = ""
    deck: tuple[Text, ...] = ()
    byline: Byline | None = None
    speaker: Speaker | None = None
    template: str = (
        ""  # a master of the house style, where the writer wants another than the kind's
    )
    start: str = ""  # any | left | right | spread; empty: the flatplan's or the master's
    ornaments: tuple[str, ...] = ()
    dropcap: str = ""
    intro_verse: tuple[Text, ...] = ()
    pictures: tuple[Picture, ...] = ()
    captions: tuple[tuple[int, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    span: SourceSpan = NOWHERE
    provenance: Provenance | None = None

    @property
    def short_title(self) -> str:
        """The title as the contents page and the bookmarks print it, in one line."""
        return (
            self.title_alt
            or plain(self.title).replace("\n", "\u3000")
            or self.rubric
            or self.kicker
        )


class Section(Record):
    """A section of the magazine, as running heads print it; `color` is `#rrggbb` or empty."""

    id: str
    cn: str
    en: str = ""
    color: str = ""


class FlatplanEntry(Record):
    """One place in the order of the issue.

    A place that `continues` takes what the article's places before it left over; one that is
    `optional` may find nothing left.
    """

    article: str  # the article's id
    section: str = ""
    start: str = ""  # any | left | right | spread
    pages: int | None = None  # how many pages the plan gives it; more is overset
    continues: bool = False
    span: SourceSpan = NOWHERE
    optional: bool = False


class Leftover(Record):
    """Text of the source that is not part of any article."""

    text: str
    src: str = ""
    review: str = ""


class Publication(Record, kw_only=True):
    """What `publication.yaml` says: true of every issue."""

    title: str
    title_latin: str = ""
    issn: str = ""
    cn: str = ""
    language: str = "zh-CN"
    style: str = "magazine"  # the house style's name
    printer: str = ""  # the name of the printer's profile; empty: the house's own
    publisher: str = ""
    imprint: tuple[str, ...] = ()
    span: SourceSpan = NOWHERE


class Issue(Record, kw_only=True):
    """One issue: the publication, what it is, and its articles in the flatplan's order."""

    publication: Publication
    root: Path  # the issue's folder, for pictures; never printed
    title: str = ""
    date: datetime.date | None = None
    volume: str = ""
    number: str = ""
    issue_line: str = ""
    folio_start: int = 1  # the folio of the first page after the cover
    style: str = ""  # overrides the publication's
    sections: tuple[Section, ...] = ()
    flatplan: tuple[FlatplanEntry, ...] = ()
    articles: tuple[Article, ...] = ()
    furniture: tuple[Leftover, ...] = ()
    unplaced: tuple[Leftover, ...] = ()
    span: SourceSpan = field(default=NOWHERE)

    def section(self, section_id: str) -> Section | None:
        """The section of that id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)
