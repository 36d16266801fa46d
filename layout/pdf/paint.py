"""One page's items as a content stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import (
    Area,
    Around,
    Item,
    PageLink,
    Path,
    PlacedPicture,
    Rule,
    Shape,
    TextLine,
)
from layout.pdf.content import Content
from layout.pdf.layers import is_shown
from layout.pdf.marked import PRINTERS_MARKS, MarkedPage
from layout.pdf.numbers import numbers
from layout.pdf.pictures import key_of, placement
from layout.pdf.text import TextWriter
from layout.pdf.window import Window
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from layout.display.model import Page
    from layout.pdf.boxes import PageBoxes
    from layout.pdf.fonts import CodedFont
    from layout.pdf.inks import PageInks
    from layout.pdf.marked import Marking
    from layout.pdf.pictures import EmbeddedPicture, PictureKey
    from layout.pdf.profile import Profile

# How far a Bézier's handles reach to draw a quarter of a circle: 4/3·(√2 - 1).
_QUARTER_CIRCLE = 0.5522847498


class Palette(Record):
    """What pages are painted with: fonts by the key of their face, pictures by their key.

    Where it is `layered`, what stands around the pages has layers.
    """

    fonts: Mapping[str, CodedFont]
    pictures: Mapping[PictureKey, EmbeddedPicture]
    layered: bool = False


class PaintedPage(Record):
    """A page's content, what it calls for and where it leads."""

    content: bytes
    fonts: tuple[str, ...]
    pictures: tuple[str, ...]
    transparent: bool  # whether anything lets what lies under it show through
    opacities: tuple[float, ...]  # of fills that let it
    links: tuple[PageLink, ...]
    layers: tuple[str, ...] = ()
    inks: PageInks | None = None


def paint_page(
    page: Page,
    boxes: PageBoxes,
    profile: Profile,
    palette: Palette,
    marking: Marking | None = None,
    inks: PageInks | None = None,
) -> PaintedPage:
    """Paint the profile's marks, then a page's items in their order, kept inside the bleed.

    What stands around the page goes with the marks, what stands over it comes last. With a
    `marking` the content tells what each of its pieces is; with `inks` its colours are those of
    a press.
    """
    content = Content(inks)
    text = TextWriter(content, palette.fonts, boxes.left, boxes.top)
    painter = _Painter(content, boxes, palette.pictures)
    around = around_page(page, profile, layered=palette.layered)
    outside = [group for group in around if not group.over]
    over = [group for group in around if group.over]
    surround = _Surround(content, text, painter, marking=marking is not None)
    for group in outside:
        surround.paint(group, layered=palette.layered)
    if outside:
        surround.keep_within(boxes.bleed)
    if marking is not None:
        links = MarkedPage(page, boxes, content.parts, text, marking).paint(page.items, painter)
    else:
        links = _paint(page.items, painter, text)
    for group in over:
        surround.paint(group, layered=palette.layered)
    return PaintedPage(
        content.finished(),
        fonts=tuple(text.used),
        pictures=tuple(painter.used),
        transparent=painter.transparent or bool(painter.opacities),
        opacities=tuple(sorted(painter.opacities)),
        links=links,
        layers=tuple(surround.layers),
        inks=inks,
    )


def around_page(page: Page, profile: Profile, *, layered: bool) -> list[Around]:
    """The marks of a profile, and what stands around the page.

    In a file without layers what would wait to be switched on is left out.
    """
    marks = tuple(profile.marks_on(page))
    groups = ([Around("marks", marks)] if marks else []) + list(page.around)
    return [group for group in groups if layered or is_shown(group.layer)]


class _Surround:
    """Paints what is no part of the page, each group in its layer and as an artifact."""

    def __init__(
        self, content: Content, text: TextWriter, painter: _Painter, *, marking: bool
    ) -> None:
        self._parts = content.parts
        self._text = text
        self._painter = painter
        self._marking = marking
        self.layers: dict[str, None] = {}  # in use, in order

    def paint(self, group: Around, *, layered: bool) -> None:
        begins = [f"/OC /{group.layer} BDC"] if layered else []
        begins += [PRINTERS_MARKS] if self._marking else []
        if layered:
            self.layers[group.layer] = None
        self._parts += begins
        _paint(group.items, self._painter, self._text)
        self._parts += ["EMC"] * len(begins)

    def keep_within(self, edges: tuple[float, float, float, float]) -> None:
        """Let nothing that follows show outside a rectangle of the sheet."""
        self._parts += [PRINTERS_MARKS] if self._marking else []
        self._painter.clip_to(edges)
        self._parts += ["EMC"] if self._marking else []


def _paint(items: Sequence[Item], painter: _Painter, text: TextWriter) -> tuple[PageLink, ...]:
    links: list[PageLink] = []
    for at, item in enumerate(items):
        if isinstance(item, TextLine):
            if item.vertical:
                text.write_vertical(item, _line_after(items, at))
            else:
                text.write(item)
        elif isinstance(item, PageLink):
            links.append(item)
        elif isinstance(item, Window):
            _paint_window(item, painter, text)
        else:
            text.end()
            painter.paint(item)
    text.end()
    return tuple(links)


def _paint_window(window: Window, painter: _Painter, text: TextWriter) -> None:
    end_text = text.begin_apart()
    end = painter.begin_window(window)
    _paint(window.items, painter, text)
    end_text()
    end()


def _line_after(items: Sequence[Item], at: int) -> TextLine | None:
    rest = (items[later] for later in range(at + 1, len(items)))
    return next((item for item in rest if isinstance(item, TextLine)), None)


def opacity_name(opacity: float) -> str:
    """The resource that sets a fill's opacity, in hundredths."""
    return f"O{round(opacity * 100)}"


class _Painter:
    """Draws what is not text."""

    __slots__ = (
        "_boxes",
        "_content",
        "_parts",
        "_pictures",
        "opacities",
        "transparent",
        "used",
    )

    def __init__(
        self,
        content: Content,
        boxes: PageBoxes,
        pictures: Mapping[PictureKey, EmbeddedPicture],
    ) -> None:
        self._content = content
        self._parts = content.parts
        self._boxes = boxes
        self._pictures = pictures
        self.used: dict[str, None] = {}  # resources of the pictures in use, in order
        self.transparent = False
        self.opacities: set[float] = set()

    def paint(self, item: Rule | Area | Shape | Path | PlacedPicture) -> None:
        if isinstance(item, Rule):
            self._rule(item)
        elif isinstance(item, Area):
            self._area(item)
        elif isinstance(item, Shape):
            self._shape(item)
        elif isinstance(item, Path):
            self._path(item)
        else:
            self._picture(item)

    def clip_to(self, edges: tuple[float, float, float, float]) -> None:
        """Let nothing that follows show outside a rectangle of the sheet."""
        left, lower, right, upper = edges
        self._parts.append(f"{numbers(left, lower, right - left, upper - lower)} re W n")

    def begin_window(self, window: Window) -> Callable[[], None]:
        """Let what follows show in a window alone; gives what ends that."""
        end = self._content.begin_apart(over=window.over)
        if not window.over:
            self._parts.append(f"{self._outline(window)} W n")
        return end

    def _rule(self, rule: Rule) -> None:
        left, top = self._boxes.left, self._boxes.top
        self._content.stroke_with(rule.color, rule.width, rule.dash, over=True)
        start = numbers(left + rule.x1, top - rule.y1)
        end = numbers(left + rule.x2, top - rule.y2)
        self._parts.append(f"{start} m {end} l S")

    def _area(self, area: Area) -> None:
        if area.fill is not None:
            self._content.fill_with(area.fill)
        if area.stroke is not None:
            self._content.stroke_with(area.stroke, area.stroke_width)
        sheer = area.opacity < 1
        if sheer:
            self.opacities.add(area.opacity)
            self._parts.append(f"q /{opacity_name(area.opacity)} gs")
        operator = _PAINT_OPERATORS[area.fill is not None, area.stroke is not None]
        self._parts.append(self._outline(area))
        self._parts.append(operator + (" Q" if sheer else ""))

    def _outline(self, area: Area) -> str:
        left, lower, right, upper = self._boxes.flipped(area.rect)
        if area.radius > 0:
            radius = min(area.radius, area.rect.width / 2, area.rect.height / 2)
            return _rounded(left, lower, right, upper, radius)
        return f"{numbers(left, lower, right - left, upper - lower)} re"

    def _shape(self, shape: Shape) -> None:
        left, top = self._boxes.left, self._boxes.top
        self._content.fill_with(shape.fill)
        corners = [numbers(left + x, top - y) for x, y in shape.points]
        self._parts.append(f"{corners[0]} m {' '.join(f'{at} l' for at in corners[1:])} h f")

    def _path(self, path: Path) -> None:
        if path.fill is not None:
            self._content.fill_with(path.fill)
        if path.stroke is not None:
            self._content.stroke_with(path.stroke, path.stroke_width)
        left, top = self._boxes.left, self._boxes.top
        steps = [f"{numbers(left + path.start[0], top - path.start[1])} m"]
        for segment in path.segments:
            placed = (
                top - value if at % 2 else left + value for at, value in enumerate(segment)
            )
            steps.append(f"{numbers(*placed)} {'l' if len(segment) == 2 else 'c'}")
        steps += ["h"] if path.closed else []
        steps.append(_PAINT_OPERATORS[path.fill is not None, path.stroke is not None])
        if path.stroke is not None:  # round caps and joins, for this path alone
            steps = ["1 J 1 j", *steps, "0 J 0 j"]
        self._parts.append("\n".join(steps))

    def _picture(self, placed: PlacedPicture) -> None:
        embedded = self._pictures[key_of(placed)]
        self.used[embedded.resource] = None
        self._content.overprint(over=False)
        self.transparent = self.transparent or embedded.transparent
        place = placement(placed, embedded, self._boxes)
        self._parts.append(f"q {place} /{embedded.resource} Do Q")


# Whether it is filled, whether it is stroked (ISO 32000-2 table 59).
_PAINT_OPERATORS = {
    (True, True): "B",
    (True, False): "f",
    (False, True): "S",
    (False, False): "n",
}


def _rounded(left: float, lower: float, right: float, upper: float, radius: float) -> str:
    """The path of a rectangle with round corners, anticlockwise from the lower left."""
    reach = radius * (1 - _QUARTER_CIRCLE)
    return "\n".join(
        (
            f"{numbers(left + radius, lower)} m",
            f"{numbers(right - radius, lower)} l",
            f"{numbers(right - reach, lower, right, lower + reach, right, lower + radius)} c",
            f"{numbers(right, upper - radius)} l",
            f"{numbers(right, upper - reach, right - reach, upper, right - radius, upper)} c",
            f"{numbers(left + radius, upper)} l",
            f"{numbers(left + reach, upper, left, upper - reach, left, upper - radius)} c",
            f"{numbers(left, lower + radius)} l",
            f"{numbers(left, lower + reach, left + reach, lower, left + radius, lower)} c h",
        )
    )
