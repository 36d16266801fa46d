"""Examples on real pages, and where on them the component stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from docs.catalogue.claims import claims_of, claims_of_block
from docs.catalogue.examples import ARTICLES, EXAMPLES, HOUSE_STYLES
from layout.content.model import Break, FlatplanEntry
from layout.display import model as display
from layout.display.model import Area, PlacedPicture, Rule, Shape, TextLine
from layout.geometry import Rect
from layout.pipeline import BuildRequest, Sources, fonts_of, lay_out, read_sources
from layout.record import Record, replace

if TYPE_CHECKING:
    from docs.catalogue.examples import Example
    from layout.content.model import Article, Issue
    from layout.content.records import FlatplanRecord
    from layout.display.model import Item, Page, Pages
    from layout.fonts import FontSet
    from layout.geometry import Pt
    from layout.styles.model import HouseStyle

# Rows of copy shown above and below a component, and white beside it.
CONTEXT_ROWS = 3
MARGIN_EM = 1.2
FOOT_ROWS = 2  # under the copy of a page
BAR_REACH_ROWS = 1.5  # how far from its copy a bar of the component may stand
ASCENT_EM, DESCENT_EM = 0.88, 0.12  # of the em box over and under a baseline
LAST_LINE = 1_000  # no example is as long
FURNITURE = frozenset({"running-head", "folio"})
_Value = TypeVar("_Value")
_Line: TypeAlias = tuple[str, int]  # a file and a line of it


class Sheet(Record):
    """One example in one house style."""

    example: Example
    style: str
    pages: Pages
    text_styles: tuple[str, ...]  # of the lines the picture shows, in reading order
    boxes: tuple[str, ...]
    crops: tuple[tuple[int, Rect], ...]  # page index and what to show of it


class _Asked(Mapping[str, _Value]):
    """A mapping that remembers what it was asked for and had."""

    def __init__(self, held: Mapping[str, _Value]) -> None:
        self._held = held
        self.asked: dict[str, None] = {}

    def __getitem__(self, key: str) -> _Value:
        value = self._held[key]
        self.asked[key] = None
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class Desk:
    """The issue of examples in one house style, with its faces open."""

    def __init__(self, style: str) -> None:
        request = BuildRequest(EXAMPLES, style)
        self.style = style
        self.sources: Sources = read_sources(request)
        self.fonts: FontSet = fonts_of(self.sources.manifest, request)
        self._articles = {
            Path(article.span.path).stem: article for article in self.sources.issue.articles
        }

    def article(self, example: Example) -> Article:
        """The article of an example; of a sidebar's file that which it belongs to."""
        if example.name in self._articles:
            return self._articles[example.name]
        return next(
            article
            for article in self._articles.values()
            if any(Path(block.span.path).stem == example.name for block in article.blocks)
        )

    def claims(self, example: Example) -> frozenset[str]:
        """What the example shows in this house style."""
        return claims_of(self.article(example), example, self.sources.house)

    def sheet(self, example: Example) -> Sheet:
        """The example laid out alone, or before its companions."""
        header, article = example.header, self.article(example)
        companions = [self._articles[name] for name in header.companions]
        boxes = _Asked(self.sources.house.boxes)
        house = replace(self.sources.house, boxes=boxes)
        if header.picture == "block":
            house = _unbalanced(house)
        issue = self._issue(example, (article, *companions))
        pages = lay_out(issue, house, self.fonts)
        ids = {article.id}
        if header.picture == "spread":
            ids |= {one.id for one in companions}
        own = tuple(page for page in pages.pages if page.article in ids)
        if header.picture == "spread":
            crops = tuple((page.page_index, _whole(page)) for page in own)
        else:
            crops = tuple(_crops(own, example, article, house))
        if not crops:
            raise ValueError(f"{example.file.name}: nothing it claims to show is on its pages")
        styles = dict.fromkeys(
            line.style for index, area in crops for line in _shown(pages.pages[index], area)
        )
        found = tuple(boxes.asked)
        return Sheet(example, self.style, pages, tuple(styles), found, crops)

    def _issue(self, example: Example, chosen: tuple[Article, ...]) -> Issue:
        """The issue with these articles only, in the order the example plans."""
        issue = self.sources.issue
        ids = {one.id for one in chosen}
        plan = tuple(entry for entry in issue.flatplan if entry.article in ids)
        if example.header.plan:
            plan = tuple(map(self._entry, example.header.plan))
        return replace(issue, articles=chosen, flatplan=plan)

    def _entry(self, planned: FlatplanRecord) -> FlatplanEntry:
        article = planned.continues or self._articles[Path(planned.file).stem].id
        going_on = bool(planned.continues)
        return FlatplanEntry(
            article, planned.section, planned.start, planned.pages, continues=going_on
        )


def styles_of(examples: tuple[Example, ...]) -> tuple[str, ...]:
    """The house styles that examples are set in, the house's own first."""
    return tuple(
        dict.fromkeys(
            (*HOUSE_STYLES, *(name for one in examples for name in one.header.styles))
        )
    )


def _unbalanced(house: HouseStyle) -> HouseStyle:
    """The style with columns filled one after the other, so that a short example is whole."""
    kinds = {name: replace(kind, balance=False) for name, kind in house.kinds.items()}
    return replace(house, kinds=kinds)


def _crops(
    pages: tuple[Page, ...], example: Example, article: Article, house: HouseStyle
) -> Iterator[tuple[int, Rect]]:
    lines = _lines_of_source(example, article)
    cut = {"block": _component, "head": _head, "page": _upper_part}[example.header.picture]
    for page in pages:
        area = cut(page, lines, house)
        if area is not None:
            yield page.page_index, _within(area, _whole(page))


def _lines_of_source(example: Example, article: Article) -> frozenset[_Line]:
    """The lines of the source that hold what the page is about."""
    wanted = set(example.header.shows)
    if "key sidebar_of" in wanted:
        return _lines(f"{ARTICLES.name}/{example.file.name}", 0, LAST_LINE)
    path = article.span.path
    blocks = [block for block in article.blocks if block.span.path == path]
    starts = [block.span.line for block in blocks]
    lines: frozenset[_Line] = frozenset()
    for at, block in enumerate(blocks):
        if not wanted & set(claims_of_block(block)):
            continue
        around = (*starts[at - 1 : at], *starts[at + 1 : at + 2])
        if isinstance(block, Break):  # it parts these
            lines |= {(path, line) for line in around}
        else:
            lines |= _lines(path, starts[at], (*starts, LAST_LINE)[at + 1])
    for one in article.pictures:
        if wanted & set(claims_of_block(one)):
            lines |= {(path, one.span.line)}
    return lines or _lines(path, 0, LAST_LINE)


def _lines(path: str, first: int, stop: int) -> frozenset[_Line]:
    return frozenset((path, line) for line in range(first, stop))


def _component(page: Page, lines: frozenset[_Line], house: HouseStyle) -> Rect | None:
    """The component's rows with some of the copy around them, or None where it is not there."""
    own = [item for item in page.items if _stands_in(item, lines)]
    if not own:
        return None
    area = _with_graphics(_around([_rect(item) for item in own]), page, house)
    named = {item.frame for item in own if isinstance(item, TextLine)}
    across = _around([area, *(frame.rect for frame in page.frames if frame.name in named)])
    wide = across.grown(MARGIN_EM * house.page.em)
    top, bottom = _with_context(area, across, page, house)
    return Rect(wide.x, top, wide.width, bottom - top)


def _with_graphics(area: Rect, page: Page, house: HouseStyle) -> Rect:
    """Lines and pictures with the box they stand in and the bars of it."""
    # A second look finds what meets only what the first has found.
    for item in page.items * 2:
        rect = _rect(item)
        near = isinstance(item, Rule)
        reach = area.grown(BAR_REACH_ROWS * house.page.leading) if near else area
        drawn = isinstance(item, Area | Rule | Shape) and rect.width < page.width
        if drawn and _meet(rect, reach):
            area = _around([area, rect])
    return area


def _with_context(area: Rect, across: Rect, page: Page, house: HouseStyle) -> tuple[Pt, Pt]:
    """The top and bottom of the rows to show: the component's, and whole lines around it."""
    row = house.page.leading
    rects = [_rect(item) for item in page.items if _is_copy(item)]
    rest = [one for one in rects if one.x < across.right and one.right > across.x]
    first, last = area.y - CONTEXT_ROWS * row, area.bottom + CONTEXT_ROWS * row
    tall = _around([area, *(one for one in rest if one.y >= first and one.bottom <= last)])
    # Half the white between two lines, so that no other line is cut; more where none is near.
    margin = (row - house.page.em) / 2
    top, bottom = tall.y - margin, tall.bottom + margin
    if not any(one.y < top and one.bottom > top - row for one in rest):
        top -= row / 2
    if not any(one.bottom > bottom and one.y < bottom + row for one in rest):
        bottom += row / 4
    return top, bottom


def _head(page: Page, _lines: frozenset[_Line], house: HouseStyle) -> Rect | None:
    """The head of the article, down to where the copy begins."""
    heads = [frame.rect for frame in page.frames if frame.role == "head"]
    if not heads:
        return None
    wide = heads[0].grown(MARGIN_EM * house.page.em)
    return replace(wide, height=heads[0].bottom - wide.y)


def _upper_part(page: Page, lines: frozenset[_Line], house: HouseStyle) -> Rect | None:
    """A page on which the component stands, without the white at its foot."""
    own = [item for item in page.items if _stands_in(item, lines)]
    if not own:
        return None
    foot = max(_rect(item).bottom for item in page.items if _is_copy(item))
    return Rect(0.0, 0.0, page.width, foot + FOOT_ROWS * house.page.leading)


def _stands_in(item: Item, lines: frozenset[_Line]) -> bool:
    span = getattr(item, "span", None)
    return span is not None and (span.path, span.line) in lines


def _is_copy(item: Item) -> bool:
    furniture = getattr(item, "role", "") in FURNITURE
    return isinstance(item, TextLine | PlacedPicture) and not furniture


def _shown(page: Page, area: Rect) -> list[TextLine]:
    return [
        item
        for item in page.items
        if isinstance(item, TextLine) and _is_copy(item) and _meet(_rect(item), area)
    ]


def _points_of(path: display.Path) -> list[tuple[Pt, Pt]]:
    """The ends and handles of a path's segments, which it never leaves."""
    points = [path.start]
    for segment in path.segments:
        points += [(segment[at], segment[at + 1]) for at in range(0, len(segment), 2)]
    return points


def _rect(item: Item) -> Rect:
    """The rectangle an item covers; of a line its em boxes."""
    if isinstance(item, TextLine) and not item.vertical:
        size: Pt = max((run.size for run in item.runs), default=0.0)
        return Rect(item.x, item.y - ASCENT_EM * size, item.width, size)
    if isinstance(item, TextLine):
        return Rect(item.x, item.y, item.width, item.height)
    if isinstance(item, Rule):
        x, y = min(item.x1, item.x2), min(item.y1, item.y2)
        return Rect(x, y, abs(item.x2 - item.x1), abs(item.y2 - item.y1))
    if isinstance(item, Shape | display.Path):
        points = item.points if isinstance(item, Shape) else _points_of(item)
        xs, ys = zip(*points, strict=True)
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return item.rect


def _around(rects: list[Rect]) -> Rect:
    x, y = min(one.x for one in rects), min(one.y for one in rects)
    right, bottom = max(one.right for one in rects), max(one.bottom for one in rects)
    return Rect(x, y, right - x, bottom - y)


def _meet(one: Rect, other: Rect) -> bool:
    beside = one.x <= other.right and other.x <= one.right
    return beside and one.y <= other.bottom and other.y <= one.bottom


def _whole(page: Page) -> Rect:
    return Rect(0.0, 0.0, page.width, page.height)


def _within(area: Rect, trim: Rect) -> Rect:
    x, y = max(area.x, trim.x), max(area.y, trim.y)
    right, bottom = min(area.right, trim.right), min(area.bottom, trim.bottom)
    return Rect(x, y, right - x, bottom - y)
