"""Drafts → pages of the display list: every item gets its absolute place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import (
    Area,
    Item,
    Page,
    PageFrame,
    PageGrid,
    PageLink,
    PlacedPicture,
    Rule,
    TextLine,
)
from layout.display.move import Graphic, grown, moved
from layout.display.structure import UNTAGGED, Tag
from layout.flow.boxes import box_graphics
from layout.flow.content_order import ContentOrder
from layout.flow.head import BLEED_X
from layout.flow.setting import IDEOGRAPHIC_ASCENT_EM, baseline_in
from layout.flow.strokes import stroke_graphic
from layout.geometry import Pt, Rect
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from layout.color import Color
    from layout.content.model import Article, Section
    from layout.display.model import Shape
    from layout.flow.furniture import Furniture
    from layout.flow.model import (
        Box,
        ColumnFill,
        Float,
        PageDraft,
        Piece,
        PlacedFloat,
        PlacedStrip,
    )
    from layout.styles.model import HouseStyle, Master
    from layout.text.model import Anchor, SetLine


# The rule under a head: its weight, and how far above the copy's first row it stands.
FOOT_RULE_WEIGHT: Pt = 0.6
FOOT_RULE_RISE_ROWS = 0.75


class PagePlace(Record):
    """Where a draft falls in the issue."""

    page_index: int
    label: str
    side: str


class Targets(Record):
    """What links lead to: the page index of each target, and the title of each article."""

    pages: Mapping[str, int]
    titles: Mapping[str, str]


class PageBuilder:
    """Turns the drafts of one article into pages."""

    def __init__(
        self,
        house: HouseStyle,
        furniture: Furniture,
        article: Article,
        section: Section | None,
        targets: Targets,
    ) -> None:
        self._house = house
        self._targets = targets
        self._furniture = furniture
        self._article = article
        self._section = section

    def build(self, draft: PageDraft, place: PagePlace, accent: Color | None) -> Page:
        """The page of a draft at its place."""
        house = self._house
        master = house.masters[draft.master]
        left = house.page.left(place.side)
        items: list[Item] = list(self._background(master, accent))
        content = ContentOrder()
        frames: list[PageFrame] = []
        blank = _is_blank(draft)
        shows_folio = master.folio and not blank
        if draft.full_page is not None:
            shows_folio = shows_folio and not draft.full_page.bleed
            content.add(self._full_page(draft, place, frames), whole=True)
        else:
            spans = _column_spans(master, left, place.side)
            self._add_floats(_heads(draft), spans, frames, content)
            frames += self._column_frames(draft.columns, spans)
            self._add_bands(draft, spans, frames, content)
            self._add_floats(_beside_copy(draft), spans, frames, content)
        items += content.items()
        bare = blank or _covered(draft)
        if master.running_head and not bare:
            head, head_frames = self._furniture.running_head(self._section, place.side, accent)
            items += head
            frames += head_frames
        if master.tab and not bare:
            tab, tab_frames = self._furniture.tab(self._section, place.side, accent)
            items += tab
            frames += tab_frames
        if shows_folio:
            folio, folio_frames = self._furniture.folio(place.label, place.side, accent)
            items += folio
            frames += folio_frames
        page = house.page
        return Page(
            place.page_index,
            place.label,
            place.side,
            master.name,
            page.width,
            page.height,
            page.bleed,
            tuple(items),
            tuple(frames),
            shows_folio,
            self._article.id,
            self._grid(master, place.side),
        )

    def _grid(self, master: Master, side: str) -> PageGrid:
        """The grid of a page: the type area's rows, and the columns of its master."""
        page = self._house.page
        left = page.left(side)
        area = Rect(left, page.head_margin, page.full_measure, page.rows * page.leading)
        spans = _column_spans(master, left, side)
        columns = tuple((x, right - x) for x, right in spans)
        baseline = baseline_in(page.leading, page.em)
        return PageGrid(area, columns, page.leading, page.rows, baseline)

    def _background(self, master: Master, accent: Color | None) -> Iterator[Item]:
        color = self._house.color(master.background, accent)
        if color is not None:
            page = self._house.page
            trim = Rect(0.0, 0.0, page.width, page.height)
            yield Area(trim.grown(page.bleed), color)

    def _full_page(
        self, draft: PageDraft, place: PagePlace, frames: list[PageFrame]
    ) -> Iterator[Item]:
        full_page = draft.full_page
        if full_page is None:
            return
        page = self._house.page
        x, y = (0.0, 0.0) if full_page.bleed else (page.left(place.side), page.head_margin)
        for graphic in full_page.graphics:
            yield moved(graphic, x, y)
        name = "picture"
        if full_page.head is not None:
            name = "head-0"
            frames.append(PageFrame(name, "head", full_page.head))
        yield from self._pieces(full_page.pieces, x, y, name)

    def _add_bands(
        self,
        draft: PageDraft,
        spans: Sequence[tuple[Pt, Pt]],
        frames: list[PageFrame],
        content: ContentOrder,
    ) -> None:
        """The columns as they are read: those above a block in mid-page, it, and the rest."""
        done = (0,) * len(draft.columns)
        numbers = {id(placed): number for number, placed in enumerate(draft.floats)}
        for band in draft.bands:
            self._add_columns(draft.columns, done, band.counts, spans, content)
            numbered = (numbers[id(band.block)], band.block)
            self._add_floats((numbered,), spans, frames, content)
            done = band.counts
        self._add_columns(draft.columns, done, (None,) * len(done), spans, content)

    def _add_columns(
        self,
        columns: Sequence[ColumnFill],
        starts: Sequence[int],
        stops: Sequence[int | None],
        spans: Sequence[tuple[Pt, Pt]],
        content: ContentOrder,
    ) -> None:
        for index, column in enumerate(columns):
            placed = column.placed[starts[index] : stops[index]]
            for group in self._strips(placed, spans[index][0], _column_name(index)):
                content.add(group)

    def _add_floats(
        self,
        floats: Iterable[tuple[int, PlacedFloat]],
        spans: Sequence[tuple[Pt, Pt]],
        frames: list[PageFrame],
        content: ContentOrder,
    ) -> None:
        """Blocks with their numbers on the page, each a group of the page's content."""
        page = self._house.page
        for number, placed in floats:
            block = placed.block
            y = page.head_margin + placed.row * page.leading
            left = spans[placed.column][0] + placed.dx
            height = block.rows * page.leading
            own = block.box.width if block.box else block.width
            last = min(placed.column + (block.span or len(spans)), len(spans)) - 1
            rect = Rect(left, y, own or spans[last][1] - left, height)
            frame = PageFrame(f"{block.role}-{number}", block.role, rect)
            frames.append(frame)
            content.add(self._float(block, frame), whole=any(map(_bleeds, block.graphics)))

    def _float(self, block: Float, frame: PageFrame) -> Iterator[Item]:
        page, rect = self._house.page, frame.rect
        if block.box is not None:
            yield from box_graphics(block.box, rect, self._house)
        if block.foot_rule is not None:
            foot = rect.bottom - FOOT_RULE_RISE_ROWS * page.leading
            yield Rule(rect.x, foot, rect.right, foot, FOOT_RULE_WEIGHT, block.foot_rule)
        for graphic in block.graphics:
            yield self._bled(moved(graphic, 0.0 if _bleeds(graphic) else rect.x, rect.y))
        for x, row, strip in block.strips:
            top = rect.y + row * page.leading
            for graphic in strip.graphics:
                yield moved(graphic, rect.x + x, top)
            yield from self._pieces(strip.pieces, rect.x + x, top, frame.name)

    def _bled(self, graphic: Graphic) -> Graphic:
        """A graphic that stands at the left bleed edge, whatever the page's side."""
        if isinstance(graphic, PlacedPicture) and _bleeds(graphic):
            rect = replace(graphic.rect, x=-self._house.page.bleed)
            return replace(graphic, rect=rect)
        return graphic

    def _column_frames(
        self, columns: Sequence[ColumnFill], spans: Sequence[tuple[Pt, Pt]]
    ) -> Iterator[PageFrame]:
        page = self._house.page
        for index, column in enumerate(columns):
            if column.placed:
                x, right = spans[index]
                top, rows = column.placed[0].row, column.end_row - column.placed[0].row
                y = page.head_margin + top * page.leading
                rect = Rect(x, y, right - x, rows * page.leading)
                yield PageFrame(_column_name(index), "body", rect)

    def _strips(
        self, column: Sequence[PlacedStrip], x: Pt, name: str
    ) -> Iterator[Iterable[Item]]:
        """Strips in groups: a box with its copy, a strip with graphics, lines between."""
        page = self._house.page
        for box, strips in boxed_groups(column):
            items = list(self._box(box, strips, x)) if box is not None else []
            for placed in strips:
                if box is None and placed.strip.graphics:
                    yield items
                    items = []
                top_y = page.head_margin + placed.row * page.leading
                for number, graphic in enumerate(placed.strip.graphics):
                    more = placed.taller * page.leading if number < placed.strip.frame else 0.0
                    items.append(moved(grown(graphic, more) if more else graphic, x, top_y))
                items += self._pieces(placed.strip.pieces, x, top_y, name)
            yield items

    def _box(self, box: Box, strips: Sequence[PlacedStrip], x: Pt) -> Iterator[Item]:
        page = self._house.page
        first, last = strips[0], strips[-1]
        top = page.head_margin + first.row * page.leading
        rows = last.row + last.strip.rows - first.row
        rect = Rect(x, top, box.width, rows * page.leading)
        yield from box_graphics(box, rect, self._house, top=first.strip.opens)

    def _pieces(
        self, pieces: Iterable[Piece], x: Pt, y: Pt, frame: str
    ) -> Iterator[TextLine | Area | Rule | Shape | PageLink]:
        article = self._article.id
        for piece in pieces:
            line = piece.line
            left, top = x + piece.dx, y + piece.dy
            if line.em:
                top += line.x
            else:
                left += line.x
            for dot in line.dots:
                right, down = (dot.drop, dot.x) if line.em else (dot.x, dot.drop)
                side = 2 * dot.radius
                corner = (left + right - dot.radius, top + down - dot.radius)
                yield Area(Rect(*corner, side, side), dot.color, radius=dot.radius)
            for stroke in line.strokes:
                yield stroke_graphic(stroke, left, top, vertical=bool(line.em))
            if line.anchors:
                yield from self._links(piece, left, top)
            yield TextLine(
                left - line.em / 2,
                top,
                line.em or line.width,
                line.runs,
                line.text,
                piece.style,
                piece.role,
                article,
                frame,
                piece.span,
                line.last,
                line.em > 0,
                line.width if line.em else 0.0,
                piece.tag,
            )

    def _links(self, piece: Piece, left: Pt, top: Pt) -> Iterator[PageLink]:
        """Where the characters of a line lead to other pages when they are clicked."""
        line, size = piece.line, self._house.text_styles[piece.style].size
        for anchor in line.anchors:
            if anchor.name not in self._targets.pages:
                continue
            length = anchor.x2 - anchor.x1
            if line.em:
                rect = Rect(left - line.em / 2, top + anchor.x1, line.em, length)
            else:
                above = top - IDEOGRAPHIC_ASCENT_EM * size
                rect = Rect(left + anchor.x1, above, length, size)
            tag = (*piece.tag, *_link_tag(anchor, line)) if piece.tag else UNTAGGED
            title = self._targets.titles.get(anchor.name.partition("/")[0], "")
            yield PageLink(rect, self._targets.pages[anchor.name], tag, title)


def _link_tag(anchor: Anchor, line: SetLine) -> Tag:
    """The way, within a line's element, to the link that the characters of an anchor are."""
    found = UNTAGGED
    for run in line.runs:
        for depth, node in enumerate(run.inline, 1):
            if node.role == "link" and node.target == anchor.name and run.x < anchor.x2:
                found = run.inline[:depth]
    return found


def _column_name(index: int) -> str:
    return f"column-{index + 1}"


def _heads(draft: PageDraft) -> Iterator[tuple[int, PlacedFloat]]:
    return (one for one in enumerate(draft.floats) if one[1].block.role == "head")


def _beside_copy(draft: PageDraft) -> Iterator[tuple[int, PlacedFloat]]:
    """The blocks, with their numbers, that are neither heads nor in mid-page."""
    amid = {id(band.block) for band in draft.bands}
    for number, placed in enumerate(draft.floats):
        if placed.block.role != "head" and id(placed) not in amid:
            yield number, placed


def _is_blank(draft: PageDraft) -> bool:
    """Whether nothing stands on the page: it is there for the sake of a start rule."""
    copy = any(column.placed for column in draft.columns)
    return not copy and not draft.floats and draft.full_page is None


def _column_spans(master: Master, left: Pt, side: str) -> list[tuple[Pt, Pt]]:
    """The left and right edges of the columns, with the type area's left edge at `left`."""
    starts = [left + master.column_x(at, side) for at in range(master.columns)]
    measures = master.column_measures(side)
    return [(x, x + measure) for x, measure in zip(starts, measures, strict=True)]


def _covered(draft: PageDraft) -> bool:
    """Whether a picture runs over the page's head, where the running head would stand."""
    if draft.full_page is not None:
        return draft.full_page.bleed
    return any(_bleeds(graphic) for item in draft.floats for graphic in item.block.graphics)


def _bleeds(graphic: Graphic) -> bool:
    return isinstance(graphic, PlacedPicture) and graphic.rect.x <= BLEED_X / 2


def boxed_groups(
    placed: Sequence[PlacedStrip],
) -> Iterator[tuple[Box | None, list[PlacedStrip]]]:
    """Strips in runs that share a box (or stand in none)."""
    group: list[PlacedStrip] = []
    for item in placed:
        if group and item.strip.box is not group[-1].strip.box:
            yield group[-1].strip.box, group
            group = []
        group.append(item)
    if group:
        yield group[-1].strip.box, group
