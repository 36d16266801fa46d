"""The flatplan as one sheet: every spread in order, small, with what there is to say of it.

The sheet is two pages of the display list, what lies under the small pages and what lies over
them, and a place for each; `layout.plan.place` puts the pages there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.color import Color, parse_hex
from layout.display.model import Area, Item, Page, Rule
from layout.geometry import Pt, Rect, mm
from layout.plan.model import FITS, GENERATED, OVER_PLAN
from layout.plan.words import advice, counted, figures_of, pages_taken, warning_of
from layout.record import Record
from layout.text.lettering import Lettering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.plan.model import IssuePlan, PlannedArticle, PlannedPage, Spread
    from layout.styles.model import HouseStyle, PageGeometry
    from layout.text.typesetter import Typesetter

# House style of the sheet.
PAGE_HEIGHT: Pt = mm(74)
MARGIN: Pt = mm(14)
HEAD: Pt = mm(21)  # from the margin to the first row of spreads
HEAD_WIDTH: Pt = mm(480)  # a wider sheet has a larger head
MOST_HEAD_SCALE = 2.2
TITLE: Pt = 18.0
FACTS: Pt = 9.5
GAP_X: Pt = mm(9)
GAP_Y: Pt = mm(6)
BAR: Pt = mm(1.5)  # the section's colour under a page
LABEL_LEADING: Pt = 10.0
LABEL_LINES = 4
LABELS: Pt = BAR + LABEL_LINES * LABEL_LEADING
INSET: Pt = 2.0
FOLIO_SIZE: Pt = 9.0
FOLIO_GAP: Pt = 5.0
TITLE_SIZE: Pt = 7.5
NOTE_SIZE: Pt = 6.5
SHAPE = math.sqrt(2)  # width to height of a sheet that nobody gave a number of columns
# White of so much of a page's depth is marked.
WHITE_SHARE = 1 / 4
CLEARANCE_ROWS = 0.4  # between the copy and the mark
# A narrower sheet has no room for it.
LEAST_SPREADS_FOR_LEGEND = 3

DESK = parse_hex("#e9ebec")
PAPER = parse_hex("#ffffff")
INK = parse_hex("#1d2327")
GREY = parse_hex("#69727a")
EDGE = parse_hex("#b4babf")
RED = parse_hex("#c8102e")
AMBER = parse_hex("#b86e00")


class PlanSheet(Record):
    """What lies under and over the small pages, and where each of them goes, by its index."""

    under: Page
    over: Page
    places: tuple[tuple[int, Rect], ...]


class _Grid(Record):
    """How spreads stand on the sheet."""

    columns: int
    rows: int
    page_width: Pt

    @property
    def width(self) -> Pt:
        return 2 * MARGIN + self.columns * (2 * self.page_width + GAP_X) - GAP_X

    @property
    def scale(self) -> float:
        """How much larger the head's type is on a large sheet."""
        return min(MOST_HEAD_SCALE, max(1.0, self.width / HEAD_WIDTH))

    @property
    def head(self) -> Pt:
        """The height of the head."""
        return HEAD * self.scale

    @property
    def height(self) -> Pt:
        return 2 * MARGIN + self.head + self.rows * (PAGE_HEIGHT + LABELS + GAP_Y) - GAP_Y

    def place(self, at: int) -> tuple[Pt, Pt]:
        """The top left corner of a spread."""
        row, column = divmod(at, self.columns)
        x = MARGIN + column * (2 * self.page_width + GAP_X)
        return x, MARGIN + self.head + row * (PAGE_HEIGHT + LABELS + GAP_Y)


def _grid(plan: IssuePlan, page: PageGeometry, columns: int | None) -> _Grid:
    """The grid of so many spreads in a row, or the one nearest to a sheet of paper's shape."""
    spreads = len(plan.spreads)
    width = PAGE_HEIGHT * page.width / page.height
    choices = [
        _Grid(number, -(-spreads // number), width)
        for number in ([columns] if columns else range(1, spreads + 1))
    ]
    return min(choices, key=lambda grid: abs(math.log(grid.width / grid.height / SHAPE)))


def sheet_size(
    plan: IssuePlan, page: PageGeometry, columns: int | None = None
) -> tuple[Pt, Pt]:
    """The width and height of the sheet, with so many spreads in a row."""
    grid = _grid(plan, page, columns)
    return grid.width, grid.height


def plan_sheet(
    plan: IssuePlan, house: HouseStyle, typesetter: Typesetter, columns: int | None = None
) -> PlanSheet:
    """Draw a flatplan, with so many spreads in a row; as many as make a good shape for None."""
    grid = _grid(plan, house.page, columns)
    drawing = _Drawing(plan, house, Lettering(house, typesetter), grid)
    under, over, places = list(drawing.head()), list[Item](), []
    for at, spread in enumerate(plan.spreads):
        under += drawing.titles(at, spread)
        for page in spread.pages:
            rect = drawing.place(at, page)
            places.append((page.page_index, rect))
            under += drawing.under(page, rect)
            over += drawing.over(page, rect)
        over += drawing.spine(at, spread)
    count = plan.total_pages
    return PlanSheet(drawing.page(count, under), drawing.page(count + 1, over), tuple(places))


class _Drawing:
    """Draws the parts of one sheet."""

    def __init__(
        self, plan: IssuePlan, house: HouseStyle, lettering: Lettering, grid: _Grid
    ) -> None:
        self._plan = plan
        self._house = house
        self._letters = lettering
        self._grid = grid
        self._ends = {
            page.page_index: article
            for article in plan.articles
            for page in _last(plan, article)
        }

    def page(self, page_index: int, items: list[Item]) -> Page:
        """A sheet of the grid's size."""
        size = (self._grid.width, self._grid.height)
        return Page(page_index, str(page_index), "recto", "plan", *size, 0.0, tuple(items))

    def place(self, at: int, page: PlannedPage) -> Rect:
        """Where a page stands: a recto right of the spine, also where it is alone."""
        x, y = self._grid.place(at)
        width = self._grid.page_width
        return Rect(x + (width if page.side == "recto" else 0.0), y, width, PAGE_HEIGHT)

    def head(self) -> Iterator[Item]:
        """The desk, what issue this is, its pages against whole sheets, and the marks."""
        grid, letters = self._grid, self._letters
        yield Area(Rect(0.0, 0.0, grid.width, grid.height), DESK)
        width, scale = grid.width - 2 * MARGIN, grid.scale
        y = MARGIN + 15 * scale
        place = Rect(MARGIN, y, width, 0)
        yield from letters.write(self._plan.title, place, TITLE * scale, INK, bold=True)
        y += 17 * scale
        place, facts = Rect(MARGIN, y, width, 0), "\u3000".join(self._facts())
        yield from letters.write(facts, place, FACTS * scale, GREY)
        yield from self._legend(grid.width - MARGIN, y)
        y += 9 * scale
        yield Rule(MARGIN, y, MARGIN + width, y, 0.8, INK)

    def _legend(self, right: Pt, y: Pt) -> Iterator[Item]:
        """What the marks on the pages mean, from the right."""
        if len(self._plan.spreads) < LEAST_SPREADS_FOR_LEGEND:
            return
        scale = self._grid.scale
        size = (NOTE_SIZE + 1) * scale
        for words, mark in (("blank", _crossed), ("overset", _framed), ("white", _dashed)):
            width = self._letters.width(words, size)
            right -= width
            yield from self._letters.write(words, Rect(right, y, width, 0), size, GREY)
            right -= 16 * scale
            yield from mark(Rect(right, y - 7 * scale, 12 * scale, 8 * scale))
            right -= 12 * scale

    def _facts(self) -> Iterator[str]:
        plan = self._plan
        yield f"{counted(plan.total_pages, 'page')}, {counted(len(plan.spreads), 'spread')}"
        for one in plan.multiples:
            exact = f"fills sheets of {one.of}"
            yield f"{one.over} over, {one.short} short of {one.of}" if one.over else exact
        yield f"{len(plan.blank_pages)} blank"
        overset = sum(page.overset_lines for page in plan.pages)
        yield f"{counted(overset, 'line')} overset"

    def under(self, page: PlannedPage, rect: Rect) -> Iterator[Item]:
        """The page's shadow and paper, its section's colour, and its labels."""
        yield Area(Rect(rect.x + 1.2, rect.y + 1.6, rect.width, rect.height), EDGE)
        yield Area(rect, PAPER)
        band = Rect(rect.x, rect.bottom, rect.width, BAR)
        if page.color is not None and not page.blank:
            yield Area(band, page.color)
        yield from self._labels(page, rect)

    def _labels(self, page: PlannedPage, rect: Rect) -> Iterator[Item]:
        """The folio at the outer edge, and the notes under it."""
        letters, y = self._letters, rect.bottom + BAR + LABEL_LEADING
        width = letters.width(page.label, FOLIO_SIZE, bold=True)
        left, right = rect.x + INSET, rect.right - INSET
        x = right - width if page.side == "recto" else left
        folio = Rect(x, y, width, 0)
        yield from letters.write(page.label, folio, FOLIO_SIZE, INK, bold=True)
        for text, ink in self._notes(page):
            y += LABEL_LEADING
            yield from letters.write(text, Rect(left, y, right - left, 0), NOTE_SIZE, ink)

    def titles(self, at: int, spread: Spread) -> Iterator[Item]:
        """The articles on a spread; one that has both pages is named once, over both."""
        shown = [page for page in spread.pages if not page.blank]
        whole = len(shown) == 2 and shown[0].article == shown[1].article
        for page in shown[:1] if whole else shown:
            if page.title == page.label:  # a cover without a title
                continue
            first, last = page, shown[-1] if whole else page
            left, right = self.place(at, first).x + INSET, self.place(at, last).right - INSET
            if first.side == "verso":
                left += self._letters.width(first.label, FOLIO_SIZE, bold=True) + FOLIO_GAP
            if last.side == "recto":
                right -= self._letters.width(last.label, FOLIO_SIZE, bold=True) + FOLIO_GAP
            y = self.place(at, page).bottom + BAR + LABEL_LEADING
            color = INK if page.opens else GREY
            room = Rect(left, y, right - left, 0)
            yield from self._letters.write(page.title, room, TITLE_SIZE, color, bold=page.opens)

    def _notes(self, page: PlannedPage) -> Iterator[tuple[str, Color]]:
        """Up to three lines below the title: figures, what is wrong, what would help."""
        if page.blank:
            yield warning_of(page), GREY
            return
        section = f"{page.section}, " if page.section else ""
        color = AMBER if self._much_white(page) else GREY
        yield f"{section}{page.master}, {figures_of(page)}", color
        article = self._ends.get(page.page_index)
        if article is None or article.verdict in {FITS, GENERATED}:
            if page.overset_lines:
                yield warning_of(page), RED
            return
        color = RED if article.verdict == OVER_PLAN else AMBER
        if article.planned is not None:
            yield pages_taken(article), color
        yield advice(article), color

    def over(self, page: PlannedPage, rect: Rect) -> Iterator[Item]:
        """The page's edge, and marks on what is wrong with it."""
        yield Area(rect, stroke=EDGE, stroke_width=0.4)
        if page.blank:
            yield from _crossed(rect)
        if self._much_white(page):
            yield from _dashed(self._white(page, rect))
        if page.overset_lines:
            yield from _framed(rect)
            yield from self._flag(page, rect)

    def _flag(self, page: PlannedPage, rect: Rect) -> Iterator[Item]:
        """How many lines are overset, at the page's outer foot."""
        text = f"+{page.overset_lines}"
        width = self._letters.width(text, 8, bold=True) + 6
        x = rect.right - width if page.side == "recto" else rect.x
        yield Area(Rect(x, rect.bottom - 12, width, 12), RED)
        place = Rect(x + 3, rect.bottom - 3.2, width, 0)
        yield from self._letters.write(text, place, 8, PAPER, bold=True)

    def _much_white(self, page: PlannedPage) -> bool:
        return not page.blank and page.white_rows >= self._house.page.rows * WHITE_SHARE

    def _white(self, page: PlannedPage, rect: Rect) -> Rect:
        """The white at the foot of a small page's type area."""
        geometry = self._house.page
        scale = rect.height / geometry.height
        first = page.foot_row - page.white_rows + CLEARANCE_ROWS
        top = geometry.head_margin + first * geometry.leading
        height = (page.foot_row - first) * geometry.leading
        left, width = geometry.left(page.side), geometry.full_measure
        return Rect(rect.x + left * scale, rect.y + top * scale, width * scale, height * scale)

    def spine(self, at: int, spread: Spread) -> Iterator[Item]:
        """The fold between two pages."""
        if len(spread.pages) == 2:
            x, y = self._grid.place(at)
            x += self._grid.page_width
            yield Rule(x, y, x, y + PAGE_HEIGHT, 0.6, GREY)


def _last(plan: IssuePlan, article: PlannedArticle) -> Iterator[PlannedPage]:
    """The last page of an article."""
    mine = [page for page in plan.pages if page.article == article.id and not page.blank]
    yield from mine[-1:]


def _crossed(rect: Rect) -> Iterator[Rule]:
    yield Rule(rect.x, rect.y, rect.right, rect.bottom, 0.6, GREY)
    yield Rule(rect.x, rect.bottom, rect.right, rect.y, 0.6, GREY)


def _framed(rect: Rect) -> Iterator[Area]:
    yield Area(rect.grown(0.9), stroke=RED, stroke_width=1.8)


def _dashed(rect: Rect) -> Iterator[Rule]:
    corners = [
        (rect.x, rect.y),
        (rect.right, rect.y),
        (rect.right, rect.bottom),
        (rect.x, rect.bottom),
    ]
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        yield Rule(x1, y1, x2, y2, 0.8, AMBER, (2.4, 1.6))
