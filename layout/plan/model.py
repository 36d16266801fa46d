"""What a flatplan knows of an issue: its spreads, its articles, and how they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from layout.color import Color
    from layout.diagnostics import Diagnostic

OVER_PLAN = "over-plan"
UNDER_PLAN = "under-plan"
STRAY = "stray"
FITS = "fits"
GENERATED = "generated"
# Kinds whose pages the engine makes itself: no copy of theirs can be cut or written.
MADE_UP = frozenset({"cover", "contents"})


class PlannedPage(Record):
    """One page. Rows count in all its columns together: two columns of 29 rows have 58.

    `white_rows` are those under the deepest column, `foot_row` is the row of the type area that
    they end at; both count in one column. `overset_lines` stand beyond the page, or on a page
    that the flatplan does not give the article.
    """

    page_index: int
    label: str
    side: str  # recto | verso
    master: str
    article: str  # its id
    title: str
    section: str  # its name, or nothing
    color: Color | None  # of the section, or the style's accent
    opens: bool
    rows: int
    used_rows: int
    white_rows: int
    foot_row: int
    overset_lines: int = 0
    start: str = ""  # of a blank page: the start rule of the article after it
    blank: bool = False

    @property
    def fill(self) -> float:
        """The share of rows that hold copy or pictures, from 0 to 1."""
        return self.used_rows / self.rows if self.rows else 0.0


class Spread(Record):
    """Pages that lie open together: two, or one beside a cover."""

    pages: tuple[PlannedPage, ...]

    @property
    def rows(self) -> int:
        """The rows of both pages."""
        return sum(page.rows for page in self.pages)

    @property
    def fill(self) -> float:
        """The share of the rows of both pages that is used, from 0 to 1."""
        return sum(page.used_rows for page in self.pages) / self.rows if self.rows else 0.0


class Alternative(Record):
    """Another kind, or another master of the first page, that an article was composed in."""

    kind: str = ""
    template: str = ""
    pages: int = 0
    white_rows: int = 0  # under the deepest column of its last page
    fits: bool = False


class PlannedArticle(Record):
    """One article and how it fits its pages.

    `over_lines` is what must go: what stands beyond the pages planned, or else the whole of the
    last page, if that is not the only one. `room_lines` is what may come: white rows of the
    last page, and of pages planned and not taken. `line_characters` is how many characters a
    full line of body copy holds. `verdict` is `over-plan`, `under-plan`, `stray` (a last page
    with little on it), `fits`, or `generated` for a cover and a contents page, which hold no
    copy to cut.
    """

    id: str
    title: str
    kind: str
    first: str  # folios
    last: str
    pages: int
    planned: int | None
    over_lines: int
    room_lines: int
    line_characters: int
    verdict: str
    alternatives: tuple[Alternative, ...] = ()

    @property
    def over_characters(self) -> int:
        """About how many characters must go."""
        return self.over_lines * self.line_characters

    @property
    def room_characters(self) -> int:
        """About how many characters may come."""
        return self.room_lines * self.line_characters


class Multiple(Record):
    """How far the pages are from a multiple: over the last one, short of the next."""

    of: int
    over: int
    short: int


class IssuePlan(Record):
    """A whole issue as its flatplan shows it."""

    title: str
    total_pages: int
    spreads: tuple[Spread, ...]
    articles: tuple[PlannedArticle, ...]
    multiples: tuple[Multiple, ...]
    findings: tuple[Diagnostic, ...] = ()

    @property
    def pages(self) -> tuple[PlannedPage, ...]:
        """All pages in order."""
        return tuple(page for spread in self.spreads for page in spread.pages)

    @property
    def blank_pages(self) -> tuple[PlannedPage, ...]:
        """The pages that start rules leave blank."""
        return tuple(page for page in self.pages if page.blank)
