"""What the YAML of a publication, an issue and an article may hold, and of what type."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from layout.content.crops import crop_from, focus_from, ratio_from
from layout.content.serials import check_cn, check_issn, check_named
from layout.content.words import (
    Direction,
    ItemKind,
    PicturePlace,
    SidebarPlace,
    Start,
)
from layout.schema import AfterValidator, Field, Model

if TYPE_CHECKING:
    from collections.abc import Callable

Lines: TypeAlias = str | tuple[str, ...]
"""One line, or a list of lines."""

# In pydantic's own patterns `\w` costs 25 ms to build.
SAFE_ID = re.compile(r"\w[\w.-]{0,79}")


def _safe_id(written: str) -> str:
    if not SAFE_ID.fullmatch(written):
        raise ValueError("an id holds letters, digits, `-`, `_` and `.`, 80 at most")
    return written


Id: TypeAlias = Annotated[str, AfterValidator(_safe_id)]


def _checked_by(make: Callable[[str], object]) -> Callable[[str], str]:
    """A validator that keeps a text as it is written where something can be made of it."""

    def check(written: str) -> str:
        make(written)
        return written

    return check


class Traced(Model):
    """What an importer may leave on anything."""

    src: Lines = ""
    confidence: Annotated[float | None, Field(ge=0, le=1)] = None
    review: str = ""


class BylineRecord(Model):
    """`byline:`."""

    writers: Lines = ()
    correspondents: Lines = ()
    photographers: Lines = ()
    compilers: Lines = ()
    reporter_of: str = ""
    text: str = ""


class SpeakerRecord(Model):
    """`speaker:`."""

    name: str = ""
    position: str = ""


class PictureRecord(Traced):
    """One of `images:`, or the `image:` of an item."""

    file: str
    id: str = ""
    caption: Lines = ""
    credit: str = ""
    alt: str = ""
    place: PicturePlace = "here"
    span: Annotated[int, Field(ge=1, le=99)] = 1
    caption_direction: Direction = "horizontal"
    height_lines: Annotated[int | None, Field(ge=1, le=99)] = None
    crop: Annotated[str, AfterValidator(_checked_by(crop_from))] = ""
    focus: Annotated[str, AfterValidator(_checked_by(focus_from))] = ""
    ratio: Annotated[str, AfterValidator(_checked_by(ratio_from))] = ""
    page: Annotated[int, Field(ge=1, le=99)] = 1


class CaptionRecord(Model):
    """One of `captions:`."""

    n: int
    text: str


# Any: the entries of `blocks` and `items` are checked one by one, each by its own record.
Entries: TypeAlias = tuple[Any, ...]


class ArticleRecord(Traced):
    """The front matter of an article, or the whole of one in pure YAML."""

    id: Id
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")] = "feature"
    section: str = ""
    rubric: str = ""
    kicker: str = ""
    title: Lines = ""
    title_alt: str = ""
    deck: Lines = ()
    byline: str | BylineRecord | None = None
    speaker: str | SpeakerRecord | None = None
    template: str = ""
    start: Start | Literal[""] = ""
    ornaments: Lines = ()
    dropcap: str = ""
    intro_verse: Lines = ()
    images: tuple[PictureRecord, ...] = ()
    captions: tuple[CaptionRecord, ...] = ()
    body: str = ""
    blocks: Entries = ()
    items: Entries = ()
    sidebar_of: str = ""
    marker: str = ""
    place: SidebarPlace = "here"


class ItemRecord(Traced):
    """One of `items:`."""

    type: Literal["item"] = "item"
    kind: ItemKind | None = None
    title: Lines = ""
    kicker: str = ""
    date: str = ""
    mark: str = ""
    speaker: str | SpeakerRecord | None = None
    pull_quote: str = ""
    width: str = ""
    image: str | PictureRecord | None = None
    body: str = ""
    file: str = ""
    blocks: Entries = ()


class QuestionRecord(Traced):
    """`type: qa`."""

    type: Literal["qa"]
    q: Lines
    a: str = ""


class FigureRecord(Model):
    """One cell of `type: stat`."""

    label: str = ""
    value: str
    unit: str = ""


class FiguresRecord(Traced):
    """`type: stat`: one figure, or a row of `cells`."""

    type: Literal["stat"]
    label: str = ""
    value: str = ""
    unit: str = ""
    cells: tuple[FigureRecord, ...] = ()


class CellRecord(Model):
    """One cell of `type: goals`."""

    head: Lines = ""
    text: Lines = ""


class CellsRecord(Traced):
    """`type: goals`."""

    type: Literal["goals"]
    head: Lines = ""
    cells: tuple[CellRecord, ...]


class EntryRecord(Model):
    """One entry of `type: list`."""

    lead: Lines = ""
    text: Lines = ""


class ListRecord(Traced):
    """`type: list`."""

    type: Literal["list"]
    mark: str = "●"
    numbering: str = ""
    head: Lines = ""
    items: tuple[str | EntryRecord, ...]


class SeriesRecord(Model):
    """One of a chart's `series:`; its values are checked one by one."""

    name: str = ""
    values: Entries = ()


class ChartRecord(Model):
    """What stands in `::: chart`; its values are checked one by one."""

    title: Lines = ""
    unit: str = ""
    labels: tuple[str, ...] = ()
    values: Entries = ()
    series: tuple[SeriesRecord, ...] = ()
    note: Lines = ""
    credit: str = ""


class GroupRecord(Model):
    """One group of `type: groups`."""

    head: Lines = ""
    items: tuple[str, ...] = ()


class GroupsRecord(Traced):
    """`type: groups`."""

    type: Literal["groups"]
    head: Lines = ""
    numbering: str = "（一）"
    groups: tuple[GroupRecord, ...]


class PublicationRecord(Model):
    """`publication.yaml`."""

    title: Annotated[str, AfterValidator(check_named)]
    title_latin: str = ""
    issn: Annotated[str, AfterValidator(check_issn)] = ""
    cn: Annotated[str, AfterValidator(check_cn)] = ""
    language: str = "zh-CN"
    style: str = "magazine"
    printer: str = ""
    publisher: str = ""
    imprint: Lines = ()


class IssueFactsRecord(Model):
    """`issue:` in `issue.yaml`."""

    title: str = ""
    date: datetime.date | None = None
    year: Annotated[int | None, Field(ge=1, le=9999)] = None
    month: Annotated[int | None, Field(ge=1, le=12)] = None
    day: Annotated[int | None, Field(ge=1, le=31)] = None
    volume: str = ""
    number: str = ""
    issue_line: str = ""
    folio_start: Annotated[int, Field(ge=0, le=99999)] = 1
    style: str = ""


class SectionRecord(Model):
    """One of `sections:`."""

    id: Id
    cn: str
    en: str = ""
    color: Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")] = ""


class FlatplanRecord(Model):
    """One of `flatplan:`."""

    file: str = ""
    continues: str = ""
    section: str = ""
    start: Start | Literal[""] = ""
    pages: Annotated[int | None, Field(ge=1, le=9999)] = None
    optional: bool = False


class LeftoverRecord(Model):
    """One of `furniture:` or `unplaced:`."""

    text: str
    src: Lines = ""
    review: str = ""


class IssueRecord(Model):
    """`issue.yaml`."""

    issue: IssueFactsRecord
    sections: tuple[SectionRecord, ...] = ()
    flatplan: tuple[FlatplanRecord, ...] | None = None
    furniture: tuple[LeftoverRecord, ...] = ()
    unplaced: tuple[LeftoverRecord, ...] = ()
