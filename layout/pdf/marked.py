"""Pages painted with marks: what each piece of their content is.

Every operator that shows something stands in one sequence of marked content: that of an
element, or that of an artifact. Sequences never nest, but for the spans of Latin words and of
spelled out text within an element's own.

Source: ISO 32000-1 14.6, 14.8.2.2; ISO 14289-1 7.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import Area, PageLink, Path, PlacedPicture, Rule, Shape, TextLine
from layout.geometry import Rect
from layout.pdf.latin import is_of_other_script, latin_pieces
from layout.pdf.numbers import numbers
from layout.pdf.roles import FIGURES, TYPES
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    from layout.display.model import GlyphRun, Item, Page
    from layout.display.structure import Tag
    from layout.pdf.boxes import PageBoxes
    from layout.pdf.text import TextWriter
    from layout.pdf.tree import Element, Tree

    class Graphics(Protocol):
        """What draws all that is not text."""

        def paint(self, item: Rule | Area | Shape | Path | PlacedPicture) -> None:
            """Draw one item."""


LAYOUT = "/Artifact<</Type/Layout>>BDC"
PRINTERS_MARKS = "/Artifact<</Type/Page>>BDC"
# What stands in the margins, by the role of its lines (ISO 32000-1 table 330).
_PAGINATION = {"running-head": "Header", "folio": "Footer"}


class Marking(Record):
    """What the pages of a tagged file share: the tree they fill, and the issue's language."""

    tree: Tree
    language: str


class Marker:
    """Opens and closes the sequences of one page, and tells the tree of each."""

    def __init__(self, parts: list[str], text: TextWriter, tree: Tree, page_index: int) -> None:
        self._parts = parts
        self._text = text
        self._tree = tree
        self._page_index = page_index
        self._tag: Tag = ()
        self._element: Element | None = None
        self._artifact = ""
        self._around = False  # whether the sequence may hold whole text objects

    def begin_element(self, tag: Tag, *, around: bool) -> Element:
        """What follows belongs to an element.

        A sequence `around` text objects may hold graphics too; one within a text object holds
        nothing but strings, and the next may follow in the same object.
        """
        element = self._element
        if element is not None and (tag is self._tag or tag == self._tag):
            if self._around or not around:
                return element
        else:
            element = self._tree.element(tag)
        self._leave(around=around)
        mcid = self._tree.take(element, self._page_index)
        self._parts.append(f"/{TYPES[tag[-1].role].standard}<</MCID {mcid}>>BDC")
        self._tag, self._element = tag, element
        return element

    def begin_artifact(self, operator: str, *, around: bool) -> None:
        """What follows is no part of the issue's text."""
        if operator != self._artifact or (around and not self._around):
            self._leave(around=around)
            self._parts.append(operator)
            self._artifact = operator

    def _leave(self, *, around: bool) -> None:
        self.end()
        if around:
            self._text.end()
        else:
            self._text.begin()
        self._around = around

    def end(self) -> None:
        """Close the sequence, if one is open."""
        if self._element is not None or self._artifact:
            if self._around:
                self._text.end()
            self._parts.append("EMC")
            self._tag, self._element, self._artifact = (), None, ""


class MarkedPage:
    """Paints the items of one page, each in its sequence."""

    def __init__(
        self, page: Page, boxes: PageBoxes, parts: list[str], text: TextWriter, marking: Marking
    ) -> None:
        self._page = page
        self._boxes = boxes
        self._parts = parts
        self._text = text
        self._marker = Marker(parts, text, marking.tree, page.page_index)
        self._language = marking.language
        self._asked: Tag | None = None  # of which it was last asked what language it is in
        self._other_script = False

    def paint(self, items: Sequence[Item], graphics: Graphics) -> tuple[PageLink, ...]:
        """Paint items in their order; gives the links among them."""
        links: list[PageLink] = []
        for at, item in enumerate(items):
            if isinstance(item, TextLine):
                self._line(item, items, at)
            elif isinstance(item, PageLink):
                links.append(item)
            else:
                self._graphic(item)
                graphics.paint(item)
        self._marker.end()
        self._text.end()
        return tuple(links)

    # Graphics.

    def _graphic(self, item: Rule | Area | Shape | Path | PlacedPicture) -> None:
        if not item.tag:
            self._marker.begin_artifact(self._artifact_of(item), around=True)
        else:
            element = self._marker.begin_element(item.tag, around=True)
            if item.tag[-1].role in FIGURES:
                box = self._boxes.flipped(bounds_of(item))
                element.boxes.append((self._page.page_index, box))
        self._text.end()

    def _artifact_of(self, item: Rule | Area | Shape | Path | PlacedPicture) -> str:
        """A rectangle that fills the page is its background, which tells its box."""
        if isinstance(item, Area | PlacedPicture):
            rect, page = item.rect, self._page
            fills = rect.x <= 0 and rect.y <= 0
            if fills and rect.right >= page.width and rect.bottom >= page.height:
                box = numbers(*self._boxes.flipped(rect))
                return f"/Artifact<</Type/Background/BBox[{box}]>>BDC"
        return LAYOUT

    # Text.

    def _line(self, line: TextLine, items: Sequence[Item], at: int) -> None:
        if line.vertical:
            self._vertical_line(line, items, at)
            return
        for run in line.runs:
            if run.glyphs:
                for piece, operator in self._pieces(line, run):
                    self._text.begin()
                    if operator:
                        self._parts.append(operator)
                    self._text.write_run(line, piece)
                    if operator:
                        self._parts.append("EMC")

    def _vertical_line(self, line: TextLine, items: Sequence[Item], at: int) -> None:
        """A vertical line is a text object of its own; what is not a figure's ends with it."""
        around = _is_figure(line.tag)
        if around:
            self._marker.begin_element(line.tag, around=True)
        else:
            self._marker.end()
        self._text.begin_vertical()
        after = (items[later] for later in range(at + 1, len(items)))
        row = self._text.row_of(next((one for one in after if isinstance(one, TextLine)), None))
        for run in line.runs:
            if run.glyphs:
                pieces = list(self._pieces(line, run))
                for piece, operator in pieces:
                    if operator:
                        self._parts.append(operator)
                    last = run is line.runs[-1] and piece is pieces[-1][0]
                    self._text.write_vertical_run(line, piece, row if last else None)
                    if operator:
                        self._parts.append("EMC")
        if not around:
            self._marker.end()
        self._text.end()

    def _pieces(self, line: TextLine, run: GlyphRun) -> Iterable[tuple[GlyphRun, str]]:
        """Begin a run's sequence; gives the run in pieces, each with the operator before it."""
        tag = line.tag
        if not tag:
            self._marker.begin_artifact(self._margin_of(line), around=False)
            return ((run, ""),)
        if run.inline:
            tag = (*tag, *run.inline)
        element = self._marker.begin_element(tag, around=_is_figure(tag))
        said = "".join(run.texts)
        element.said.append(said)
        if tag is not self._asked:
            self._asked = tag
            spoken = next((node.language for node in reversed(tag) if node.language), "")
            self._other_script = is_of_other_script(spoken or self._language)
        if not self._other_script:
            return ((run, ""),)
        return latin_pieces(run, said)

    def _margin_of(self, line: TextLine) -> str:
        kind = _PAGINATION.get(line.role)
        if kind is None:
            return LAYOUT
        edge = "Top" if line.y < self._page.height / 2 else "Bottom"
        return f"/Artifact<</Type/Pagination/Subtype/{kind}/Attached[/{edge}]>>BDC"


def _is_figure(tag: Tag) -> bool:
    return bool(tag) and tag[-1].role in FIGURES


def bounds_of(item: Rule | Area | Shape | Path | PlacedPicture) -> Rect:
    """The rectangle that a graphic keeps to, handles of curves within."""
    if isinstance(item, Area | PlacedPicture):
        return item.rect
    if isinstance(item, Rule):
        points = [(item.x1, item.y1), (item.x2, item.y2)]
    elif isinstance(item, Shape):
        points = list(item.points)
    else:
        points = [item.start]
        for segment in item.segments:
            points += zip(segment[::2], segment[1::2], strict=True)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    return Rect(left, top, right - left, bottom - top)
