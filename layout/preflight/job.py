"""A composed issue as the rules see it: manuscript, pages, style, printer, pictures."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from layout.content.model import Inline, Note
from layout.content.walk import all_pictures
from layout.diagnostics import SourceSpan
from layout.display.model import Pages, PlacedPicture, TextLine
from layout.errors import ContentError
from layout.geometry import Rect
from layout.images import probe
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.content.model import Article, Issue
    from layout.diagnostics import Diagnostic
    from layout.display.model import Page
    from layout.images import PictureInfo
    from layout.styles.model import HouseStyle
    from layout.styles.printer import PrinterProfile

# Fields of plain characters that are printed.
_PRINTED = frozenset(
    {
        "rubric",
        "kicker",
        "credit",
        "attribution",
        "marker",
        "date",
        "label",
        "text",
        "title_alt",
    }
)
# Of the em: how far characters reach over and under their baseline.
ASCENT, DESCENT = 0.88, 0.12


class Copy(Record):
    """One stretch of running text as printed, and where its block begins."""

    text: str
    span: SourceSpan
    article: str
    kind: str  # the block's class: Paragraph, Subhead …


class IssueJob:
    """Everything the rules of an issue look at; `noticed` is what the build says of it."""

    def __init__(
        self,
        issue: Issue,
        house: HouseStyle,
        printer: PrinterProfile,
        pages: Pages,
        noticed: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.issue = issue
        self.house = house
        self.printer = printer
        self.pages = pages
        self.noticed = noticed

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels of the pages."""
        return tuple(page.label for page in self.pages.pages)

    @cached_property
    def copy(self) -> tuple[Copy, ...]:
        """All running text of the issue, in order."""
        return tuple(
            one for article in self.issue.articles for one in _copy_in(article, article)
        )

    @cached_property
    def infos(self) -> dict[tuple[str, int], PictureInfo]:
        """What each picture file's header tells, by file and page; none that is not there."""
        found: dict[tuple[str, int], PictureInfo] = {}
        for article in self.issue.articles:
            for picture in all_pictures(article):
                key = str(self.issue.root / picture.file), picture.page
                if key not in found:
                    try:
                        found[key] = probe(self.issue.root / picture.file, None, picture.page)
                    except ContentError:  # the build has told
                        continue
        return found

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        return {}

    def located(self, span: SourceSpan, around: str, at: int = 0) -> SourceSpan:
        """The place of the character `at` in some words, looked for in the source from a place.

        The place itself, where the words are written with marks between them.
        """
        if span.path not in self._files:
            try:
                text = (self.issue.root.parent / span.path).read_text("utf-8")
            except (OSError, ValueError):
                text = ""
            self._files[span.path] = text.splitlines()
        lines = self._files[span.path]
        pattern = _blanks_between(around, at)
        for number in range(max(span.line - 1, 0), len(lines)):
            match = pattern.search(lines[number])
            if match is not None:
                return replace(span, line=number + 1, column=match.start(1) + 1)
        return span

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int, Rect]]]:
        """For each source, the lines where what is on the pages begins, with page and place."""
        found: dict[str, dict[int, tuple[int, int, Rect]]] = {}
        for page in self.pages.pages:
            for item in page.items:
                if isinstance(item, TextLine | PlacedPicture) and item.span is not None:
                    lines = found.setdefault(item.span.path, {})
                    place = item.span.line, page.page_index, rect_of(item)
                    lines.setdefault(item.span.line, place)
        return {path: sorted(lines.values(), key=_line) for path, lines in found.items()}

    def place_near(self, span: SourceSpan) -> tuple[int, Rect | None]:
        """The page and place of the block that a place of a source stands in."""
        before = [one for one in self._places.get(span.path, ()) if one[0] <= span.line]
        return (before[-1][1], before[-1][2]) if before else (-1, None)

    def place_of(self, finding: Diagnostic) -> tuple[int, Rect | None]:
        """Where on the pages a finding of the build stands: its page, and the item there."""
        for page in self.pages.pages:
            if finding.page and page.label != finding.page:
                continue
            for item in page.items:
                if isinstance(item, TextLine | PlacedPicture) and item.span is not None:
                    same = item.span == finding.span
                    if same and (finding.page or item.article):
                        return page.page_index, rect_of(item)
        if finding.page in self.labels:
            return self.labels.index(finding.page), None
        return -1, None


def _line(place: tuple[int, int, Rect]) -> int:
    return place[0]


def _blanks_between(words: str, at: int) -> re.Pattern[str]:
    """What finds some words in a source; its group is the character `at` and what follows.

    Blanks between Chinese and Latin may stand in the source alone: the setting gives them.
    """
    parts = [re.escape(char) for char in words]
    return re.compile("".join(f"{one} ?" for one in parts[:at]) + f"({' ?'.join(parts[at:])})")


def rect_of(item: TextLine | PlacedPicture) -> Rect:
    """The room an item takes on its page."""
    if isinstance(item, PlacedPicture):
        return item.rect
    if item.vertical:
        return Rect(item.x, item.y, item.width, item.height)
    size = max((run.size for run in item.runs), default=0.0)
    return Rect(item.x, item.y - ASCENT * size, item.width, (ASCENT + DESCENT) * size)


def lines_of(page: Page) -> Iterator[TextLine]:
    """The lines of a page that show something."""
    for item in page.items:
        if isinstance(item, TextLine) and item.runs and item.text.strip():
            yield item


def _copy_in(value: object, article: Article, around: object = None) -> Iterator[Copy]:
    """The texts in a record, with the span of the innermost record that has one."""
    holder = value if getattr(value, "span", None) is not None else around
    if isinstance(value, tuple):
        if value and all(isinstance(one, Inline) for one in value):
            yield from _running(value, article, around)
            return
        for one in value:
            yield from _copy_in(one, article, around)
    elif isinstance(value, Record) and not isinstance(value, SourceSpan):
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if isinstance(part, str) and name in _PRINTED and part:
                yield _as_copy(part, article, holder)
            elif isinstance(part, tuple | Record):
                yield from _copy_in(part, article, holder)


def _running(value: tuple[Inline, ...], article: Article, around: object) -> Iterator[Copy]:
    text = "".join(one.text for one in value)
    if text:
        yield _as_copy(text, article, around)
    for one in value:
        if isinstance(one.note, Note):
            yield from _running(one.note.text, article, one.note)


def _as_copy(text: str, article: Article, around: object) -> Copy:
    span = getattr(around, "span", article.span)
    return Copy(text, span, article.id, type(around).__name__)
