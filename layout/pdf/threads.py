"""Articles as ways through the pages: threads of beads, and places with names.

A bead is a column's stretch of an article's lines. Source: ISO 32000-1 12.4.3, 12.3.2.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import TextLine
from layout.geometry import Rect
from layout.pdf.canvas import box, dictionary, literal, name, row, text_string
from layout.pdf.navigation import destination
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference

    from layout.display.model import Page, PageFrame
    from layout.pdf.boxes import PageBoxes
    from layout.pdf.canvas import Document

_BODY = "body"


class Bead(Record):
    """A stretch of an article in one column of a page."""

    page_index: int
    rect: Rect


def add_threads(
    document: Document, pages: Sequence[Page], boxes: Mapping[int, PageBoxes]
) -> dict[int, list[PDFObjectReference]]:
    """Write the thread of every article; gives each page's beads."""
    of_pages: dict[int, list[PDFObjectReference]] = {}
    threads = []
    titles = titles_of(pages)
    for article, beads in beads_of(pages).items():
        info = dictionary({"Title": text_string(titles.get(article, article))})
        thread = dictionary({"Type": name("Thread"), "I": info})
        made: list[PDFDictionary] = []
        for bead in beads:
            entry = dictionary(
                {
                    "Type": name("Bead"),
                    "P": document.page_reference(bead.page_index),
                    "R": box(boxes[bead.page_index].flipped(bead.rect)),
                }
            )
            of_pages.setdefault(bead.page_index, []).append(document.add(entry))
            made.append(entry)
        for at, entry in enumerate(made):
            entry["N"] = document.add(made[(at + 1) % len(made)])
            entry["V"] = document.add(made[at - 1])
        thread["F"] = document.add(made[0])
        made[0]["T"] = document.add(thread)
        threads.append(document.add(thread))
    if threads:
        document.set_catalog(Threads=row(threads))
    return of_pages


def beads_of(pages: Iterable[Page]) -> dict[str, list[Bead]]:
    """The beads of each article, in reading order, for articles with copy in body frames."""
    beads: dict[str, list[Bead]] = {}
    for page in pages:
        frames = {frame.name: frame for frame in page.frames if frame.role == _BODY}
        for article, rect in _columns(page, frames):
            beads.setdefault(article, []).append(Bead(page.page_index, rect))
    return beads


def _columns(page: Page, frames: Mapping[str, PageFrame]) -> Iterator[tuple[str, Rect]]:
    """The lines of an article in each column of a page, with the rectangle around them."""
    columns: dict[tuple[str, str, int], list[TextLine]] = {}
    tier = 0
    before: TextLine | None = None
    for item in page.items:
        if not isinstance(item, TextLine) or not item.article or item.frame not in frames:
            continue
        # Vertical lines lead to the left; the one that is back at the right begins a tier.
        if before is not None and item.vertical and before.vertical:
            tier += item.x > before.x
        before = item
        column = _column_of(item, frames[item.frame]) if not item.vertical else -1 - tier
        columns.setdefault((item.article, item.frame, column), []).append(item)
    for (article, _, _), lines in columns.items():
        yield article, _around(lines)


def _column_of(line: TextLine, frame: PageFrame) -> int:
    """Which of the frame's columns a horizontal line begins in."""
    return int((line.x - frame.rect.x) * frame.columns / frame.rect.width + _SLACK)


# Of a column: marks may hang out of it.
_SLACK = 0.05


def _around(lines: Iterable[TextLine]) -> Rect:
    edges = [_edges(line) for line in lines]
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    left, top = min(lefts), min(tops)
    return Rect(left, top, max(rights) - left, max(bottoms) - top)


def _edges(line: TextLine) -> tuple[float, float, float, float]:
    if line.vertical:
        return line.x, line.y, line.x + line.width, line.y + line.height
    size = max((run.size for run in line.runs), default=0.0)
    top = line.y - _ASCENT_EM * size
    return line.x, top, line.x + line.width, top + size


# Where a Chinese em box stands on its baseline.
_ASCENT_EM = 0.88


def titles_of(pages: Iterable[Page]) -> dict[str, str]:
    """What each article is called in one line, where its element tells that."""
    titles: dict[str, str] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, TextLine) and item.article and item.article not in titles:
                data = (
                    pair for node in item.tag if node.role == "article" for pair in node.data
                )
                name = dict(data).get("name", "")
                titles |= {item.article: name} if name else {}
    return titles


def destinations(
    document: Document, pages: Iterable[Page], boxes: Mapping[int, PageBoxes]
) -> PDFDictionary | None:
    """A name tree that leads from each article's id to where it begins."""
    places: dict[str, object] = {}
    for page in pages:
        top = boxes[page.page_index].trim[3]
        ids = [item.article for item in page.items if isinstance(item, TextLine)]
        for article in (page.article, *ids):
            if article and article not in places:
                places[article] = destination(document, page.page_index, top)
    if not places:
        return None
    # ISO 32000-1 7.9.6: names in the order of their bytes.
    keyed = sorted(
        ((literal(one), place) for one, place in places.items()), key=lambda pair: pair[0]
    )
    entries = [part for pair in keyed for part in pair]
    return dictionary({"Names": row(entries)})
