"""The manuscript: what a magazine says, in order, before anyone decides how it looks.

Everything here is immutable and says nothing of size, face or colour. Every block knows where
it stands in the source (`span`) and what an importer left behind (`provenance`).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from layout.diagnostics import SourceSpan

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

NOWHERE = SourceSpan("", 0, 0)


class Mark(enum.Flag):
    """What an inline form asks of its characters."""

    NONE = 0
    STRONG = enum.auto()  # **bold**
    KAI = enum.auto()  # *kai*
    NO_BREAK = enum.auto()  # {nobr}…{/nobr}
    SUPERSCRIPT = enum.auto()  # ^2^
    DOTS = enum.auto()  # [词]{.dots}
    TCY = enum.auto()  # [20]{.tcy}: upright together in vertical setting


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of characters that share their marks; `ruby` is the reading set over them."""

    text: str
    marks: Mark = Mark.NONE
    ruby: str = ""


Text: TypeAlias = tuple[Inline, ...]
"""Running text. A line break that is data (in heads, verse) is the character U+000A."""


def plain(text: Text) -> str:
    """The characters of a text, without marks and readings."""
    return "".join(inline.text for inline in text)


def as_text(characters: str) -> Text:
    """A text without marks; empty for no characters."""
    return (Inline(characters),) if characters else ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an importer says of an element; the build ignores it, the proof lists it."""

    src: str = ""  # seed lines, such as "4745-4828"
    confidence: float | None = None  # 0 to 1
    review: str = ""  # a note for the editor


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What every block knows."""

    span: SourceSpan = NOWHERE
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A paragraph of prose. `run_in` is a bold head that the prose follows on the same line."""

    text: Text
    run_in: Text = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subhead(Block):
    """A head inside an article, from level 2 down; `label` as in `[回头看] 一条街的来历`."""

    text: Text
    level: int = 2
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verse(Block):
    """Lines that break where the writer broke them; an empty line parts stanzas."""

    lines: tuple[Text, ...]
    align: str = "left"  # left | center


@dataclass(frozen=True, slots=True, kw_only=True)
class PullQuote(Block):
    """A sentence lifted out of the copy."""

    text: Text
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorsNote(Block):
    """编者按."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar(Block):
    """A boxed story beside the main one, with its marker (新闻链接, 延伸阅读 …) and head."""

    marker: str = ""
    title: Text = ()
    place: str = "here"  # here | top | bottom | next-page
    byline: Byline | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a list: a bold lead-in, where there is one, and its text."""

    text: Text
    lead: Text = ()
    span: SourceSpan = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock(Block):
    """A list; `mark` stands before every item (◆ ● ◎ ■ ——).

    With `numbering` the items count in that form instead: `（一）`, `一、`, `1.`, `①`.
    """

    items: tuple[ListItem, ...]
    mark: str = "●"
    numbering: str = ""
    head: Text = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Block):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Block):
    """A line of credits set inside the copy, such as ［整理 / 何棠］."""

    text: Text


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and as what."""

    name: str
    position: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Block):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Block):
    """A question and its answer, in an explainer."""

    question: Text
    answer: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(Block):
    """A row of figures with their labels and units, in an explainer."""

    cells: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that speaks: 泊位 12 个."""

    label: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells(Block):
    """A grid of cells with heads (goals, tasks), in an explainer."""

    head: Text = ()
    cells: tuple[tuple[Text, Text], ...] = ()  # head and text of each cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups(Block):
    """Numbered groups of items, in an explainer; `numbering` as in `ListBlock`."""

    head: Text = ()
    numbering: str = "（一）"
    groups: tuple[tuple[Text, tuple[Text, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Block):
    """Copy set to another measure, beside a picture."""

    em: float
    beside: str = ""  # id of the picture
    blocks: tuple[Block, ...] = ()


class BreakKind(enum.Enum):
    """What a break mark asks for."""

    PAGE = "page"
    COLUMN = "column"
    KEEP_WITH_NEXT = "keep-with-next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Block):
    """A forced break, or a ban on one."""

    kind: BreakKind


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote, took and compiled; `text` overrides the line made from the rest."""

    writers: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    compilers: tuple[str, ...] = ()
    reporter_of: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
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


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the magazine, as running heads print it; `color` is `#rrggbb` or empty."""

    id: str
    cn: str
    en: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class FlatplanEntry:
    """One place in the order of the issue."""

    article: str  # the article's id
    section: str = ""
    start: str = ""  # any | left | right | spread
    pages: int | None = None  # how many pages the plan gives it; more is overset


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text of the source that is not part of any article."""

    text: str
    src: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What `publication.yaml` says: true of every issue."""

    title: str
    title_latin: str = ""
    issn: str = ""
    cn: str = ""
    language: str = "zh-CN"
    style: str = "magazine"  # the house style's name
    publisher: str = ""
    imprint: tuple[str, ...] = ()
    span: SourceSpan = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue: the publication, what it is, and its articles in the flatplan's order."""

    publication: Publication
    root: Path  # the issue's folder, for pictures; never printed
    title: str = ""
    date: datetime.date | None = None
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
